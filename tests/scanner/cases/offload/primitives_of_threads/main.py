import asyncio
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()
lock = threading.Lock()
alock = asyncio.Lock()
work: queue.Queue = queue.Queue()
ready = threading.Event()
pool = ThreadPoolExecutor(1)
counts: dict[str, int] = {}
semaphore = asyncio.Semaphore(2)


def compute() -> int:
    return 1


def sleepy() -> int:  # -> converted-def
    time.sleep(0.001)
    return 1


@app.get("/count")
async def count():  # -> native-async
    with lock:
        counts["x"] = counts.get("x", 0) + 1
    return counts


@app.get("/held")
async def held():  # -> blocking-async
    with lock:
        time.sleep(0.001)
    return 1


@app.get("/alock")
async def awaited_lock():  # -> native-async
    async with alock, semaphore:
        return 1


@app.get("/put")
async def put():  # -> native-async
    work.put_nowait(1)
    return work.qsize()


@app.get("/take")
async def take():  # -> blocking-async
    work.put(1)
    return work.get()


@app.get("/take-def")
def take_def():  # -> converted-def
    work.put(1)
    return work.get(timeout=1)


@app.get("/event")
async def event():  # -> native-async
    ready.set()
    return ready.is_set()


@app.get("/event-wait")
async def event_wait():  # -> blocking-async
    ready.set()
    return ready.wait(1)


@app.get("/future")
async def future():  # -> blocking-async
    return pool.submit(compute).result()


@app.get("/future-async")
async def future_async():  # -> native-async
    return await asyncio.wrap_future(pool.submit(sleepy))


@app.get("/thread")
async def thread():  # -> native-async
    runner = threading.Thread(target=sleepy)
    runner.start()
    return 1


@app.get("/joined")
async def joined():  # -> blocking-async
    runner = threading.Thread(target=sleepy)
    runner.start()
    runner.join()
    return 1


@app.get("/timer")
async def timer():  # -> native-async
    threading.Timer(0, sleepy).start()
    return 1
