import requests
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool


def fetch(url):  # -> blocking-async
    return requests.get(url).json


app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async
    return await run_in_threadpool(fetch("http://api.test/"))  # !! CL106
