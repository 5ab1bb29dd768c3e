import asyncio
import time
from functools import lru_cache


class Settings:
    def __init__(self):
        time.sleep(0.001)
        self.name = "app"


@lru_cache
def get_settings():
    return Settings()


class Connections:
    def __init__(self):
        self.pool = None
        self.searching = None
        self.opened = False
        self._lock = asyncio.Lock()

    async def connect(self):  # -> blocking-async via time.sleep
        async with self._lock:
            if self.pool is not None:
                return self.pool
            for _ in range(3):
                try:
                    pool = self.open_pool()
                    break
                except OSError:
                    continue
            self.pool = pool
        return self.pool

    def open_pool(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return Pool()

    def open(self):  # -> blocking-async via time.sleep
        if not self.opened:
            time.sleep(0.001)
            self.opened = True

    @property
    def search(self):  # -> blocking-async via time.sleep
        self.searching = self.searching or self.open_pool()
        return self.searching


class Pool:
    def query(self):
        return []


class Registry:
    _instance = None

    def __new__(cls):  # -> blocking-async via time.sleep
        if cls._instance is None:
            time.sleep(0.001)
            cls._instance = object.__new__(cls)
            cls._instance.found = None
        return cls._instance

    def forget(self):
        self.found = None

    def find(self):  # -> blocking-async via time.sleep
        if self.found is None:
            time.sleep(0.001)
            self.found = ["b"]
        return self.found

    def names(self):
        return ["a"]


connections = Connections()
session_factory = None


def init_database():
    global session_factory
    time.sleep(0.001)
    session_factory = Pool


def get_session():
    if session_factory is None:
        init_database()
    return session_factory()
