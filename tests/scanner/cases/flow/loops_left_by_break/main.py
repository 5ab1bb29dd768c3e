"""What comes after a loop whose ``else`` raises, and after a block whose manager keeps exceptions to itself."""

import asyncio
import time
from contextlib import asynccontextmanager, contextmanager, suppress

from fastapi import FastAPI, HTTPException

app = FastAPI()
cache = {}


class Tool:
    def use(self):
        return 1


class Slow(Tool):
    def use(self):  # -> blocking-async
        time.sleep(0.001)
        return 2


@app.get("/for")
async def after_for(items: str = "ab"):  # -> blocking-async
    for item in items:
        if item == "b":
            break
    else:
        raise HTTPException(404)
    return Slow().use()


@app.get("/literal")
async def after_literal():  # -> blocking-async
    for item in ("a", "b"):
        if item == "b":
            break
    else:
        raise HTTPException(404)
    return Slow().use()


@app.get("/while")
async def after_while(n: int = 3):  # -> blocking-async
    while n:
        n -= 1
        if n == 1:
            break
    else:
        raise HTTPException(404)
    return Slow().use()


@app.get("/endless")
async def after_endless(n: int = 3):  # -> native-async
    while True:
        n -= 1
        if n == 1:
            break
    else:
        Slow().use()
    return Tool().use()


@app.get("/retry")
async def after_retries():  # -> blocking-async
    for _ in range(3):
        try:
            int("1")
            break
        except ValueError:
            await asyncio.sleep(0)
    else:
        return 0
    return Slow().use()


@app.get("/found")
async def found(items: str = "ab"):  # -> blocking-async
    tool = Tool()
    for item in items:
        if item == "b":
            tool = Slow()
            break
    else:
        tool = Tool()
    return tool.use()


async def source(items):
    for item in items:
        yield item


@app.get("/async-for")
async def after_async_for(items: str = "ab"):  # -> blocking-async
    async for item in source(items):
        if item == "b":
            break
    else:
        raise HTTPException(404)
    return Slow().use()


@app.get("/never-left")
async def never_left(items: str = "ab"):  # -> native-async
    for item in items:
        if item == "z":
            continue
    else:
        return 1
    return Slow().use()


@contextmanager
def swallowing():
    try:
        yield
    except KeyError:
        pass


@contextmanager
def passing():
    try:
        yield
    except KeyError:
        cache.clear()
        raise
    finally:
        cache.pop("y", None)


@asynccontextmanager
async def aswallowing():
    try:
        yield
    except KeyError:
        await asyncio.sleep(0)


class Swallowing:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return kind is not None and issubclass(kind, KeyError)


class Passing:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


@app.get("/suppress")
async def suppressed():  # -> blocking-async
    with suppress(KeyError):
        return cache["x"]
    return Slow().use()


@app.get("/swallowing")
async def swallowed():  # -> blocking-async
    with swallowing():
        return cache["x"]
    return Slow().use()


@app.get("/swallowing/async")
async def swallowed_async():  # -> blocking-async
    async with aswallowing():
        return cache["x"]
    return Slow().use()


@app.get("/swallowing/class")
async def swallowed_by_class():  # -> blocking-async
    with Swallowing():
        return cache["x"]
    return Slow().use()


@app.get("/passing")
async def passed():  # -> native-async
    with passing():
        return 1
    return Slow().use()


@app.get("/passing/class")
async def passed_by_class():  # -> native-async
    with Passing():
        return 1
    return Slow().use()
