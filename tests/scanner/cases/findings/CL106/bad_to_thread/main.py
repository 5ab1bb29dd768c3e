import asyncio
import time

from fastapi import FastAPI


def work():  # -> blocking-async
    time.sleep(0.01)
    return dict


app = FastAPI()


@app.post("/work")
async def post():  # -> blocking-async
    return await asyncio.to_thread(work())  # !! CL106
