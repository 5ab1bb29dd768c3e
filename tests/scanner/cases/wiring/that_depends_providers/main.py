import sqlite3
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from that_depends import BaseContainer, providers


def connect() -> Iterator[sqlite3.Connection]:  # -> blocking-async
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    yield connection
    connection.close()


class Prices:
    def __init__(self, connection: sqlite3.Connection):
        self.connection = connection

    def of(self, name: str) -> int:  # -> blocking-async via sqlite3.Connection.execute
        return self.connection.execute("select 1").fetchone()[0]


class Rates:
    def of(self, name: str) -> int:
        return 1


class Services(BaseContainer):
    connection = providers.Resource(connect)
    prices = providers.Factory(Prices, connection=connection.cast)
    rates = providers.Singleton(Rates)


app = FastAPI()


@app.get("/price")
async def price(prices: Annotated[Prices, Depends(Services.prices)]):  # -> blocking-async
    return prices.of("x")


@app.get("/rate")
async def rate(rates: Rates = Depends(Services.rates)):  # -> native-async
    return rates.of("x")


@app.get("/by-hand")
async def by_hand():  # -> native-async
    return (await Services.rates()).of("x")


@app.get("/resolved")
async def resolved():  # -> native-async
    return Services.rates.resolve_sync().of("x")
