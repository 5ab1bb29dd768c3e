import threading
from functools import lru_cache

from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session


class EngineRouter:
    def __init__(self):
        self._engines = {}
        self._lock = threading.Lock()

    def engine(self, tenant):
        with self._lock:
            if tenant not in self._engines:
                self._engines[tenant] = create_engine(f"postgresql://h/{tenant}")
            return self._engines[tenant]

    def session(self, tenant):
        return Session(self.engine(tenant))

    def names(self):
        with self._lock:
            return sorted(self._engines)


class AsyncRouter(dict):
    def __missing__(self, tenant):
        self[tenant] = create_async_engine(f"postgresql+asyncpg://h/{tenant}")
        return self[tenant]


@lru_cache(maxsize=8)
def cached_engine(tenant):
    return create_engine(f"postgresql://h/{tenant}")


router = EngineRouter()
async_router = AsyncRouter()
