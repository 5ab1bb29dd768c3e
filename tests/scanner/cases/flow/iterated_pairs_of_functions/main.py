import itertools
import time

from fastapi import FastAPI

app = FastAPI()


def slow(value):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return value


def calm(value):
    return value


@app.get("/starmap")
async def starmap():  # -> blocking-async (helper)
    return list(itertools.starmap(slow, [(1,), (2,)]))


@app.get("/chain")
async def chain():  # -> blocking-async (helper)
    for function in itertools.chain([calm], [slow]):
        function(1)


@app.get("/filterfalse")
async def filtered():  # -> blocking-async (helper)
    return list(itertools.filterfalse(slow, [1, 2]))


@app.get("/groups")
async def groups():  # -> native-async
    return [key for key, _ in itertools.groupby([1, 1, 2], key=calm)]
