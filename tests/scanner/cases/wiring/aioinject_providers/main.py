import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Protocol

from aioinject import Container, Inject, Injected, Object, Scoped, Singleton
from aioinject.ext.fastapi import AioInjectMiddleware, inject
from fastapi import FastAPI


class Prices(Protocol):
    def of(self, name: str) -> int: ...


class StoredPrices:
    def __init__(self, connection: sqlite3.Connection):
        self.connection = connection

    def of(self, name: str) -> int:  # -> blocking-async via sqlite3.Connection.execute
        return self.connection.execute("select 1").fetchone()[0]


class Rates:
    def of(self, name: str) -> int:
        return 1


class Sender(Protocol):
    def send(self, name: str) -> int: ...


class Outbox:
    def __init__(self, names: list[str]):
        self.names = names

    def send(self, name: str) -> int:
        self.names.append(name)
        return len(self.names)


@contextmanager
def connect() -> Iterator[sqlite3.Connection]:  # -> blocking-async
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    yield connection
    connection.close()


container = Container()
container.register(Scoped(connect), Scoped(StoredPrices, Prices), Singleton(Rates))
container.register(Object(Outbox([]), Sender))
app = FastAPI()
app.add_middleware(AioInjectMiddleware, container=container)


@app.get("/price")
@inject
async def price(prices: Injected[Prices]):  # -> blocking-async
    return prices.of("x")


@app.get("/rate")
@inject
async def rate(rates: Annotated[Rates, Inject]):  # -> native-async
    return rates.of("x")


@app.post("/sent")
@inject
async def sent(sender: Injected[Sender]):  # -> native-async
    return sender.send("x")


@app.post("/by-hand")
async def by_hand():  # -> native-async
    async with container.context() as context:
        return (await context.resolve(Sender)).send("x")
