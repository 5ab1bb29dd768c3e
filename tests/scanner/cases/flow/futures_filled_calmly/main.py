import asyncio
import inspect
import time
from collections import Counter

from fastapi import FastAPI

app = FastAPI()


class Tool:
    def use(self):
        return 1


class Slow(Tool):
    def use(self):  # -> converted-def
        time.sleep(0.001)
        return 2


def use(tool, n=1):
    return tool.use()


@app.get("/future")
async def future():  # -> native-async
    calm = asyncio.get_running_loop().create_future()
    calm.set_result(Tool())
    slow = asyncio.get_running_loop().create_future()
    slow.set_result(Slow())
    await asyncio.to_thread((await slow).use)
    return (await calm).use()


@app.get("/future/callback")
async def callback():  # -> native-async
    made = asyncio.Future()
    seen = []
    made.add_done_callback(seen.append)
    made.set_result("x")
    await asyncio.sleep(0)
    return await made


@app.get("/bound")
async def bound():  # -> native-async
    found = inspect.signature(use).bind(Tool(), n=2)
    found.apply_defaults()
    return use(*found.args, **found.kwargs)


@app.get("/bound/names")
async def names():  # -> native-async
    return list(inspect.signature(use).bind(Slow()).arguments)


@app.get("/counted")
async def counted():  # -> native-async
    found = Counter("abca")
    found.update("a")
    return found.most_common(1)[0]
