import httpx
import requests
from fastapi import FastAPI


class Client:
    def get(self, path):  # -> converted-def
        return requests.get(f"http://api.test{path}").json()

    async def aget(self, path):  # -> native-async
        async with httpx.AsyncClient() as client:
            return (await client.get(f"http://api.test{path}")).json()


client = Client()
app = FastAPI()


@app.get("/sync")
def sync():  # -> converted-def
    return client.get("/a")


@app.get("/async")
async def native():  # -> native-async (async-io)
    return await client.aget("/a")
