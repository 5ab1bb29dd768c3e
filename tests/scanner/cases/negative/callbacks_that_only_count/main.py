import asyncio
import time

from fastapi import FastAPI

app = FastAPI()
done = []


def work(number):  # -> converted-def
    time.sleep(0.001)
    return number


def count(future):
    done.append(future.result())


@app.post("/work")
async def start():  # -> native-async (offloaded)
    future = asyncio.get_running_loop().run_in_executor(None, work, 1)
    future.add_done_callback(count)
    await future
    return len(done)


@app.post("/later")
async def later():  # -> native-async
    asyncio.get_running_loop().call_soon(done.append, 2)
    await asyncio.sleep(0)
    return len(done)
