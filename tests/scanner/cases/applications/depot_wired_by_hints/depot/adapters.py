"""Readers, and what wraps them."""

import asyncio
import time

import requests


class RemoteReader:
    def __init__(self, token: str, audit: bool = False) -> None:
        self.token = token
        self._audit = audit

    def read(self, key):  # -> blocking-async
        return requests.get(f"http://depot.test/{key}", headers={"x": self.token}).json()


class RemoteAsyncReader(RemoteReader):
    async def aread(self, key):  # -> native-async
        return await asyncio.to_thread(self.read, key)


class MemoryReader:
    def __init__(self, *, audit: bool = False) -> None:
        self.rows = {1: {"id": 1}}

    def read(self, key):
        return self.rows.get(key, {})

    async def aread(self, key):
        return self.read(key)


class Audited:
    """Wraps a reader; what is read is told to the trail when the block ends."""

    def __init__(self, inner, trail):
        self.inner = inner
        self.trail = trail

    def read(self, key):  # -> blocking-async
        with self.trail.entry(key) as entry:
            entry.append("read")
            return self.inner.read(key)


class Trail:
    def __init__(self, pause: float = 0.001) -> None:
        self.entries: list = []
        self.pause = pause

    def entry(self, key):
        return Entry(self, key)


class Entry(list):
    def __init__(self, trail, key):
        super().__init__([key])
        self.trail = trail

    def __enter__(self):
        return self

    def __exit__(self, *exc):  # -> blocking-async
        self.trail.entries.append(tuple(self))
        time.sleep(self.trail.pause)
