import requests


class Client:
    name = "client"

    def ping(self):
        return None


class SlowClient(Client):
    def ping(self):  # -> blocking-async via requests.get
        requests.get("http://slow.test/")
