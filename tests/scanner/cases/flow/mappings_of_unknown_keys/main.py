"""Dictionaries made of what nobody knows hold something; those made of nothing stay empty."""

import os
import time
from collections import ChainMap, OrderedDict, defaultdict

from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/headers")
async def headers(request: Request):  # -> blocking-async via time.sleep
    for _ in dict(request.headers):
        time.sleep(0.001)


@app.get("/query")
async def query(request: Request):  # -> blocking-async via time.sleep
    for _name, _value in dict(request.query_params).items():
        time.sleep(0.001)


@app.get("/environment")
async def environment():  # -> blocking-async via time.sleep
    for _ in OrderedDict(os.environ).values():
        time.sleep(0.001)


@app.get("/keywords")
async def keywords(request: Request):  # -> blocking-async via time.sleep
    for _ in dict(**request.headers):
        time.sleep(0.001)


@app.get("/defaults")
async def defaults(request: Request):  # -> blocking-async via time.sleep
    for _ in defaultdict(list, request.headers):
        time.sleep(0.001)


@app.get("/counted")
async def counted():  # -> blocking-async via time.sleep
    for _ in defaultdict(int, a=1):
        time.sleep(0.001)


@app.get("/merged")
async def merged():  # -> blocking-async via time.sleep
    for _ in {} | dict(os.environ):
        time.sleep(0.001)


@app.get("/nothing")
async def nothing():  # -> native-async (no-io)
    for _ in dict():
        time.sleep(0.001)


@app.get("/nothing-given")
async def nothing_given():  # -> native-async (no-io)
    for _ in dict([]) | OrderedDict({}):
        time.sleep(0.001)


@app.get("/no-defaults")
async def no_defaults():  # -> native-async (no-io)
    for _ in defaultdict(list):
        time.sleep(0.001)


@app.get("/texts")
async def texts(request: Request):  # -> native-async (no-io)
    found = dict(request.headers)
    return [name.lower() for name in found] + [value.strip() for value in found.values()]


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.001)


def quick():
    return 1


@app.get("/known")
async def known():  # -> native-async (no-io)
    steps = dict([("quick", quick), ("slow", slow)])
    return steps["quick"]()


@app.get("/all-known")
async def all_known():  # -> blocking-async via time.sleep
    return [step() for step in ({} | {"quick": quick} | dict(slow=slow)).values()]


@app.get("/others")
async def others():  # -> native-async (no-io)
    return [step() for step in ({} | defaultdict(None, quick=quick)).values()]


@app.get("/layers")
async def layers(request: Request):  # -> blocking-async via time.sleep
    for _ in ChainMap({}, request.headers):
        time.sleep(0.001)


@app.get("/no-layers")
async def no_layers():  # -> native-async (no-io)
    for _ in ChainMap({}, {}):
        time.sleep(0.001)
