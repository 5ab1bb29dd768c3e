"""Descriptors, ``__getattr__`` delegation and operator overloads that reach I/O."""

import time

from fastapi import FastAPI


class Backend:
    def load(self, key):  # -> blocking-async
        time.sleep(0.001)
        return key

    def name(self):
        return "backend"


class Lazy:
    def __init__(self, make):
        self.make = make

    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return self.make(instance)


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        return getattr(self._target, name)


class Store:
    backend = Lazy(lambda self: Backend())

    def __getitem__(self, key):  # -> blocking-async
        return self.backend.load(key)

    def __contains__(self, key):  # -> blocking-async
        return self.backend.load(key) is not None

    def __or__(self, other):  # -> blocking-async
        return self.backend.load(other)

    def __call__(self, key):  # -> blocking-async
        return self[key]

    def __len__(self):
        return 1

    def __iter__(self):  # -> blocking-async
        yield self.backend.load("a")


store = Store()
proxy = Proxy(Backend())
app = FastAPI()


@app.get("/item")
async def item():  # -> blocking-async
    return store["a"]


@app.get("/contains")
async def contains():  # -> blocking-async
    return "a" in store


@app.get("/operator")
async def operator():  # -> blocking-async
    return store | "a"


@app.get("/call")
async def call():  # -> blocking-async
    return store("a")


@app.get("/len")
async def length():  # -> native-async
    return len(store)


@app.get("/iterated")
async def iterated():  # -> blocking-async
    return [x for x in store]


@app.get("/proxy")
async def through_proxy():  # -> blocking-async
    return proxy.load("a")


@app.get("/proxy/name")
async def proxy_name():  # -> native-async
    return proxy.name()


@app.get("/getter")
def getter():  # -> converted-def
    return store.backend.load("x")
