"""Functions that a loop over literals makes, each with the defaults of its turn."""

import time

import requests
from fastapi import FastAPI

app = FastAPI()
table = {}
for name, call in {"slow": time.sleep, "same": lambda n: n}.items():

    def run(n, *, call=call):  # -> blocking-async
        return call(n)

    table[name] = run
listed = [lambda n, c=c: c(n) for c in (time.sleep, abs)]
awaited = {}
for name, call in (("web", requests.get), ("mem", str)):

    async def go(url, call=call):  # -> blocking-async
        return str(call(url))

    awaited[name] = go


def made():
    out = {}
    for name in ("slow", "fast"):
        out[name] = lambda name=name: time.sleep(0.001) if name == "slow" else 1
    return out


@app.get("/table/slow")
async def table_slow():  # -> blocking-async
    return table["slow"](0.001)


@app.get("/table/same")
async def table_same():  # -> native-async
    return table["same"](3)


@app.get("/listed/second")
async def listed_second():  # -> native-async
    return listed[1](1)


@app.get("/awaited/mem")
async def awaited_mem():  # -> native-async
    return await awaited["mem"]("x")


@app.get("/awaited/web")
async def awaited_web():  # -> blocking-async
    return await awaited["web"]("http://api.test/")


@app.get("/made/fast")
async def made_fast():  # -> native-async
    return made()["fast"]()
