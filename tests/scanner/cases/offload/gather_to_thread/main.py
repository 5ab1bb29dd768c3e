import asyncio
import time

from fastapi import FastAPI


def check(host):  # -> converted-def
    time.sleep(0.01)
    return host


app = FastAPI()


@app.get("/hosts")
async def hosts():  # -> native-async (offloaded)
    return await asyncio.gather(*[asyncio.to_thread(check, h) for h in ("a", "b")])
