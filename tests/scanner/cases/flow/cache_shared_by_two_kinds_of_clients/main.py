import asyncio
import hashlib
import time

from fastapi import FastAPI

app = FastAPI()


class Client:
    def get(self, url):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return url


class TracingClient(Client):
    pass


class AsyncClient:
    async def get(self, url):
        await asyncio.sleep(0)
        return url


class Cache:
    def __init__(self):
        self.entries = {}

    def get(self, key):
        return self.entries.get(digest(key))

    def put(self, key, value):
        self.entries[digest(key)] = value


def digest(key):
    return hashlib.sha256(key.encode()).hexdigest()


cache = Cache()


def get_client(name) -> Client:
    known = cache.get(f"sync-{name}")
    if known:
        return known
    made = TracingClient()
    cache.put(f"sync-{name}", made)
    return made


def get_async_client(name: str) -> AsyncClient | None:
    key = "async" + name
    known = cache.get(key)
    if known:
        return known
    made = AsyncClient()
    cache.put(key, made)
    return made


@app.get("/sync/{name}")
async def sync(name: str):  # -> blocking-async (helper) via time.sleep
    return get_client(name).get("x")


@app.get("/async/{name}")
async def through_async(name: str):  # -> native-async (no-io)
    client = get_async_client(name)
    return await client.get("x")


@app.get("/declared/{name}")
async def declared(name: str):  # -> native-async (no-io)
    get_async_client(name)
    client: AsyncClient = cache.get("async" + name)
    return await client.get("x")


@app.get("/in-thread/{name}")
def in_thread(name: str):  # -> converted-def (born-def)
    return get_client(name).get("x")
