import requests
from fastapi import FastAPI
from httpx import AsyncClient


class Auth:
    def __init__(self, following):
        self.following = following

    async def __call__(self, name):  # -> native-async
        return await self.following(name) if name else None


class Trace:
    def __init__(self, following):
        self.following, self.seen = following, []

    async def __call__(self, name):  # -> native-async
        self.seen.append(name)
        return await self.following(name)


class Here:
    def __init__(self, following):
        self.following = following

    def __call__(self, name):  # -> converted-def
        return self.following(name)


async def fetch(name):  # -> native-async
    async with AsyncClient() as client:
        return (await client.get(f"http://api.test/{name}")).status_code


def load(name):  # -> converted-def
    return requests.get(f"http://api.test/{name}").status_code


app = FastAPI()
remote = Auth(Trace(Trace(fetch)))
local = Here(Here(load))


@app.get("/remote")
async def index():  # -> native-async
    return await remote("x")


@app.get("/local")
def here():  # -> converted-def
    return local("x")
