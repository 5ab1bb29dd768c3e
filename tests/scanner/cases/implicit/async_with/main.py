import time

from fastapi import FastAPI


class Lease:
    async def __aenter__(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return self

    async def __aexit__(self, *error):
        return None


app = FastAPI()


@app.post("/leased")
async def leased():  # -> blocking-async (helper) via time.sleep
    async with Lease():
        return {}
