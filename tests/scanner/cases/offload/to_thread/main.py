import asyncio
import time

from fastapi import FastAPI


def crunch(number):  # -> converted-def
    time.sleep(0.01)
    return number * 2


app = FastAPI()


@app.get("/crunch")
async def read():  # -> native-async (offloaded)
    return await asyncio.to_thread(crunch, 2)
