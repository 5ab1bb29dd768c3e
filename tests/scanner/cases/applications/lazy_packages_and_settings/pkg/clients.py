import requests


class Client:
    def fetch(self):  # -> blocking-async
        return requests.get("http://x.test/").status_code


def make():
    return Client()
