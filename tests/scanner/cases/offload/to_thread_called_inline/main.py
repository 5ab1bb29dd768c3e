import asyncio
import time

from fastapi import FastAPI


def crunch(number):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return str


app = FastAPI()


@app.get("/crunch")
async def read():  # -> blocking-async (helper) via time.sleep
    return await asyncio.to_thread(crunch(2), 5)
