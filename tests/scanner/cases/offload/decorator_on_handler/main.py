import functools

import requests
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool


def offload(handler):
    @functools.wraps(handler)
    async def wrapper(*args, **kwargs):  # -> native-async
        return await run_in_threadpool(handler, *args, **kwargs)

    return wrapper


app = FastAPI()


@app.get("/remote")
@offload
def remote():  # -> native-async (offloaded)
    return requests.get("http://api.test/").json()
