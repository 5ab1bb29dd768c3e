import asyncio
import time

from fastapi import FastAPI


def nap():  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI()


@app.get("/threaded")
async def threaded():  # -> native-async (offloaded)
    await asyncio.to_thread(nap)
    return 1


@app.get("/inline")
async def inline():  # -> blocking-async (helper) via time.sleep
    nap()
    return 1
