import time

import fastapi.concurrency as concurrency
from fastapi import FastAPI

offload = concurrency.run_in_threadpool


def slow():  # -> converted-def
    time.sleep(0.01)
    return 1


app = FastAPI()


@app.get("/slow")
async def read():  # -> native-async (offloaded)
    return await offload(slow)
