"""Two classes have the method of a protocol that neither names: only one can take what the protocol gives."""

import time
from typing import Protocol

from fastapi import Depends, FastAPI


class Builder(Protocol):
    async def build(self, name: str, size: int) -> dict: ...


class Sender(Protocol):
    def send(self, text: str, *, urgent: bool) -> None: ...


class PlainBuilder:
    async def build(self, name: str, size: int, colour: str = "red") -> dict:
        return {"name": name, "size": size}


class ChainBuilder:
    async def build(self, plan: str, name: str, size: int, steps: int) -> dict:  # -> blocking-async
        time.sleep(0.001)
        return {}


class Mailer:
    def send(self, text: str, urgent: bool = False) -> None:  # -> blocking-async
        time.sleep(0.001)


class Printer:
    def send(self, text: str, paper: str, urgent: bool = False) -> None:  # -> converted-def
        time.sleep(0.001)


class Service:
    def __init__(self, builder: Builder, sender: Sender) -> None:
        self.builder = builder
        self.sender = sender

    async def make(self) -> dict:
        return await self.builder.build("a", 1)

    def tell(self) -> None:  # -> blocking-async
        self.sender.send("a", urgent=True)


chain, plain, mailer, printer = ChainBuilder(), PlainBuilder(), Mailer(), Printer()
app = FastAPI()


def get_builder() -> Builder:
    return eval("plain")


def get_service() -> Service:
    return eval("Service(plain, mailer)")


@app.get("/built")
async def built(builder: Builder = Depends(get_builder)):  # -> native-async
    return await builder.build("a", 1)


@app.get("/made")
async def made(service: Service = Depends(get_service)):  # -> native-async
    return await service.make()


@app.get("/told")
async def told(service: Service = Depends(get_service)):  # -> blocking-async
    service.tell()


@app.get("/chained")
async def chained():  # -> blocking-async
    return await chain.build("a", "b", 1, 2)


@app.get("/printed")
def printed():  # -> converted-def
    printer.send("a", "b")
