import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()
pool = ThreadPoolExecutor(2)


def work(number):  # -> converted-def
    time.sleep(0.001)
    return number


@app.get("/wrapped")
async def wrapped():  # -> native-async (offloaded)
    return await asyncio.wrap_future(pool.submit(work, 1))


@app.get("/gathered")
async def gathered():  # -> native-async (offloaded)
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*(loop.run_in_executor(pool, work, number) for number in range(2)))


@app.get("/asked")
async def asked():  # -> native-async
    future = asyncio.get_running_loop().create_future()
    future.set_result(1)
    return future.result() if future.done() else await future
