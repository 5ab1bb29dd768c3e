"""Abstract storage with several backends; the one that is built is the one that runs."""

import abc
import time

from fastapi import APIRouter, Depends, FastAPI


class Storage(abc.ABC):
    @abc.abstractmethod
    def save(self, key, data): ...

    @abc.abstractmethod
    async def load(self, key): ...

    def exists(self, key):  # -> blocking-async
        return self.stat(key) is not None

    def stat(self, key):
        return None


class Disk(Storage):
    def save(self, key, data):  # -> converted-def
        time.sleep(0.001)

    async def load(self, key):  # -> blocking-async
        return self.stat(key)

    def stat(self, key):  # -> blocking-async
        time.sleep(0.001)
        return 1


class Memory(Storage):
    def __init__(self):
        self.items = {}

    def save(self, key, data):
        self.items[key] = data

    async def load(self, key):
        return self.items.get(key)


class Cached:
    def __init__(self, inner: Storage):
        self.inner = inner

    async def load(self, key):  # -> blocking-async
        return await self.inner.load(key)

    def save(self, key, data):  # -> converted-def
        return self.inner.save(key, data)


disk = Cached(Disk())
memory = Cached(Memory())


def get_memory() -> Cached:
    return memory


router = APIRouter(prefix="/files")


@router.get("/disk")
async def from_disk():  # -> blocking-async
    return await disk.load("a")


@router.get("/memory")
async def from_memory(storage: Cached = Depends(get_memory)):  # -> native-async
    storage.save("a", 1)
    return await storage.load("a")


@router.post("/disk")
def to_disk():  # -> converted-def
    disk.save("a", 1)


@router.get("/exists")
async def exists():  # -> native-async
    return memory.inner.exists("a")


@router.get("/exists/disk")
async def exists_on_disk():  # -> blocking-async
    return disk.inner.exists("a")


app = FastAPI()
app.include_router(router)
