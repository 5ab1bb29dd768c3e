import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/never")
async def never():  # -> native-async
    return {}
    time.sleep(1)


@app.get("/false")
async def false():  # -> native-async
    if False:
        time.sleep(1)
    while 0:
        time.sleep(1)
    return {}


@app.get("/raised")
async def listed():  # -> native-async
    return [time.sleep for _ in range(2)] and {}


@app.get("/stub")
async def stub():  # -> native-async
    def inner():
        time.sleep(1)

    return inner.__name__
