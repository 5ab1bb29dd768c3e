from abc import ABC, abstractmethod

import requests
from fastapi import Depends, FastAPI


class Store(ABC):
    @abstractmethod
    def load(self, key: str) -> str: ...


class MemoryStore(Store):
    def load(self, key: str) -> str:
        return key


class RemoteStore(Store):
    def load(self, key: str) -> str:
        return requests.get(f"http://store.test/{key}").text


def get_store() -> Store:
    return MemoryStore()


app = FastAPI()


@app.get("/load/{key}")
async def load(key: str, store: Store = Depends(get_store)):  # -> native-async (no-io)
    return store.load(key)
