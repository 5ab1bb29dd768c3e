import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

pool = ThreadPoolExecutor()


def render(page):  # -> converted-def
    time.sleep(0.01)
    return page


app = FastAPI()


@app.get("/pdf")
async def pdf():  # -> native-async (offloaded)
    return await asyncio.wrap_future(pool.submit(render, 3))
