import requests


class Images:
    def get(self, key):  # -> blocking-async via requests.get
        return requests.get(f"http://images.test/{key}").json()


class Services:
    def __init__(self, images):
        self.images = images


class Deps:
    services: "Services"


def configure():
    Deps.services = Services(images=Images())
