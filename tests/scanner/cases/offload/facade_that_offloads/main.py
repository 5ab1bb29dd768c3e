import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial, wraps
import anyio
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

app = FastAPI()
pool = ThreadPoolExecutor(2)


def work(n=1):  # -> blocking-async
    time.sleep(0.001)
    return n


def offloaded(fn):
    @wraps(fn)
    async def inner(*a, **k):  # -> native-async
        return await asyncio.get_running_loop().run_in_executor(pool, partial(fn, *a, **k))

    return inner


class Service:
    def compute(self):  # -> blocking-async
        return work()

    @property
    def aio(self):
        return AsyncFacade(self)


class AsyncFacade:
    def __init__(self, inner):
        self._inner = inner

    def __getattr__(self, name):
        attr = getattr(self._inner, name)

        async def call(*a, **k):  # -> native-async
            return await run_in_threadpool(attr, *a, **k)

        return call


service = Service()


@app.get("/facade")
async def facade():  # -> native-async
    return await service.aio.compute()


@app.get("/direct")
async def direct():  # -> blocking-async
    return service.compute()


@app.get("/decorated")
async def decorated():  # -> native-async
    return await offloaded(work)(2)


@app.get("/submit")
async def submit():  # -> native-async
    return await asyncio.wrap_future(pool.submit(service.compute))


@app.get("/result")
async def result():  # -> blocking-async
    return pool.submit(service.compute).result()


@app.get("/map")
async def mapped():  # -> blocking-async
    return list(pool.map(work, [1, 2]))


@app.get("/from-thread")
async def from_thread():  # -> blocking-async
    async def back():  # -> blocking-async
        return work()

    def go():
        return anyio.from_thread.run(back)

    return await anyio.to_thread.run_sync(go)


@app.get("/partial")
async def in_partial():  # -> native-async
    return await anyio.to_thread.run_sync(partial(work, n=3))
