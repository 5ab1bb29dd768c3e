import asyncio

import requests
from fastapi import FastAPI


class Client:
    def _get(self, path):  # -> converted-def
        return requests.get(f"http://api.test/{path}").json()

    async def get(self, path):
        raise NotImplementedError


class ThreadedClient(Client):
    async def get(self, path):  # -> native-async
        return await asyncio.to_thread(self._get, path)


client: Client = ThreadedClient()
app = FastAPI()


@app.get("/data")
async def data():  # -> native-async (offloaded)
    return await client.get("data")
