"""What ``operator``, ``math``, ``any`` and others do with an object runs its special methods."""

import functools
import math
import operator
import statistics
import sys
import time
from pathlib import Path

from fastapi import FastAPI

app = FastAPI()


class Amount:
    def __add__(self, other):  # -> blocking-async
        time.sleep(0.001)
        return self

    def __iadd__(self, other):  # -> blocking-async
        time.sleep(0.001)
        return self

    def __neg__(self):  # -> blocking-async
        time.sleep(0.001)
        return self

    def __floor__(self):  # -> blocking-async
        time.sleep(0.001)
        return 1

    def __trunc__(self):  # -> blocking-async
        time.sleep(0.001)
        return 1

    def __lt__(self, other):  # -> blocking-async
        time.sleep(0.001)
        return True

    def __eq__(self, other):  # -> blocking-async
        time.sleep(0.001)
        return True

    def __hash__(self):  # -> blocking-async
        time.sleep(0.001)
        return 1

    def __bool__(self):  # -> blocking-async
        time.sleep(0.001)
        return True

    def __repr__(self):  # -> blocking-async
        time.sleep(0.001)
        return "a"

    def __contains__(self, item):  # -> blocking-async
        time.sleep(0.001)
        return True

    def __getitem__(self, index):  # -> blocking-async
        time.sleep(0.001)
        return 1

    def __sizeof__(self):  # -> blocking-async
        time.sleep(0.001)
        return 8

    def __fspath__(self):  # -> blocking-async
        time.sleep(0.001)
        return "/tmp"


class Readings:
    def __iter__(self):  # -> blocking-async
        time.sleep(0.001)
        return iter([1, 2])

    def __len__(self):  # -> blocking-async
        time.sleep(0.001)
        return 2


class Pairs:
    def keys(self):
        return ["a"]

    def __getitem__(self, key):  # -> blocking-async
        time.sleep(0.001)
        return 1


class Plain:
    def __iter__(self):
        return iter([1, 2])


ONE, READINGS = Amount(), Readings()


@app.get("/added")
async def added():  # -> blocking-async
    operator.add(ONE, 1)


@app.get("/summed")
async def summed():  # -> blocking-async
    functools.reduce(operator.add, [ONE, ONE])


@app.get("/grown")
async def grown():  # -> blocking-async
    operator.iadd(ONE, 1)


@app.get("/negated")
async def negated():  # -> blocking-async
    operator.neg(ONE)


@app.get("/less")
async def less():  # -> blocking-async
    return operator.lt(ONE, 1)


@app.get("/same")
async def same():  # -> blocking-async
    return operator.eq(ONE, 1)


@app.get("/true")
async def true():  # -> blocking-async
    return operator.truth(ONE)


@app.get("/within")
async def within():  # -> blocking-async
    return operator.contains(ONE, 1)


@app.get("/item")
async def item():  # -> blocking-async
    return operator.getitem(ONE, 1)


@app.get("/floor")
async def floor():  # -> blocking-async
    return math.floor(ONE)


@app.get("/trunc")
async def trunc():  # -> blocking-async
    return math.trunc(ONE)


@app.get("/every")
async def every():  # -> blocking-async
    return all([ONE])


@app.get("/some")
async def some():  # -> blocking-async
    return any(item for item in [ONE])


@app.get("/kept")
async def kept():  # -> blocking-async
    return len(list(filter(None, [ONE])))


@app.get("/hashed")
async def hashed():  # -> blocking-async
    return len(frozenset([ONE]))


@app.get("/shown")
async def shown():  # -> blocking-async
    return ascii(ONE)


@app.get("/mapped")
async def mapped():  # -> blocking-async
    return "{a!r}".format_map({"a": ONE})


@app.get("/size")
async def size():  # -> blocking-async
    return sys.getsizeof(ONE)


@app.get("/path")
async def path():  # -> blocking-async
    return str(Path(ONE))


@app.get("/mean")
async def mean():  # -> blocking-async
    return statistics.mean(READINGS)


@app.get("/total")
async def total():  # -> blocking-async
    return math.fsum(READINGS)


@app.get("/listed")
async def listed():  # -> blocking-async
    return list(READINGS)


@app.get("/updated")
async def updated():  # -> blocking-async
    found = {}
    found.update(Pairs())
    return found


@app.get("/matched")
async def matched():  # -> blocking-async
    match ONE:
        case 1:
            return 1
    return 0


@app.get("/guarded")
async def guarded():  # -> blocking-async
    match 1:
        case _ if ONE:
            return 1
    return 0


@app.get("/plain/sum")
async def plain_sum():  # -> native-async
    return operator.add(1, 2)


@app.get("/plain/mean")
async def plain_mean():  # -> native-async
    return statistics.mean(Plain())


@app.get("/plain/any")
async def plain_any():  # -> native-async
    return any([1, 0])


@app.get("/plain/floor")
async def plain_floor():  # -> native-async
    return math.floor(1.5)


@app.get("/plain/path")
async def plain_path():  # -> native-async
    return str(Path("/tmp"))


@app.get("/plain/not")
async def plain_not():  # -> native-async
    return operator.is_(ONE, None)
