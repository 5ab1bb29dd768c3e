import time
from abc import ABCMeta, abstractmethod

from fastapi import FastAPI


class Registering(ABCMeta):
    known: dict[str, type] = {}

    def __new__(mcs, name, bases, namespace, **extra):
        cls = super().__new__(mcs, name, bases, namespace)
        if extra.get("kind"):
            mcs.known[extra["kind"]] = cls
        return cls

    def __init__(cls, name, bases, namespace, **extra):
        super().__init__(name, bases, namespace)

    def __getitem__(cls, key: str):
        return cls.known[key]


class Command(metaclass=Registering):
    @abstractmethod
    def do(self) -> int: ...


class Sleep(Command, kind="sleep"):
    def do(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 1


class Echo(Command, kind="echo"):
    def do(self) -> int:
        return 2


app = FastAPI()


@app.get("/sleep")
async def sleep():  # -> blocking-async
    return Registering.known["sleep"]().do()


@app.get("/echo")
async def echo():  # -> native-async
    return Registering.known["echo"]().do()


@app.get("/item")
async def item():  # -> native-async
    return Command["echo"]().do()


@app.get("/item-sleep")
async def item_sleep():  # -> blocking-async
    return Command["sleep"]().do()
