import requests
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool


def fetch(url):  # -> blocking-async via requests.get
    return requests.get(url).json


app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async (helper) via requests.get
    return await run_in_threadpool(fetch("http://api.test/"))
