import functools

import requests
from fastapi import FastAPI


@functools.lru_cache(maxsize=8)
def settings(name):  # -> blocking-async via requests.get
    return requests.get(f"http://settings.test/{name}").json()


app = FastAPI()


@app.get("/settings")
async def read():  # -> blocking-async (helper) via requests.get
    return settings("main")
