import requests
from fastapi import FastAPI
from typing_extensions import Self


class Request:
    def __init__(self):
        self.headers = {}

    def with_header(self, name: str, value: str) -> Self:
        self.headers[name] = value
        return self

    def send(self):  # -> blocking-async via requests.get
        return requests.get("http://api.test/", headers=self.headers).json()


app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async (helper) via requests.get
    return Request().with_header("a", "b").with_header("c", "d").send()
