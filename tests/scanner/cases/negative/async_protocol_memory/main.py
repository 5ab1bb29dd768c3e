from typing import Protocol

from fastapi import Depends, FastAPI


class Repository(Protocol):
    async def get(self, key: int) -> dict: ...


class MemoryRepository:
    async def get(self, key: int) -> dict:
        return {"key": key}


def repository() -> Repository:
    return MemoryRepository()


app = FastAPI()


@app.get("/things/{key}")
async def thing(key: int, things: Repository = Depends(repository)):  # -> native-async (no-io)
    return await things.get(key)
