import contextlib
import time

import httpx
from fastapi import FastAPI


@contextlib.asynccontextmanager
async def client():  # -> native-async
    async with httpx.AsyncClient() as opened:
        yield opened
        await opened.get("http://api.test/bye")


@contextlib.contextmanager
def timed(name, kept):
    started = time.perf_counter()
    yield name
    kept.append(time.perf_counter() - started)


@contextlib.contextmanager
def leased(name):  # -> converted-def
    time.sleep(0.001)
    yield name


app = FastAPI()
kept = []


@app.get("/entered")
async def entered():  # -> native-async
    async with contextlib.AsyncExitStack() as stack:
        name = stack.enter_context(timed("x", kept))
        opened = await stack.enter_async_context(client())
        return (await opened.get(f"http://api.test/{name}")).status_code


@app.get("/leased")
def hold():  # -> converted-def
    with contextlib.ExitStack() as stack:
        return stack.enter_context(leased("x"))
