from abc import ABC, abstractmethod

import requests
from fastapi import Depends, FastAPI
from lagom import Container, Singleton, dependency_definition
from lagom.integrations.fast_api import FastApiIntegration


class Prices(ABC):
    @abstractmethod
    def of(self, name: str) -> float: ...


class RemotePrices(Prices):
    def __init__(self, address: str):
        self.address = address

    def of(self, name: str) -> float:  # -> blocking-async via requests.api.get
        requests.get(f"{self.address}/{name}")
        return 1.0


class Rates:
    def __init__(self):
        self.known = {"eur": 1.0}

    def of(self, name: str) -> float:
        return self.known[name]


class Shop:
    def __init__(self, prices: Prices, rates: Rates):
        self.prices, self.rates = prices, rates

    def price(self, name: str) -> float:  # -> blocking-async
        return self.prices.of(name) * self.rates.of("eur")


container = Container()
container[Rates] = Singleton(Rates)


@dependency_definition(container, singleton=True)
def prices() -> Prices:
    return RemotePrices("http://prices.test")


app = FastAPI()
deps = FastApiIntegration(container, request_singletons=[Shop])


@app.get("/price")
async def price(shop: Shop = deps.depends(Shop)):  # -> blocking-async (helper)
    return shop.price("x")


@app.get("/rate")
async def rate(rates=deps.depends(Rates)):  # -> native-async
    return rates.of("eur")


def current_shop():
    return container[Shop]


@app.get("/threaded")
def threaded(shop: Shop = Depends(current_shop)):  # -> converted-def
    return shop.price("x")
