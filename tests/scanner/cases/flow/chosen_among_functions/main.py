"""Functions that are drawn, repeated, summed up or looked up by the type of what arrives."""

import random
import secrets
import time
from collections import ChainMap

from fastapi import FastAPI

app = FastAPI()


def slow(*given):  # -> blocking-async via time.sleep
    time.sleep(0.001)


def quick(*given):
    return len(given)


BY_TYPE = {str: slow, int: quick}


@app.get("/drawn")
async def drawn():  # -> blocking-async via time.sleep
    return random.choice([slow])()


@app.get("/drawn-safely")
async def drawn_safely():  # -> blocking-async via time.sleep
    return secrets.choice((slow, slow))()


@app.get("/sampled")
async def sampled():  # -> blocking-async via time.sleep
    return [step() for step in random.sample([quick, slow], 2)] + [random.choices([quick])[0]()]


@app.get("/repeated")
async def repeated():  # -> blocking-async via time.sleep
    return ([slow] * 3)[2]()


@app.get("/summed")
async def summed():  # -> blocking-async via time.sleep
    return [step() for step in sum([[quick], [slow]], [])]


@app.get("/fallback")
async def fallback():  # -> blocking-async via time.sleep
    return ChainMap({"a": quick}, {"b": slow})["b"]()


@app.get("/by-text")
async def by_text(key: str = "a"):  # -> blocking-async via time.sleep
    return BY_TYPE[type(key)](key)


@app.get("/by-number")
async def by_number(key: int = 1):  # -> native-async (no-io)
    return BY_TYPE[type(key)](key)


@app.get("/by-constant")
async def by_constant():  # -> native-async (no-io)
    return BY_TYPE[type(1)](1)


@app.get("/drawn-quick")
async def drawn_quick():  # -> native-async (no-io)
    return random.choice([quick])() + random.sample([1, 2], 1)[0]


@app.get("/repeated-quick")
async def repeated_quick():  # -> native-async (no-io)
    return [step() for step in (quick,) * 2] + [0] * 2


@app.get("/summed-quick")
async def summed_quick():  # -> native-async (no-io)
    return sum(step() for step in sum([[quick], [quick]], []))


@app.get("/first-of-all")
async def first_of_all():  # -> native-async (no-io)
    return ChainMap({"a": quick}, {"a": slow})["a"]()
