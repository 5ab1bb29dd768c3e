import requests


class Client:
    timeout = 1

    def fetch(self, path):
        return requests.get(f"http://v.test/{path}").status_code

    def name(self):
        return "client"


def parse(text):
    return text.strip()


def load(path):  # -> blocking-async
    return requests.get(f"http://v.test/{path}").text


DEFAULT = Client()
