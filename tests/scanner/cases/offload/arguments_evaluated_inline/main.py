import asyncio
import time

import requests
from fastapi import FastAPI


def token():  # -> blocking-async via requests.post
    return requests.post("http://auth.test/token").text


def call(url, bearer):  # -> converted-def
    return requests.get(url, headers={"authorization": bearer[:5]}).json()


app = FastAPI()


@app.get("/data")
async def data():  # -> blocking-async (helper) via requests.post
    return await asyncio.to_thread(call, "http://api.test/", token())
