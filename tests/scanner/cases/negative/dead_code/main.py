import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    if False:
        time.sleep(10)
    return {}


@app.get("/returned")
async def returned():  # -> native-async (no-io)
    return {}
    time.sleep(10)


def unused():
    time.sleep(10)
