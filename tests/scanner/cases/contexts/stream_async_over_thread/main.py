import asyncio
import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse


def load(number):  # -> converted-def
    time.sleep(0.001)
    return f"{number}\n"


async def lines():  # -> native-async
    for number in range(2):
        yield await asyncio.to_thread(load, number)


app = FastAPI()


@app.get("/lines")
async def read():  # -> native-async
    return StreamingResponse(lines())
