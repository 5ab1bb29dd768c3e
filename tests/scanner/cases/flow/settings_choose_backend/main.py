"""A backend chosen by settings in a cached factory: every implementation that can be chosen counts."""

import os
import time
from functools import lru_cache
from typing import Protocol

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel
from pydantic.v1 import BaseSettings


class Cache(Protocol):
    def get(self, key: str) -> str | None: ...


class MemoryCache:
    def __init__(self):
        self.items = {}

    def get(self, key):
        return self.items.get(key)


class RemoteCache:
    def get(self, key):  # -> blocking-async
        time.sleep(0.001)
        return key


os.environ["SHOP_TOKEN"] = "known"


class Deployment(BaseSettings):
    shop_token: str | None = None


class Settings(BaseModel):
    backend: str = "remote"


@lru_cache
def get_settings() -> Settings:
    return Settings(backend=os.environ.get("SHOP_BACKEND", "remote"))


@lru_cache(maxsize=1)
def get_cache() -> Cache:
    if get_settings().backend == "memory":
        return MemoryCache()
    return RemoteCache()


def local_cache() -> Cache:
    return MemoryCache()


app = FastAPI()
deployment = Deployment()


@app.get("/chosen")
async def chosen(cache: Cache = Depends(get_cache)):  # -> blocking-async
    return cache.get("a")


@app.get("/local")
async def local(cache: MemoryCache = Depends(local_cache)):  # -> native-async
    return cache.get("a")


@app.get("/settings")
async def settings(found: Settings = Depends(get_settings)):  # -> native-async
    return found.backend


@app.get("/guarded")
async def guarded(token: str | None = Header(None)):  # -> blocking-async
    if not token or token != deployment.shop_token:
        raise HTTPException(401)
    return RemoteCache().get("a")


@app.get("/guarded-calmly")
async def guarded_calmly(token: str | None = Header(None)):  # -> native-async
    if not token or token != deployment.shop_token:
        raise HTTPException(401)
    return MemoryCache().get("a")
