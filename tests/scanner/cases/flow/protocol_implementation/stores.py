import requests


class HttpStore:
    def load(self, key):  # -> blocking-async via requests.get
        return requests.get(f"http://store.test/{key}").text


class MemoryStore:
    def load(self, key):
        return key
