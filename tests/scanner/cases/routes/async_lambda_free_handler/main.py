import requests
from fastapi import FastAPI
from functools import partial


async def fetch(url: str, suffix: str = "a"):  # -> blocking-async via requests.get
    return requests.get(url + suffix).json()


app = FastAPI()
app.get("/fetch")(partial(fetch, "http://api.test/"))
