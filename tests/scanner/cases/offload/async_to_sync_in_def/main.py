import httpx
from asgiref.sync import async_to_sync
from fastapi import FastAPI


async def fetch(url):  # -> native-async
    async with httpx.AsyncClient() as client:
        return (await client.get(url)).json()


app = FastAPI()


@app.get("/remote")
def remote():  # -> converted-def
    return async_to_sync(fetch)("http://api.test/")
