from typing import Protocol

from fastapi import FastAPI

from stores import HttpStore


class Store(Protocol):
    def load(self, key: str) -> str: ...


class Reader:
    def __init__(self, store: Store) -> None:
        self.store = store

    def read(self, key: str) -> str:  # -> blocking-async
        return self.store.load(key)


app = FastAPI()
reader = Reader(HttpStore())


@app.get("/read/{key}")
async def read(key: str):  # -> blocking-async (helper) via requests.get
    return reader.read(key)
