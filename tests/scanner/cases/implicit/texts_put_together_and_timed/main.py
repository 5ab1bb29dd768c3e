import io
import logging
import math
import operator
import time
import timeit

from fastapi import FastAPI

app = FastAPI()


def slow():  # -> blocking-async
    time.sleep(0.001)
    return 1


class Shelf:
    level = 1


class Account:
    name = "x"

    @property
    def balance(self):  # -> blocking-async
        return slow()

    def __floor__(self):  # -> blocking-async
        return slow()

    def __ceil__(self):
        return 1

    def __str__(self):  # -> blocking-async
        return str(slow())


@app.get("/stored")
async def stored():  # -> blocking-async (helper)
    hooks = {}
    operator.setitem(hooks, "run", slow)
    hooks["run"]()


@app.get("/stored/calm")
async def stored_calm():  # -> native-async
    hooks = {}
    operator.setitem(hooks, "stop", Shelf)
    hooks["stop"]()


@app.get("/format")
async def written():  # -> blocking-async (helper)
    return "{0.balance}".format(Account())


@app.get("/format/calm")
async def written_calm():  # -> native-async
    return "{0.name}".format(Account())


@app.get("/floor")
async def floor():  # -> blocking-async (helper)
    return math.floor(Account())


@app.get("/ceil")
async def ceil():  # -> native-async
    return math.ceil(Account())


@app.get("/timed")
async def timed():  # -> blocking-async (helper)
    timeit.timeit(slow, number=1)


@app.get("/timed/calm")
async def timed_calm():  # -> native-async
    timeit.timeit(lambda: 1, number=1)


log = logging.getLogger("texts put together")
log.propagate = False
log.addHandler(logging.StreamHandler(io.StringIO()))
log.setLevel(logging.INFO)


@app.get("/warned")
async def warned():  # -> blocking-async (helper)
    log.warning("of %s", Account())


@app.get("/told")
async def told():  # -> native-async
    log.debug("of %s", Account())


@app.get("/warned/calm")
async def warned_calm():  # -> native-async
    log.warning("of %s", Shelf())
