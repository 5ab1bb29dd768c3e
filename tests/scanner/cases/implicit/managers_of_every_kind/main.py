"""Context managers: classes, generators, stacks, nested, suppressing, as fields and as decorators."""

import contextlib
import time
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager

from fastapi import FastAPI


@contextmanager
def timer():  # -> blocking-async
    yield
    time.sleep(0.001)


@asynccontextmanager
async def lease():  # -> blocking-async
    time.sleep(0.001)
    yield 1


@asynccontextmanager
async def clean():
    yield 1


class Lock(contextlib.AbstractContextManager):
    def __exit__(self, *error):
        return None


class Slow(contextlib.ContextDecorator):
    def __enter__(self):  # -> blocking-async
        time.sleep(0.001)
        return self

    def __exit__(self, *error):
        return False


class Pool:
    @contextmanager
    def connection(self):  # -> blocking-async
        with timer():
            yield self

    def size(self):
        return 1


pool = Pool()
app = FastAPI()


@app.get("/timer")
async def use_timer():  # -> blocking-async
    with timer():
        return 1


@app.get("/lease")
async def use_lease():  # -> blocking-async
    async with lease() as value:
        return value


@app.get("/clean")
async def use_clean():  # -> native-async
    async with clean() as value, clean() as other:
        with Lock():
            return value + other


@app.get("/stack")
async def use_stack():  # -> blocking-async
    with ExitStack() as stack:
        stack.enter_context(timer())
        return 1


@app.get("/astack")
async def use_async_stack():  # -> native-async
    async with AsyncExitStack() as stack:
        return await stack.enter_async_context(clean())


@app.get("/pool")
async def use_pool():  # -> blocking-async
    with pool.connection() as opened:
        return opened.size()


@Slow()
def decorated():
    return 1


@app.get("/decorated")
async def use_decorated():  # -> blocking-async
    return decorated()


@app.get("/suppressed")
async def suppressed():  # -> blocking-async
    with contextlib.suppress(ValueError):
        raise ValueError
    time.sleep(0.001)
    return 1
