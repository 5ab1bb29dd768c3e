import requests
from fastapi import FastAPI

fetch = lambda url: requests.get(url).json()  # noqa: E731
app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async via requests.get
    return fetch("http://api.test/")
