import asyncio
import functools

import httpx
from fastapi import FastAPI


def retry(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):  # -> native-async
        try:
            return await function(*args, **kwargs)
        except httpx.HTTPError:
            await asyncio.sleep(0.01)
            return await function(*args, **kwargs)

    return wrapper


@retry
async def fetch(url):  # -> native-async
    async with httpx.AsyncClient() as client:
        return (await client.get(url)).json()


app = FastAPI()


@app.get("/remote")
async def remote():  # -> native-async (async-io)
    return await fetch("http://api.test/")
