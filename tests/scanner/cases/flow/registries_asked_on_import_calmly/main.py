from __future__ import annotations

import time
from typing import Any, Protocol

from fastapi import FastAPI

app = FastAPI()


class Slow:
    def go(self):  # -> converted-def
        time.sleep(0.001)
        return 1


class Fast:
    def go(self):
        return 2


class Provider(Protocol):
    def get(self) -> Any: ...


class Made:
    def __init__(self, cls):
        self._cls = cls

    def get(self):
        return self._cls()


class Box:
    """What is not bound is made from the class asked for."""

    def __init__(self):
        self._providers: dict[Any, Provider] = {}

    def bind(self, key, provider: Provider):
        self._providers[key] = provider
        return self

    def get(self, key):
        provider = self._providers.get(key)
        if provider is None:
            provider = Made(key)
        return provider.get()


class Key:
    pass


bound = Box().bind(Key, Made(Slow))
fast = bound.get(Fast)
alone = Box().get(Fast)
slow = bound.get(Key)


@app.get("/fast")
async def go_fast():  # -> native-async
    return fast.go()


@app.get("/alone")
async def go_alone():  # -> native-async
    return alone.go()


@app.get("/slow")
def go_slow():  # -> converted-def
    return slow.go()
