import requests
from fastapi import FastAPI
from httpx import AsyncClient


class Remote:
    def __init__(self, client):
        self.client = client

    def name(self):  # -> converted-def
        return self.client.get("http://api.test/x").json()

    async def aname(self):  # -> native-async
        return (await self.client.get("http://api.test/x")).json()


app = FastAPI()
local = Remote(requests.Session())
distant = Remote(AsyncClient())


@app.get("/awaited")
async def awaited():  # -> native-async
    return await distant.aname()


@app.get("/threaded")
def threaded():  # -> converted-def
    return local.name()


@app.get("/both")
async def both():  # -> native-async
    return (await distant.aname()) == local.client.headers.get("x")
