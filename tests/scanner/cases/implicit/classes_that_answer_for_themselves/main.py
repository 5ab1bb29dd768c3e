"""Classes are asked as well: by ``len``, ``in``, ``isinstance``, for attributes and when they are made."""

import time
import types

from fastapi import FastAPI

app = FastAPI()


class Kind(type):
    def __len__(cls):  # -> blocking-async
        time.sleep(0.001)
        return 1

    def __contains__(cls, item):  # -> blocking-async
        time.sleep(0.001)
        return True

    def __subclasscheck__(cls, other):  # -> blocking-async
        time.sleep(0.001)
        return True

    def __getattr__(cls, name):  # -> blocking-async
        if name.startswith("_"):
            raise AttributeError(name)
        time.sleep(0.001)
        return name


class Shape(metaclass=Kind):
    known = 1


class Announced:
    def __init_subclass__(cls):  # -> blocking-async
        time.sleep(0.001)


class Quiet(type):
    def __len__(cls):
        return 1

    def __contains__(cls, item):
        return True


class Calm(metaclass=Quiet):
    pass


@app.get("/length")
async def length():  # -> blocking-async
    return len(Shape)


@app.get("/within")
async def within():  # -> blocking-async
    return 1 in Shape


@app.get("/below")
async def below():  # -> blocking-async
    return issubclass(int, Shape)


@app.get("/asked")
async def asked():  # -> blocking-async
    return Shape.anything


@app.get("/made")
async def made():  # -> blocking-async
    types.new_class("Made", (Announced,))


@app.get("/known")
async def known():  # -> native-async
    return Shape.known


@app.get("/calm/length")
async def calm_length():  # -> native-async
    return len(Calm)


@app.get("/calm/within")
async def calm_within():  # -> native-async
    return 1 in Calm


@app.get("/calm/below")
async def calm_below():  # -> native-async
    return issubclass(int, Calm)


@app.get("/calm/made")
async def calm_made():  # -> native-async
    types.new_class("Made", (Calm,))
