import asyncio
import time

from fastapi import FastAPI


def work():  # -> converted-def
    time.sleep(0.01)
    return {}


app = FastAPI()


@app.post("/work")
async def post():  # -> native-async
    return await asyncio.to_thread(work)
