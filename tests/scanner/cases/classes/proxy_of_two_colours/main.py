import asyncio
import time

from fastapi import FastAPI


class Plain:
    def get(self, key):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return key

    def put(self, key):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return key


class Awaited:
    async def get(self, key):
        await asyncio.sleep(0)
        return key

    async def put(self, key):
        await asyncio.sleep(0)
        return key


class Proxy:
    """Hands out wrappers of the colour it was built for."""

    def __init__(self, target, *, is_async: bool = True) -> None:
        self._target = target
        self._is_async = is_async

    def __getattr__(self, name):
        original = getattr(self._target, name)
        if not callable(original):
            return original
        if not self._is_async:
            return self._wrap_plain(name)
        return self._wrap_awaited(name)

    def _wrap_plain(self, name):
        proxy = self

        def wrapper(*args, **kwargs):  # -> blocking-async via time.sleep
            for _ in range(2):
                try:
                    return getattr(proxy._target, name)(*args, **kwargs)
                except OSError:
                    time.sleep(0.001)
            return None

        return wrapper

    def _wrap_awaited(self, name):
        proxy = self

        async def wrapper(*args, **kwargs):
            for _ in range(2):
                try:
                    return await getattr(proxy._target, name)(*args, **kwargs)
                except OSError:
                    await asyncio.sleep(0.001)
            return None

        return wrapper


POOL: dict = {}


def build(target, is_async):
    return Proxy(target, is_async=is_async)


def connection(is_async=False, hosts=None):
    key = (tuple(hosts) if hosts else (), is_async)
    if key in POOL:
        return POOL[key]
    target = Awaited() if is_async else Plain()
    POOL[key] = build(target, is_async)
    return POOL[key]


app = FastAPI()


@app.get("/waits")
async def waits():  # -> blocking-async via time.sleep
    return connection().get("a")


@app.get("/waits-otherwise")
async def waits_otherwise():  # -> blocking-async via time.sleep
    return connection().put("a")


@app.get("/awaits")
async def awaits():  # -> native-async
    return await connection(is_async=True).get("a")


@app.get("/awaits-otherwise")
async def awaits_otherwise():  # -> native-async
    return await connection(True).put("a")


@app.get("/default")
async def default():  # -> native-async
    return await Proxy(Awaited()).get("a")
