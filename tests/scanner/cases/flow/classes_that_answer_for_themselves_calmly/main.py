import time
from enum import Flag, IntEnum, auto

from fastapi import FastAPI

app = FastAPI()


def slow():
    time.sleep(0.001)
    return 1


def calm():
    return 1


class Lookup(type):
    def __getattr__(cls, name):
        if name not in cls.table:
            raise AttributeError(name)
        return cls.table[name]


class Tasks(metaclass=Lookup):
    table = {"load": slow, "count": calm}


class Calm(metaclass=Lookup):
    table = {"load": calm}


class Step(IntEnum):
    LOAD = auto()
    COUNT = auto()

    def run(self):
        return {Step.LOAD: slow, Step.COUNT: calm}[self]()


class Right(Flag):
    READ = auto()
    WRITE = auto()
    LOAD = auto()

    def run(self):
        return slow() if self is Right.LOAD else calm()




@app.get("/count")
async def b():  # -> native-async
    return Tasks.count()


@app.get("/calm")
async def c():  # -> native-async
    return Calm.load()




@app.get("/step/count")
async def e():  # -> native-async
    return Step(2).run()




@app.get("/right/write")
async def g():  # -> native-async
    return Right(2).run()
