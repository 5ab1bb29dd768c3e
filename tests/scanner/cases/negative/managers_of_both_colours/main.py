import time

import httpx
from fastapi import FastAPI


class Lease:
    def __init__(self, name):
        self.name = name

    def __enter__(self):  # -> converted-def
        time.sleep(0.01)
        return self

    def __exit__(self, *raised):
        return None

    async def __aenter__(self):  # -> native-async
        async with httpx.AsyncClient() as client:
            await client.put(f"http://leases.test/{self.name}")
        return self

    async def __aexit__(self, *raised):
        return None


app = FastAPI()


@app.get("/awaited")
async def awaited():  # -> native-async
    async with Lease("x") as lease:
        return lease.name


@app.get("/threaded")
def threaded():  # -> converted-def
    with Lease("x") as lease:
        return lease.name
