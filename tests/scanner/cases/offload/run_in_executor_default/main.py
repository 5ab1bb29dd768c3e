import asyncio

import requests
from fastapi import FastAPI


def fetch(url):  # -> converted-def
    return requests.get(url).json()


app = FastAPI()


@app.get("/remote")
async def remote():  # -> native-async (offloaded)
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, fetch, "http://api.test/")
