import sqlite3
from contextlib import asynccontextmanager, contextmanager

import httpx
import redis.asyncio


class Archive:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def readings(self, meter: int) -> list[float]:  # -> blocking-async
        rows = self._connection.execute("select value from readings where meter = ?", (meter,))
        return [value for (value,) in rows]

    def append(self, meter: int, value: float) -> None:  # -> blocking-async
        with self._connection:
            self._connection.execute("insert into readings values (?, ?)", (meter, value))


class Tariffs:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def current(self) -> float:  # -> native-async
        response = await self._client.get("/current")
        return response.json().get("price", 0.3)


@contextmanager
def open_archive():  # -> blocking-async
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("create table readings (meter integer, value real)")
    try:
        yield Archive(connection)
    finally:
        connection.close()


@asynccontextmanager
async def open_cache():  # -> any
    client = redis.asyncio.Redis(host="cache.test")
    try:
        yield client
    finally:
        await client.aclose()


@asynccontextmanager
async def open_tariffs(url: str):
    async with httpx.AsyncClient(base_url=url) as client:
        yield Tariffs(client)
