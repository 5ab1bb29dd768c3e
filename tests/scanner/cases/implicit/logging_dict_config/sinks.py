import logging
import time


class Remote(logging.Handler):
    def emit(self, record):  # -> blocking-async
        time.sleep(0.001)


class Memory(logging.Handler):
    def emit(self, record):
        pass
