"""An API client class over a session, with pooling, retries and an asynchronous twin."""

import httpx
import requests
from fastapi import Depends, FastAPI


class Api:
    def __init__(self, base):
        self.base = base
        self.http = requests.Session()

    def url(self, path):
        return f"{self.base}/{path}"

    def call(self, method, path, **options):  # -> blocking-async
        answer = self.http.request(method, self.url(path), timeout=5, **options)
        answer.raise_for_status()
        return answer.json()

    def get(self, path):  # -> blocking-async
        return self.call("GET", path)


class AsyncApi(Api):
    def __init__(self, base):
        super().__init__(base)
        self.client = httpx.AsyncClient()

    async def get(self, path):  # -> native-async
        answer = await self.client.get(self.url(path))
        return answer.json()


api = Api("http://api.test")
async_api = AsyncApi("http://api.test")


def given() -> Api:
    return api


app = FastAPI()


@app.get("/sync")
async def sync_call():  # -> blocking-async
    return api.get("a")


@app.get("/async")
async def async_call():  # -> native-async
    return await async_api.get("a")


@app.get("/given")
def given_call(api: Api = Depends(given)):  # -> converted-def
    return api.get("a")


@app.get("/url")
async def url():  # -> native-async
    return async_api.url("x")
