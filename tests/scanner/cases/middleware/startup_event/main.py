import time

from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
async def warm_up():  # -> blocking-async via time.sleep
    time.sleep(0.01)


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}
