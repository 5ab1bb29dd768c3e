import requests
from fastapi import FastAPI


class Fake:
    def get(self, url):
        return {"url": url}


def fetch(requests, url):
    return requests.get(url)


app = FastAPI()


@app.get("/fake")
async def fake():  # -> native-async (no-io)
    return fetch(Fake(), "http://api.test/")


@app.get("/verbs")
async def verbs():  # -> native-async (no-io)
    return [requests.codes.ok, requests.Request("GET", "http://a.test/").method]
