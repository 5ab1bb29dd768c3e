import requests
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool


def fetch(url):  # -> converted-def
    return requests.get(url).json()


async def fetch_async(url):  # -> native-async
    return await run_in_threadpool(fetch, url)


app = FastAPI()


@app.get("/remote")
async def remote():  # -> native-async (offloaded)
    return await fetch_async("http://api.test/things")
