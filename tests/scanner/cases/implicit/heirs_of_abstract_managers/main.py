"""Classes that leave entering to ``contextlib``: what ``with`` gives is the object itself."""

import time
from contextlib import AbstractAsyncContextManager, AbstractContextManager, AsyncExitStack, ExitStack

import httpx
import requests
from fastapi import FastAPI

app = FastAPI()


class Client(AbstractContextManager["Client"]):
    def __init__(self):
        self.session = requests.Session()

    def __exit__(self, *error):
        self.session.close()

    def __call__(self, path):  # -> blocking-async via requests.Session.get
        return self.session.get(f"http://api.test{path}").json()

    def url(self, path):
        return f"http://api.test{path}"


class AsyncClient(AbstractAsyncContextManager):
    def __init__(self):
        self.client = httpx.AsyncClient(base_url="http://api.test")

    async def __aexit__(self, *error):
        await self.client.aclose()

    async def __call__(self, path):  # -> native-async
        return (await self.client.get(path)).json()


class Impatient(AsyncClient):
    async def __call__(self, path):  # -> blocking-async
        time.sleep(0.001)
        return await super().__call__(path)


class Kept(AbstractContextManager):
    """What it gives is said by itself."""

    def __enter__(self):
        return {"a": 1}

    def __exit__(self, *error):
        return None

    def get(self, name):
        time.sleep(0.001)
        return name


@app.get("/client")
async def client():  # -> blocking-async
    with Client() as made:
        return made("/x")


@app.get("/client/url")
async def client_url():  # -> native-async
    with Client() as made:
        return made.url("/x")


@app.get("/client/def")
def client_in_thread():  # -> converted-def
    with ExitStack() as stack:
        return stack.enter_context(Client())("/x")


@app.get("/async")
async def async_client():  # -> native-async
    async with AsyncClient() as made:
        return await made("/x")


@app.get("/async/impatient")
async def impatient():  # -> blocking-async via time.sleep
    async with Impatient() as made:
        return await made("/x")


@app.get("/async/stack")
async def async_stack():  # -> native-async
    async with AsyncExitStack() as stack:
        made = await stack.enter_async_context(AsyncClient())
        return await made("/x")


@app.get("/kept")
async def kept():  # -> native-async
    with Kept() as made:
        return made.get("a")
