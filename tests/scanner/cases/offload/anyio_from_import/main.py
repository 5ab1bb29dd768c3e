import time

from anyio import to_thread
from fastapi import FastAPI


def nap():  # -> converted-def
    time.sleep(0.01)


app = FastAPI()


@app.get("/nap")
async def read():  # -> native-async (offloaded)
    await to_thread.run_sync(nap)
    return {}
