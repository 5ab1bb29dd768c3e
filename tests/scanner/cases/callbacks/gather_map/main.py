import asyncio

import requests
from fastapi import FastAPI


async def fetch(name):  # -> blocking-async via requests.get
    return requests.get(f"http://{name}.test/").status_code


app = FastAPI()


@app.get("/all")
async def everything():  # -> blocking-async (helper) via requests.get
    return await asyncio.gather(*map(fetch, ["a", "b"]))
