from __future__ import annotations

import asyncio
import json
from typing import Any, ClassVar

import redis
import redis.asyncio


class Backend:
    kinds: ClassVar[dict[str, type[Backend]]] = {}

    def __init_subclass__(cls, kind: str | None = None, **rest: Any) -> None:
        super().__init_subclass__(**rest)
        if kind is not None:
            cls.kinds[kind] = cls

    @classmethod
    def open(cls, kind: str) -> Backend:
        return cls.kinds[kind]()

    async def fetch(self, key: str) -> dict[str, Any]:
        raise NotImplementedError

    async def store(self, key: str, value: dict[str, Any]) -> None:
        raise NotImplementedError


class Memory(Backend, kind="memory"):
    def __init__(self) -> None:
        self._values: dict[str, dict[str, Any]] = {}

    async def fetch(self, key: str) -> dict[str, Any]:
        return self._values.get(key, {})

    async def store(self, key: str, value: dict[str, Any]) -> None:
        self._values[key] = value


class RedisBackend(Backend, kind="redis"):
    def __init__(self) -> None:
        self._client = redis.Redis(host="cache.test")

    async def fetch(self, key: str) -> dict[str, Any]:  # -> blocking-async
        return json.loads(self._client.get(key) or "{}")

    async def store(self, key: str, value: dict[str, Any]) -> None:  # -> native-async
        await asyncio.to_thread(self._client.set, key, json.dumps(value))


class AsyncRedisBackend(Backend, kind="redis-async"):
    def __init__(self) -> None:
        self._client = redis.asyncio.Redis(host="cache.test")

    async def fetch(self, key: str) -> dict[str, Any]:  # -> native-async
        await self._client.get(key)
        return {}

    async def store(self, key: str, value: dict[str, Any]) -> None:  # -> native-async
        await self._client.set(key, json.dumps(value))
