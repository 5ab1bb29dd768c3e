import requests
from fastapi import FastAPI

_http = requests.Session()


def fetch(url, http=_http):  # -> blocking-async via requests.Session.get
    return http.get(url).json()


app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async (helper) via requests.Session.get
    return fetch("http://api.test/")
