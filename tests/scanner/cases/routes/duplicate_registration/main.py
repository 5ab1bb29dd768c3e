import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/things")
async def first():  # -> native-async
    return 1


@app.get("/things")
async def second():  # static: -> blocking-async via time.sleep
    time.sleep(0.01)
    return 2
