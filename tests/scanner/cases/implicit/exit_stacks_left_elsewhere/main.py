"""What is put on an exit stack runs where the stack is left or closed: here, in a thread, or nowhere."""

import asyncio
import contextlib
import time

from fastapi import FastAPI

app = FastAPI()


class Lease:
    def __init__(self):
        self.stack = contextlib.ExitStack()

    def add(self, call, *args):
        self.stack.callback(call, *args)

    def __enter__(self):
        self.stack.__enter__()
        return self

    def __exit__(self, *error):  # -> blocking-async
        return self.stack.__exit__(*error)


class Gate:
    def __enter__(self):
        return self

    def __exit__(self, *error):  # -> blocking-async
        time.sleep(0.001)


def opened():
    stack = contextlib.ExitStack()
    stack.enter_context(Gate())
    return stack


@app.get("/left")
async def left():  # -> blocking-async
    with Lease() as lease:
        lease.add(time.sleep, 0.001)


@app.get("/never")
async def never():  # -> native-async
    stack = contextlib.ExitStack()
    stack.push(lambda *error: time.sleep(0.001))
    return 1


@app.get("/closed")
async def closed():  # -> blocking-async
    opened().close()


@app.get("/closed/in/thread")
async def closed_in_thread():  # -> native-async
    await asyncio.to_thread(opened().close)


@app.get("/popped")
async def popped():  # -> native-async
    with contextlib.ExitStack() as stack:
        stack.callback(time.sleep, 0.001)
        stack.pop_all()


@app.get("/popped/closed")
async def popped_and_closed():  # -> blocking-async
    with contextlib.ExitStack() as stack:
        stack.callback(time.sleep, 0.001)
        kept = stack.pop_all()
    kept.close()


@app.get("/popped/in/thread")
async def popped_in_thread():  # -> native-async
    with contextlib.ExitStack() as stack:
        stack.callback(time.sleep, 0.001)
        kept = stack.pop_all()
    await asyncio.to_thread(kept.close)


@app.get("/popped/sometimes")
async def popped_sometimes(on: bool = False):  # -> blocking-async
    with contextlib.ExitStack() as stack:
        stack.callback(time.sleep, 0.001)
        if on:
            stack.pop_all()


@app.get("/awaited")
async def awaited():  # -> native-async
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.to_thread, time.sleep, 0.001)


@app.get("/awaited/closed")
async def awaited_and_closed():  # -> blocking-async
    stack = contextlib.AsyncExitStack()
    stack.callback(time.sleep, 0.001)
    await stack.aclose()


@app.get("/awaited/never")
async def awaited_never():  # -> native-async
    stack = contextlib.AsyncExitStack()
    stack.callback(time.sleep, 0.001)
    return 1
