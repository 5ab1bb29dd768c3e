import asyncio
import concurrent.futures

import anyio
import anyio.from_thread
import anyio.to_thread
from fastapi import FastAPI

from workers.jobs import quick, quick_threaded, slow, slow_threaded
from workers.pools import bounded, chunked, in_pool, pool
from workers.queueing import Batch, start

app = FastAPI()


@app.get("/gather")
async def gather():  # -> native-async
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(2) as own:
        return await asyncio.gather(*[loop.run_in_executor(own, slow, n) for n in range(2)])


@app.get("/in-pool")
async def pooled():  # -> native-async
    return await in_pool(slow, 1, executor=bounded)


@app.get("/in-pool/quick")
async def pooled_quick():  # -> native-async
    return await in_pool(quick, n=1)


@app.get("/submit")
async def submit():  # -> blocking-async
    return bounded.submit(slow, 1).result()


@app.get("/submit/wrap")
async def submit_wrap():  # -> native-async
    return await asyncio.wrap_future(bounded.submit(slow, 1))


@app.get("/threaded")
async def threaded():  # -> native-async
    return await slow_threaded(1) + await quick_threaded(1)


@app.get("/map")
async def mapped():  # -> blocking-async
    return list(pool.map(quick, range(3)))


@app.get("/map/off")
async def mapped_off():  # -> native-async
    return await asyncio.to_thread(lambda: list(pool.map(slow, range(2))))


@app.get("/wait")
async def waited():  # -> blocking-async
    done, _ = concurrent.futures.wait([pool.submit(quick, 1)])
    return [f.result() for f in done]


@app.get("/worker")
async def worker():  # -> blocking-async
    return start(1).results.get(timeout=2)


@app.get("/worker/started")
async def worker_started():  # -> native-async
    start(1)


@app.get("/batch")
async def batch():  # -> blocking-async
    made = Batch([1]).start()
    made.done.wait(2)
    return made.peek()


@app.get("/batch/started")
async def batch_started():  # -> native-async
    return Batch([1]).start().peek()


@app.get("/group")
async def group():  # -> native-async
    out = []

    async def one(n):  # -> native-async
        out.append(await anyio.to_thread.run_sync(slow, n))

    async with anyio.create_task_group() as tg:
        for part in chunked([1, 2, 3], 2):
            for n in part:
                tg.start_soon(one, n)
    return out


@app.get("/back")
async def back():  # -> blocking-async
    async def on_loop():  # -> blocking-async
        return slow(1)

    return await anyio.to_thread.run_sync(lambda: anyio.from_thread.run(on_loop))


@app.get("/back/sync")
async def back_sync():  # -> native-async
    return await anyio.to_thread.run_sync(lambda: anyio.from_thread.run_sync(quick, 1))


@app.get("/later")
async def later():  # -> blocking-async
    asyncio.get_running_loop().call_later(0, slow, 1)
    await asyncio.sleep(0.01)


@app.get("/later/quick")
async def later_quick():  # -> native-async
    asyncio.get_running_loop().call_soon_threadsafe(quick, 1)


@app.get("/timeout")
async def timeouts():  # -> native-async
    async with asyncio.timeout(3):
        return await asyncio.wait_for(in_pool(slow, 1), 2)


@app.get("/def")
def plain():  # -> converted-def
    return pool.submit(slow, 1).result()
