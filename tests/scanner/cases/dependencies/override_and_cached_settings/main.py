import time
from functools import lru_cache

from fastapi import Depends, FastAPI
from pydantic import BaseModel as BaseSettings


class Settings(BaseSettings):
    debug: bool = True
    backend: str = "memory"


@lru_cache
def get_settings() -> Settings:
    return Settings()


class Store:
    def load(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 1


class FakeStore(Store):
    def load(self) -> int:
        return 2


def get_store() -> Store:
    return Store()


def get_fake() -> Store:
    return FakeStore()


def get_other() -> Store:
    return Store()


app = FastAPI()
app.dependency_overrides[get_store] = get_fake


@app.get("/faked")
async def faked(store: Store = Depends(get_store)):  # -> native-async
    return store.load()


@app.get("/other")
async def other(store: Store = Depends(get_other)):  # -> blocking-async
    return store.load()


@app.get("/settings")
async def settings(settings: Settings = Depends(get_settings)):  # -> native-async
    return settings.debug
