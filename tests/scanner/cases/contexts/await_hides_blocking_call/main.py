import asyncio

import requests
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/proxy")
async def proxy(request: Request):  # -> blocking-async (handler) via requests.post
    body = await request.body()
    await asyncio.sleep(0)
    return requests.post("http://upstream.test/", data=body).json()
