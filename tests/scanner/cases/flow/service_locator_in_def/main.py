import requests
from fastapi import FastAPI


class Images:
    def get(self, key):  # -> converted-def
        return requests.get(f"http://images.test/{key}").json()


class Services:
    def __init__(self):
        self.images = Images()


class Deps:
    services = Services()


app = FastAPI()


@app.get("/images/{key}")
def image(key: str):  # -> converted-def
    return Deps.services.images.get(key)
