"""A helper that makes a loop where there is none: on the server's loop it finds that one."""

import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


class Greeter:
    async def greet(self):  # -> blocking-async
        time.sleep(0.01)

    def run(self):  # static: -> blocking-async
        try:
            loop = asyncio.get_event_loop()
        except RuntimeError:
            loop = asyncio.new_event_loop()
        if loop.is_running():
            asyncio.run_coroutine_threadsafe(self.greet(), loop)


@app.get("/greet")
async def greet():  # -> blocking-async (helper) via time.sleep
    Greeter().run()
    await asyncio.sleep(0.02)


@app.get("/idle")
async def idle():  # -> native-async (no-io)
    return 1
