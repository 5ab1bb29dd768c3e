import asyncio
import time

from fastapi import FastAPI


class Lock:
    def __enter__(self):  # -> converted-def
        time.sleep(0.001)
        return self

    def __exit__(self, *error):
        return None


def critical():  # -> converted-def
    with Lock():
        return 1


app = FastAPI()


@app.post("/locked")
async def locked():  # -> native-async (offloaded)
    return await asyncio.to_thread(critical)
