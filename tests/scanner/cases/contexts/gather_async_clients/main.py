import asyncio

import httpx
from fastapi import FastAPI


async def fetch(client, url):  # -> native-async
    return (await client.get(url)).json()


app = FastAPI()


@app.get("/dashboard")
async def dashboard():  # -> native-async (async-io)
    async with httpx.AsyncClient() as client:
        return await asyncio.gather(fetch(client, "http://a.test/"), fetch(client, "http://b.test/"))
