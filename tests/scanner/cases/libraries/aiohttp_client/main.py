import aiohttp
from fastapi import FastAPI

app = FastAPI()


async def fetch(url):  # -> native-async
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as response:
            return await response.text()


@app.get("/page")
async def page():  # -> native-async (async-io)
    return str(await fetch("http://api.test/"))
