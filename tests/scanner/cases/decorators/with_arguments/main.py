import asyncio
import functools

import requests
from fastapi import FastAPI


def notify(url):
    def decorate(handler):
        @functools.wraps(handler)
        async def wrapper(*args, **kwargs):  # -> blocking-async via requests.post
            result = await handler(*args, **kwargs)
            requests.post(url, json=result)
            return result

        return wrapper

    return decorate


app = FastAPI()


@app.post("/orders")
@notify("http://hooks.test/orders")
async def orders():  # -> blocking-async via requests.post
    await asyncio.sleep(0)
    return {"id": 1}
