import asyncio

import requests
from fastapi import FastAPI


async def lookup(name):  # -> blocking-async via requests.get
    return requests.get("http://dns.test/", params={"q": name}).json()


app = FastAPI()


@app.get("/lookup")
async def read(name: str):  # -> blocking-async (helper) via requests.get
    return await asyncio.wait_for(lookup(name), timeout=5)
