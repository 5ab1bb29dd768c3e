import time
from contextlib import ContextDecorator


class Breaker(ContextDecorator):
    def __init__(self, store):
        self.store = store

    def __enter__(self):  # -> blocking-async
        self.store.check()
        return self

    def __exit__(self, *exc):  # -> blocking-async
        if exc[0]:
            self.store.trip()
        return False


class LocalStore:
    def __init__(self):
        self.open_until = 0.0

    def check(self):
        if time.monotonic() < self.open_until:
            raise RuntimeError("open")

    def trip(self):
        self.open_until = time.monotonic() + 1


class RedisStore:
    def __init__(self, client):
        self.client = client

    def check(self):  # -> blocking-async
        self.client.get("breaker")

    def trip(self):  # -> blocking-async
        self.client.set("breaker", "1")
