from __future__ import annotations

import asyncio
import functools
import inspect
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import redis
import redis.asyncio as aio

P = ParamSpec("P")
T = TypeVar("T")


class Cache:
    def get(self, key: str) -> Any: ...

    def put(self, key: str, value: Any) -> None: ...


class LocalCache(Cache):
    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        return self._values.get(key)

    def put(self, key: str, value: Any) -> None:
        self._values[key] = value


class RedisCache(Cache):
    def __init__(self, host: str) -> None:
        self._client = redis.Redis(host=host)

    def get(self, key: str) -> Any:  # -> blocking-async
        self._client.get(key)
        return None

    def put(self, key: str, value: Any) -> None:  # -> blocking-async
        self._client.set(key, str(value))


class AsyncRedisCache:
    def __init__(self, host: str) -> None:
        self._client = aio.Redis(host=host)

    async def get(self, key: str) -> Any:  # -> native-async
        await self._client.get(key)
        return None

    async def put(self, key: str, value: Any) -> None:  # -> native-async
        await self._client.set(key, str(value))


def cached(cache: Any, key: str | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    def decorate(function):
        name = key or function.__qualname__

        async def lookup() -> Any:  # -> blocking-async
            found = cache.get(name)
            return await found if inspect.isawaitable(found) else found

        async def keep(value: Any) -> None:  # -> blocking-async
            stored = cache.put(name, value)
            if inspect.isawaitable(stored):
                await stored

        @functools.wraps(function)
        async def wrapper(*args, **kwargs):  # -> blocking-async
            found = await lookup()
            if found is None:
                found = await function(*args, **kwargs)
                await keep(found)
            return found

        return wrapper

    return decorate


class memoize:
    """Class decorator form: keeps results of plain functions."""

    def __init__(self, function: Callable) -> None:
        functools.update_wrapper(self, function)
        self.function = function
        self.results: dict[tuple, Any] = {}

    def __call__(self, *args):  # -> blocking-async
        if args not in self.results:
            self.results[args] = self.function(*args)
        return self.results[args]

    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self.__call__, instance)


def guarded(limit: int):
    gate = asyncio.Semaphore(limit)

    def decorate(function):
        @functools.wraps(function)
        async def inside(*args, **kwargs):
            async with gate:
                return await function(*args, **kwargs)

        return inside

    return decorate


local = LocalCache()
shared = RedisCache("cache.test")
shared_async = AsyncRedisCache("cache.test")
