import httpx
from fastapi import FastAPI


async def fetch(client, url):  # -> native-async
    return (await client.get(url)).json()


async def pages(client):  # -> native-async
    async for page in numbers():
        yield await fetch(client, f"http://api.test/{page}")


async def numbers():
    yield 1


app = FastAPI()


@app.get("/pages")
async def read():  # -> native-async
    async with httpx.AsyncClient() as client:
        return [page async for page in pages(client)]
