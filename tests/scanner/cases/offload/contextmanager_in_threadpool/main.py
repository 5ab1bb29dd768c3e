from contextlib import contextmanager

import requests
from fastapi import FastAPI
from fastapi.concurrency import contextmanager_in_threadpool


@contextmanager
def lease(name):  # -> converted-def
    requests.post(f"http://locks.test/{name}")
    yield name
    requests.delete(f"http://locks.test/{name}")


app = FastAPI()


@app.post("/jobs")
async def run_job():  # -> native-async (offloaded)
    async with contextmanager_in_threadpool(lease("nightly")) as name:
        return {"lease": name}
