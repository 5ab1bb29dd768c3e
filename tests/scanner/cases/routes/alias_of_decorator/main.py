import time

from fastapi import FastAPI

app = FastAPI()
endpoint = app.get


@endpoint("/slow")
async def slow():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return 1
