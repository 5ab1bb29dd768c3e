from typing import overload

import requests
from fastapi import FastAPI


@overload
def fetch(url: str, raw: bool) -> str: ...
@overload
def fetch(url: str) -> dict: ...
def fetch(url, raw=False):  # -> blocking-async via requests.get
    response = requests.get(url)
    return response.text if raw else response.json()


app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async (helper) via requests.get
    return fetch("http://api.test/")
