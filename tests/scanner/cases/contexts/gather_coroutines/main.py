import asyncio

import requests
from fastapi import FastAPI


async def fetch(url):  # -> blocking-async via requests.get
    return requests.get(url).json()


app = FastAPI()


@app.get("/dashboard")
async def dashboard():  # -> blocking-async (helper) via requests.get
    urls = ["http://a.test/", "http://b.test/"]
    return await asyncio.gather(*(fetch(url) for url in urls))
