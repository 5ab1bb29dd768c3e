import asyncio
import functools
import time
from contextlib import contextmanager

from fastapi import FastAPI, HTTPException

app = FastAPI()


def retry(times: int):
    def wrap(fn):
        @functools.wraps(fn)
        async def inner(*args, **kwargs):
            for attempt in range(times):
                try:
                    return await fn(*args, **kwargs)
                except ValueError:
                    await asyncio.sleep(0)
            raise HTTPException(503)

        return inner

    return wrap


def sleepy_retry(fn):
    @functools.wraps(fn)
    async def inner(*args, **kwargs):  # -> blocking-async
        try:
            return await fn(*args, **kwargs)
        finally:
            time.sleep(0.001)

    return inner


def timed(label: str, *, sink=print):
    @contextmanager
    def manager():  # -> blocking-async
        start = time.perf_counter()
        yield
        sink(label, time.perf_counter() - start)

    return manager()


class transaction:
    def __init__(self, wait: bool = True) -> None:
        self.wait = wait

    def __call__(self, fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):  # -> blocking-async
            with self:
                return fn(*args, **kwargs)

        return inner

    def __enter__(self):  # -> blocking-async
        time.sleep(0.001)
        return self

    def __exit__(self, *error):
        return False


def require_role(role: str):
    def decorator(fn):
        @functools.wraps(fn)
        async def inner(*args, **kwargs):
            if role == "nobody":
                raise HTTPException(403)
            return await fn(*args, **kwargs)

        return inner

    return decorator


@transaction()
def save(n: int) -> int:
    return n


@app.get("/retry")
@retry(3)
async def retried():  # -> native-async
    return 1


@app.get("/sleepy")
@sleepy_retry
async def sleepy():  # -> blocking-async
    return 1


@app.get("/timed")
async def time_it():  # -> native-async
    with timed("x"):
        return 1


@app.get("/timed-sleep")
async def time_sleep():  # -> blocking-async
    with timed("x", sink=lambda *a: time.sleep(0.001)):
        return 1


@app.get("/save")
async def saved():  # -> blocking-async
    return save(3)


@app.get("/save-def")
def saved_def():  # -> converted-def
    return save(3)


@app.get("/role")
@require_role("admin")
@retry(2)
async def role():  # -> native-async
    return 1
