import pathlib

import requests


class HttpReader:
    def __init__(self, url):
        self.url = url

    def read(self):  # -> blocking-async
        return requests.get(self.url).text


class TextReader:
    def __init__(self, text):
        self.text = text

    def read(self):
        return self.text


class Cached:
    def __init__(self, inner):
        self.inner = inner
        self.value = None

    def read(self):  # -> blocking-async
        if self.value is None:
            self.value = self.inner.read()
        return self.value
