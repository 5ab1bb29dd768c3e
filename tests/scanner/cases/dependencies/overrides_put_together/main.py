"""Overrides that are united, assigned at once, or put where there are none yet."""

import time

import requests
from fastapi import Depends, FastAPI

app = FastAPI()


def http():
    return requests.Session()


def store():
    return {"http://api.test/": 1}


def plain():
    return {"http://api.test/": 2}


def fake():
    return {"http://api.test/": 3}


def live():
    return requests.Session()


def clock():
    return time.sleep


def still():
    return len


def first():
    return time.sleep


@app.get("/http")
async def read_http(client=Depends(http)):  # -> native-async
    return str(client.get("http://api.test/"))


@app.get("/store")
async def read_store(client=Depends(store)):  # -> blocking-async
    return str(client.get("http://api.test/"))


@app.get("/plain")
async def read_plain(client=Depends(plain)):  # -> native-async
    return str(client.get("http://api.test/"))


@app.get("/clock")
async def read_clock(call=Depends(clock)):  # -> native-async
    return call("")


app.dependency_overrides |= {http: fake}
app.dependency_overrides = {**app.dependency_overrides, store: live}
app.dependency_overrides.setdefault(clock, still)
app.dependency_overrides.setdefault(clock, first)
