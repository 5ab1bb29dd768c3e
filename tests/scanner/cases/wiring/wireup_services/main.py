import time
from typing import Protocol

import wireup
import wireup.integration.fastapi
from fastapi import FastAPI
from wireup import Injected, injectable


class Prices(Protocol):
    def of(self, name: str) -> int: ...


class Connection:
    def __init__(self, address: str):  # -> blocking-async
        time.sleep(0.01)
        self.address = address

    def ask(self, name: str) -> int:
        return len(self.address + name)


@injectable(lifetime="scoped")
def connect() -> Connection:  # -> blocking-async
    return Connection("prices.test")


@injectable(as_type=Prices, lifetime="scoped")
class RemotePrices:
    def __init__(self, connection: Connection):
        self.connection = connection

    def of(self, name: str) -> int:
        return self.connection.ask(name)


@injectable
class Rates:
    def of(self, name: str) -> int:
        return 1


app = FastAPI()


@app.get("/price")
async def price(prices: Injected[Prices]):  # -> blocking-async
    return prices.of("x")


@app.get("/price/threaded")
def threaded(prices: Injected[Prices]):  # -> converted-def
    return prices.of("x")


@app.get("/rate")
async def rate(rates: Injected[Rates]):  # -> native-async
    return rates.of("x")


container = wireup.create_async_container(injectables=[connect, RemotePrices, Rates])
wireup.integration.fastapi.setup(container, app)
