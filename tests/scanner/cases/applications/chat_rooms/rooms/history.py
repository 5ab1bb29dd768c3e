from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import redis
from redis.asyncio import Redis


class HistoryReader:
    def __init__(self, client: Redis) -> None:
        self._client = client

    async def last(self, room: str) -> bool:  # -> native-async
        return await self._client.get(f"room:{room}") is not None


class HistoryWriter:
    _pool = ThreadPoolExecutor(2)

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def write(self, room: str, text: str) -> None:  # -> blocking-async
        self._client.set(f"room:{room}", text)

    def write_later(self, room: str, text: str) -> None:
        self._pool.submit(self.write, room, text)

    def write_and_wait(self, room: str, text: str) -> None:  # -> blocking-async
        self._pool.submit(self.write, room, text).result()
