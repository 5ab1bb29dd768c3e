import time

from vendor import client


def fast_fetch(self, path):
    return path


def slow_parse(text):  # -> blocking-async
    time.sleep(0.001)
    return text


def install():
    client.Client.fetch = fast_fetch
    client.parse = slow_parse


install()
