import asyncio

import requests
from fastapi import FastAPI


def report(task):  # -> blocking-async via requests.post
    requests.post("http://metrics.test/", json={"done": task.done()})


async def work():
    await asyncio.sleep(0)


app = FastAPI()


@app.post("/jobs")
async def start():  # -> blocking-async via requests.post
    task = asyncio.ensure_future(work())
    task.add_done_callback(report)
    await task
    await asyncio.sleep(0)
    return {"ok": True}
