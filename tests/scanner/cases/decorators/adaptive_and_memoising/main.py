import asyncio
import functools
import inspect
import time

from fastapi import FastAPI

app = FastAPI()


def adaptive(fn):
    if inspect.iscoroutinefunction(fn):
        @functools.wraps(fn)
        async def awrapper(*args, **kwargs):
            return await fn(*args, **kwargs)

        return awrapper

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):  # -> blocking-async
        time.sleep(0.001)
        return fn(*args, **kwargs)

    return wrapper


def offloaded(fn=None, *, retries: int = 1):
    if fn is None:
        return functools.partial(offloaded, retries=retries)

    @functools.wraps(fn)
    async def wrapper(*args, **kwargs):  # -> native-async
        for _ in range(retries):
            result = await asyncio.to_thread(fn, *args, **kwargs)
        return result

    return wrapper


class Memo:
    def __init__(self, fn) -> None:
        functools.update_wrapper(self, fn)
        self.fn = fn
        self.seen: dict = {}

    def __call__(self, *args):  # -> blocking-async
        if args not in self.seen:
            self.seen[args] = self.fn(*args)
        return self.seen[args]

    def __get__(self, instance, owner):
        return functools.partial(self, instance)


@Memo
def remembered(n: int) -> int:  # -> blocking-async
    time.sleep(0.001)
    return n


class Store:
    @Memo
    def load(self, n: int) -> int:  # -> blocking-async
        time.sleep(0.001)
        return n


@adaptive
async def aplain() -> int:
    return 1


@adaptive
def plain() -> int:
    return 1


@offloaded
def heavy() -> int:  # -> converted-def
    time.sleep(0.001)
    return 1


@offloaded(retries=2)
def heavier() -> int:  # -> converted-def
    time.sleep(0.001)
    return 1


@app.get("/a")
async def a():  # -> native-async
    return await aplain()


@app.get("/b")
async def b():  # -> blocking-async
    return plain()


@app.get("/c")
async def c():  # -> native-async
    return await heavy()


@app.get("/d")
async def d():  # -> native-async
    return await heavier()


@app.get("/e")
async def e():  # -> blocking-async
    return remembered(2)


@app.get("/f")
async def f():  # -> blocking-async
    return Store().load(2)


@app.get("/g")
@adaptive
async def g():  # -> native-async
    return 1


@app.get("/h")
@adaptive
def h():  # -> converted-def
    return 1


@app.get("/i")
@offloaded
def i():  # -> native-async
    return time.sleep(0.001)
