import sqlite3
from collections.abc import Iterable
from typing import Protocol

from dishka import Provider, Scope, make_async_container, provide
from dishka.integrations.fastapi import DishkaRoute, FromDishka, inject, setup_dishka
from fastapi import APIRouter, FastAPI


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


class Storage(Provider):
    @provide(scope=Scope.REQUEST)
    def connect(self) -> Iterable[sqlite3.Connection]:  # -> blocking-async
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        yield connection
        connection.close()

    prices = provide(StoredPrices, scope=Scope.REQUEST, provides=Prices)
    rates = provide(Rates, scope=Scope.APP)


router = APIRouter(route_class=DishkaRoute)


@router.get("/price")
async def price(prices: FromDishka[Prices]):  # -> blocking-async
    return prices.of("x")


@router.get("/rate")
async def rate(rates: FromDishka[Rates]):  # -> native-async
    return rates.of("x")


app = FastAPI()
app.include_router(router)


@app.get("/threaded")
@inject
def threaded(connection: FromDishka[sqlite3.Connection]):  # -> blocking-async (dependency)
    return connection.total_changes


@app.get("/rate/threaded")
@inject
def rate_threaded(rates: FromDishka[Rates]):  # -> converted-def
    return rates.of("x")


setup_dishka(make_async_container(Storage()), app)
