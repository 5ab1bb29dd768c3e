import asyncio
import time

from fastapi import FastAPI, Request


async def on_loop():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return 1


app = FastAPI()


async def main_loop(request: Request):
    return asyncio.get_running_loop()


@app.get("/bridge")
def bridge(loop=__import__("fastapi").Depends(main_loop)):  # -> blocking-async via time.sleep
    return asyncio.run_coroutine_threadsafe(on_loop(), loop).result(timeout=2)
