"""An encoder is asked about what is no plain data, and about nothing else."""

import time

import requests
from fastapi import FastAPI

app = FastAPI()
import json


class Encoder(json.JSONEncoder):
    def default(self, o):  # -> blocking-async
        return requests.get("http://enc.test/").text


class Thing:
    pass


def told(**data):
    return json.dumps(data, cls=Encoder)


@app.get("/thing")
async def thing():  # -> blocking-async
    return json.dumps([{"x": {1: Thing()}}], cls=Encoder)


@app.get("/plain")
async def plain(n: int = 1, s: str = "x"):  # -> native-async
    return json.dumps({"x": n, "y": [s, None, f"{n}"]}, cls=Encoder)


@app.get("/told")
async def read_told():  # -> native-async
    return told(a=1, b="x")


@app.get("/default")
async def default():  # -> native-async
    return json.dumps({"x": "1"}, default=lambda o: time.sleep(0.001))


@app.get("/set")
async def of_set():  # -> blocking-async
    return json.dumps({"x": {1, 2}}, default=lambda o: str(time.sleep(0.001)))
