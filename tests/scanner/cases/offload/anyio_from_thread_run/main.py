import time

import anyio
from fastapi import FastAPI


async def publish(event):  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI()


@app.post("/publish")
def post():  # -> blocking-async via time.sleep
    anyio.from_thread.run(publish, "created")
    return {"ok": True}
