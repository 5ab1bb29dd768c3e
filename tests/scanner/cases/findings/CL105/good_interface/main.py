from abc import ABC, abstractmethod

import httpx
from fastapi import Depends, FastAPI


class Store(ABC):
    @abstractmethod
    async def load(self, key): ...


class MemoryStore(Store):
    async def load(self, key):
        return key


class RemoteStore(Store):
    async def load(self, key):  # -> native-async
        async with httpx.AsyncClient() as client:
            return (await client.get(f"http://api.test/{key}")).text


app = FastAPI()


@app.get("/both")
async def both():  # -> native-async
    return [await store.load("a") for store in (MemoryStore(), RemoteStore())]
