import asyncio
import functools
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import anyio.from_thread
import anyio.to_thread
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()
pool = ThreadPoolExecutor(2)


def work(n: int = 1) -> int:  # -> blocking-async
    time.sleep(0.001)
    return n


def on_loop() -> int:  # -> blocking-async
    time.sleep(0.001)
    return 2


async def work_on_loop() -> int:  # -> blocking-async
    time.sleep(0.001)
    return 1


async def own_loop() -> int:  # -> any
    time.sleep(0.001)
    await asyncio.sleep(0)
    return 1


def back_to_loop() -> int:
    return anyio.from_thread.run_sync(on_loop)


@app.get("/back")
def back():  # -> blocking-async
    return back_to_loop()


@app.get("/run")
def run():  # -> blocking-async
    return anyio.from_thread.run(work_on_loop)


@app.get("/asyncio-run")
def asyncio_run():  # -> converted-def
    return asyncio.run(own_loop())


@app.get("/executor")
async def executor():  # -> native-async
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, functools.partial(work, 3))


@app.get("/wrapped")
async def wrapped():  # -> native-async
    return await asyncio.wrap_future(pool.submit(work, 2))


@app.get("/gathered")
async def gathered():  # -> native-async
    return await asyncio.gather(*(asyncio.to_thread(work, n) for n in range(2)))


@app.get("/mapped")
async def mapped():  # -> native-async
    return await asyncio.gather(*map(functools.partial(run_in_threadpool, work), [1, 2]))


@app.get("/lambda")
async def in_lambda():  # -> native-async
    return await anyio.to_thread.run_sync(lambda: work(4))


@app.get("/with-pool")
async def with_pool():  # -> blocking-async
    with ThreadPoolExecutor() as own:
        futures = [own.submit(work, n) for n in range(2)]
    return [f.result() for f in futures]


@app.get("/soon")
async def soon():  # -> blocking-async
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.call_later(0, lambda: done.set_result(work(1)))
    return await done


async def twice() -> int:  # -> native-async
    first = await asyncio.to_thread(work)
    return first + await run_in_threadpool(lambda: work(2))


@app.get("/twice")
async def twice_route():  # -> native-async
    return await asyncio.wait_for(twice(), 5)
