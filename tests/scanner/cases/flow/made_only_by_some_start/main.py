"""What start-up makes in a task, on a condition, after an early return, for another object or without an effect."""

import asyncio
import os
import time
from contextlib import asynccontextmanager
from functools import cached_property, lru_cache

from fastapi import FastAPI


class Connections:
    def __init__(self):
        self.pool = None

    def connect(self):  # -> blocking-async via time.sleep
        if self.pool is None:
            time.sleep(0.001)
            self.pool = object()
        return self.pool

    def close(self):
        self.pool = None


paused = False
renewed = None
state = Connections()
first, second, closed, tasked = Connections(), Connections(), Connections(), Connections()
many = [Connections() for _ in range(2)]
skipped = None
failed = None
flag = False
local = None
count = 0
exchanged = None


def skip():  # -> any
    global skipped
    if os.environ.get("SKIPS_NOTHING") is None:
        return
    if skipped is None:
        skipped = make()


def make():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return object()


def fail():  # -> any
    global failed
    try:
        int("x")
        failed = make()
    except ValueError:
        failed = None
    return failed


def get_failed():  # -> blocking-async via time.sleep
    if failed is None:
        return make()
    return failed


class Words:
    @cached_property
    def listed(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return ["a"]


words = Words()


@lru_cache(maxsize=1)
def table(name):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return name


@lru_cache(maxsize=0)
def never_kept():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 1


def renew():  # -> blocking-async via time.sleep
    global renewed
    if renewed is None:
        renewed = make()
    return renewed


async def expire():
    global renewed
    while True:
        await asyncio.sleep(0.001)
        renewed = None


def resume():
    global paused
    paused = False


def set_flag(value):
    global flag
    flag = value


def get_local():  # -> blocking-async via time.sleep
    local = None
    if local is None:
        local = make()
    return local


def exchange(made):
    global exchanged
    made = made if made is not None else made
    exchanged = made
    return exchanged


def get_exchanged():  # -> blocking-async via time.sleep
    if exchanged is None:
        return make()
    return exchanged


def counted():  # -> blocking-async via time.sleep
    global count
    if count < 5:
        make()
        count += 1
    return count


@asynccontextmanager
async def lifespan(app):  # -> blocking-async via time.sleep
    first.connect()
    closed.connect()
    many[0].connect()
    skip()
    fail()
    set_flag(False)
    get_local()
    counted()
    exchange(None)
    resume()
    state.pool = False
    print(words.listed)
    table("users")
    never_kept()
    renew()
    warming = asyncio.create_task(later())
    expiring = asyncio.create_task(expire())
    yield
    warming.cancel()
    expiring.cancel()


async def later():  # -> any
    await asyncio.sleep(3600)
    tasked.connect()


app = FastAPI(lifespan=lifespan)


@app.get("/first")
async def read_first():  # -> native-async
    first.connect()


@app.get("/second")
async def read_second():  # -> blocking-async via time.sleep
    second.connect()


@app.get("/many")
async def read_many():  # -> blocking-async via time.sleep
    many[1].connect()


@app.get("/closed")
async def read_closed():  # -> blocking-async via time.sleep
    closed.close()
    closed.connect()


@app.get("/tasked")
async def read_tasked():  # -> blocking-async via time.sleep
    tasked.connect()


@app.get("/skipped")
async def read_skipped():  # -> blocking-async via time.sleep
    if skipped is None:
        make()


@app.get("/failed")
async def read_failed():  # -> blocking-async via time.sleep
    get_failed()


@app.get("/flag")
async def read_flag():  # -> blocking-async via time.sleep
    if not flag:
        make()


@app.get("/local")
async def read_local():  # -> blocking-async via time.sleep
    get_local()


@app.get("/counted")
async def read_counted():  # -> blocking-async via time.sleep
    counted()


@app.get("/exchanged")
async def read_exchanged():  # -> blocking-async via time.sleep
    get_exchanged()


@app.get("/paused")
async def read_paused():  # -> blocking-async via time.sleep
    global paused
    paused = True
    state.pool = True
    if paused:
        make()


@app.get("/state")
async def read_state():  # -> blocking-async via time.sleep
    state.pool = True
    if state.pool:
        make()


@app.get("/words")
async def read_words():  # -> blocking-async via time.sleep
    del words.listed
    return words.listed


@app.get("/table")
async def read_table():  # -> blocking-async via time.sleep
    table("orders")
    return table("users")


@app.get("/users")
async def read_users():  # -> any
    return table("users")


@app.get("/never")
async def read_never():  # -> blocking-async via time.sleep
    return never_kept()


@app.get("/renewed")
async def read_renewed():  # -> blocking-async via time.sleep
    await asyncio.sleep(0.01)
    renew()
