import logging
import queue
from logging.handlers import QueueHandler, QueueListener

import requests


class RemoteHandler(logging.Handler):
    def emit(self, record):  # -> blocking-async
        requests.post("http://logs.test/", json={"m": self.format(record)})


class SlowFilter(logging.Filter):
    def filter(self, record):  # -> blocking-async
        requests.get("http://filter.test/")
        return True


class JsonFormatter(logging.Formatter):
    def format(self, record):
        return '{"m": "%s"}' % record.getMessage()


def remote_handler():
    return RemoteHandler(level=logging.ERROR)
