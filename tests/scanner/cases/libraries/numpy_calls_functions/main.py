import time

import numpy as np
from fastapi import FastAPI
from numpy import vectorize

app = FastAPI()


def look_up(x, y=1):  # -> blocking-async
    time.sleep(0.001)
    return x


def read():  # -> blocking-async
    for i in range(2):
        yield look_up(i)


@vectorize
def score(x):  # -> blocking-async
    return look_up(x)


@app.get("/vectorize")
async def vectorized():  # -> blocking-async
    return np.vectorize(look_up)([1]).tolist()


@app.get("/vectorize/made")
async def made():  # -> native-async
    return type(np.vectorize(look_up)).__name__


@app.get("/vectorize/decorated")
async def decorated():  # -> blocking-async
    return score(np.array([1])).tolist()


@app.get("/vectorize/plain")
async def plain():  # -> native-async
    scale = np.vectorize(lambda v: v * 2)
    return scale(range(3)).tolist()


@app.get("/frompyfunc")
async def frompyfunc():  # -> blocking-async
    return np.frompyfunc(look_up, 1, 1)([1]).tolist()


@app.get("/fromiter")
async def fromiter():  # -> blocking-async
    return np.fromiter(read(), float).tolist()


@app.get("/fromiter/plain")
async def fromiter_plain():  # -> native-async
    return np.fromiter((n * 2 for n in range(2)), dtype=float).tolist()


@app.get("/fromiter/map")
async def fromiter_map():  # -> blocking-async
    return np.fromiter(map(look_up, [1]), dtype=float).tolist()


@app.get("/rows")
async def rows():  # -> blocking-async
    return np.apply_along_axis(lambda row: look_up(row), 0, np.array([[1, 2]])).tolist()


@app.get("/rows/plain")
async def rows_plain():  # -> native-async
    return np.apply_along_axis(sum, 0, np.array([[1, 2]])).tolist()


@app.get("/grid")
async def grid():  # -> blocking-async
    return np.fromfunction(lambda i, j: look_up(i), (2, 2)).tolist()
