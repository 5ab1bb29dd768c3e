import requests
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool


def fetch(url, timeout):  # -> converted-def
    return requests.get(url, timeout=timeout).json()


app = FastAPI()


@app.get("/remote")
async def remote():  # -> native-async (offloaded)
    return await run_in_threadpool(fetch, "http://api.test/", timeout=3)
