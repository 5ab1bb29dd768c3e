import requests


class Images:
    def get(self, key):  # -> blocking-async via requests.get
        return requests.get(f"http://images.test/{key}").json()


class Services:
    def __init__(self):
        self.images = Images()
        self.config = {"a": 1}


class Deps:
    services = Services()
