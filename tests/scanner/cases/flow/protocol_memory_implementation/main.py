from typing import Protocol

from fastapi import Depends, FastAPI


class Store(Protocol):
    def load(self, key: str) -> str: ...


class MemoryStore:
    def load(self, key: str) -> str:
        return key


def get_store() -> Store:
    return MemoryStore()


app = FastAPI()


@app.get("/read/{key}")
async def read(key: str, store: Store = Depends(get_store)):  # -> native-async (no-io)
    return store.load(key)
