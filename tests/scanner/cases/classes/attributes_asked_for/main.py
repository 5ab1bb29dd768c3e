"""Objects are asked what they have before it is used."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

app = FastAPI()


class Plain:
    def __init__(self):
        self.name = "plain"

    def close(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)


class Modern(Plain):
    async def aclose(self):
        await asyncio.sleep(0)


class Calm:
    async def aclose(self):
        await asyncio.sleep(0)


@dataclass
class Settings:
    retries: int = 1
    hook: Any = None


class Late:
    def prepare(self):
        self.ready = True


class Open:
    def __getattr__(self, name):
        return name


class Filled:
    def __init__(self, **given):
        for name, value in given.items():
            setattr(self, name, value)


class Sometimes:
    def __init__(self, full):
        if full:
            self.extra = 1


async def shut(client):  # -> blocking-async via time.sleep
    if hasattr(client, "aclose"):
        await client.aclose()
    else:
        client.close()


async def shut_by_name(client):  # -> blocking-async via time.sleep
    closing = getattr(client, "aclose", None)
    if closing is None:
        client.close()
    else:
        await closing()


@app.get("/plain")
async def plain():  # -> blocking-async via time.sleep
    await shut(Plain())


@app.get("/modern")
async def modern():  # -> native-async (no-io)
    await shut(Modern())


@app.get("/calm")
async def calm():  # -> native-async (no-io)
    await shut(Calm())


@app.get("/plain-by-name")
async def plain_by_name():  # -> blocking-async via time.sleep
    await shut_by_name(Plain())


@app.get("/modern-by-name")
async def modern_by_name():  # -> native-async (no-io)
    await shut_by_name(Modern())


@app.get("/given")
async def given():  # -> native-async (no-io)
    client = Plain()
    if not hasattr(client, "name"):
        client.close()
    return getattr(client, "name", "")


@app.get("/inherited")
async def inherited():  # -> blocking-async via time.sleep
    client = Modern()
    if hasattr(client, "name") and hasattr(client, "close"):
        client.close()


@app.get("/fields")
async def fields():  # -> native-async (no-io)
    found = Settings()
    if not hasattr(found, "retries") or hasattr(found, "timeout"):
        time.sleep(0.001)
    return found.retries


@app.get("/late")
async def late():  # -> blocking-async via time.sleep
    one = Late()
    if not hasattr(one, "ready"):
        one.prepare()
    if hasattr(one, "ready"):
        time.sleep(0.001)


@app.get("/open")
async def answered():  # -> blocking-async via time.sleep
    if hasattr(Open(), "anything"):
        time.sleep(0.001)


@app.get("/filled")
async def filled():  # -> blocking-async via time.sleep
    if hasattr(Filled(extra=1), "extra"):
        time.sleep(0.001)


@app.get("/sometimes")
async def sometimes(full: bool = False):  # -> blocking-async via time.sleep
    if not hasattr(Sometimes(full), "extra"):
        time.sleep(0.001)


@app.get("/data")
async def data():  # -> native-async (no-io)
    rows = ["a"]
    if hasattr("text", "read") or not hasattr(rows, "append") or getattr({}, "fileno", None):
        time.sleep(0.001)
    return rows


def described(value):
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@app.get("/flag")
async def flag():  # -> native-async (no-io)
    is_modern = hasattr(Plain(), "aclose")
    if is_modern:
        time.sleep(0.001)
    return described(1)


class Single:
    _one = None

    def __new__(cls):
        if cls._one is None:
            cls._one = super().__new__(cls)
        return cls._one

    def __init__(self):  # -> blocking-async via time.sleep
        if not hasattr(self, "filled"):
            time.sleep(0.001)
        self.filled = True

    def ready(self):
        return hasattr(self, "filled")


@app.get("/single")
async def single():  # -> blocking-async via time.sleep
    return Single().ready()


class Cached:
    def __init__(self):
        self.rows = []
        self.kept = 1

    def forget(self):
        del self.rows

    def load(self):  # -> blocking-async via time.sleep
        if not hasattr(self, "rows"):
            time.sleep(0.001)
            self.rows = []
        return self.rows

    def count(self):
        if not hasattr(self, "kept"):
            time.sleep(0.001)
        return self.kept


@app.get("/cached")
async def cached():  # -> blocking-async via time.sleep
    held = Cached()
    held.forget()
    return held.load()


@app.get("/kept")
async def kept():  # -> native-async (no-io)
    return Cached().count()


class Hidden:
    def prepare(self):
        self.__ready = True

    def run(self):  # -> blocking-async via time.sleep
        if hasattr(self, "_Hidden__ready"):
            time.sleep(0.001)


@app.get("/hidden")
async def hidden():  # -> blocking-async via time.sleep
    one = Hidden()
    one.prepare()
    one.run()
