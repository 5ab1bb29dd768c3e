"""An encoder is asked about what is no plain data, and about nothing else: the calm side."""

import requests
from fastapi import FastAPI

app = FastAPI()
import json


class Encoder(json.JSONEncoder):
    def default(self, o):
        return requests.get("http://enc.test/").text


class Thing:
    pass


def told(**data):
    return json.dumps(data, cls=Encoder)


@app.get("/plain")
async def plain(n: int = 1, s: str = "x"):  # -> native-async
    return json.dumps({"x": n, "y": [s, None, f"{n}"]}, cls=Encoder)


@app.get("/told")
async def read_told():  # -> native-async
    return told(a=1, b="x")
