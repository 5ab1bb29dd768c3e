import asyncio
import time
from contextlib import AbstractAsyncContextManager, AbstractContextManager

import httpx
from fastapi import FastAPI

app = FastAPI()


class Client(AbstractContextManager["Client"]):
    def __exit__(self, *error):
        return None

    def fetch(self):  # -> converted-def
        time.sleep(0.001)
        return "x"

    def url(self, path):
        return f"http://api.test{path}"


class AsyncClient(AbstractAsyncContextManager):
    def __init__(self):
        self.client = httpx.AsyncClient(base_url="http://api.test")

    async def __aexit__(self, *error):
        await self.client.aclose()

    async def fetch(self, path):  # -> native-async
        return (await self.client.get(path)).json()


@app.get("/url")
async def url():  # -> native-async
    with Client() as made:
        return made.url("/x")


@app.get("/fetched")
async def fetched():  # -> native-async
    with Client() as made:
        return await asyncio.to_thread(made.fetch)


@app.get("/fetched/def")
def fetched_in_thread():  # -> converted-def
    with Client() as made:
        return made.fetch()


@app.get("/async")
async def async_client():  # -> native-async
    async with AsyncClient() as made:
        return await made.fetch("/x")
