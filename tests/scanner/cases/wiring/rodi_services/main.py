import time
from abc import ABC, abstractmethod

from fastapi import Depends, FastAPI
from rodi import Container


class Prices(ABC):
    @abstractmethod
    def of(self, name: str) -> int: ...


class SlowPrices(Prices):
    def of(self, name: str) -> int:  # -> blocking-async
        time.sleep(0.01)
        return 1


class Queue(ABC):
    @abstractmethod
    def put(self, name: str) -> int: ...


class RemoteQueue(Queue):
    def put(self, name: str) -> int:
        time.sleep(0.01)
        return 0


class ListQueue(Queue):
    def __init__(self):
        self.names: list[str] = []

    def put(self, name: str) -> int:
        self.names.append(name)
        return len(self.names)


class Shop:
    def __init__(self, prices: Prices, queue: Queue):
        self.prices, self.queue = prices, queue

    def price(self, name: str) -> int:  # -> blocking-async
        return self.prices.of(name)

    def order(self, name: str) -> int:
        return self.queue.put(name)


def make_queue() -> Queue:
    return ListQueue()


container = Container()
container.add_singleton(Prices, SlowPrices)
container.add_singleton_by_factory(make_queue)
container.add_transient(Shop)
services = container.build_provider()
app = FastAPI()


def shop() -> Shop:
    return services.get(Shop)


@app.get("/price")
async def price(found: Shop = Depends(shop)):  # -> blocking-async (helper)
    return found.price("x")


@app.post("/order")
async def order(found: Shop = Depends(shop)):  # -> native-async
    return found.order("x")


@app.post("/resolved")
async def resolved():  # -> native-async
    return container.resolve(Shop).order("x")
