import time
from collections.abc import Callable

from fastapi import FastAPI

app = FastAPI()


class Settings:
    size = 1


class Pool:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings


class Client:
    def __init__(self, pool: Pool) -> None:
        self.pool = pool


class Gateway:
    def __init__(self, client: Client) -> None:
        self.client = client


class Store:
    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway

    def load(self) -> int:  # -> converted-def
        time.sleep(0.001)
        return 1


class Memory:
    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway

    def load(self) -> int:
        return self.gateway.client.pool.settings.size


store = Store(Gateway(Client(Pool(Settings()))))
memory = Memory(Gateway(Client(Pool(Settings()))))


def otherwise() -> int:
    return 0


class Errand:
    def __init__(self, first: Callable[[], int], last: Callable[[], int]) -> None:
        self.first = first
        self.last = last

    def run(self) -> int:  # -> converted-def
        return self.first() or self.last()


def from_store() -> int:  # -> converted-def
    return Errand(store.load, otherwise).run()


def from_memory() -> int:
    return Errand(memory.load, otherwise).run()


@app.get("/stored")
def stored() -> int:  # -> converted-def
    return from_store()


@app.get("/remembered")
async def remembered() -> int:  # -> native-async
    return from_memory()
