"""Comparisons with constants that objects of the project keep decide; those with settings open both sides."""

import os
import time

from fastapi import FastAPI, HTTPException
from pydantic.v1 import BaseSettings

os.environ["SHOP_KIND"] = "memory"


class Deployment(BaseSettings):
    shop_kind: str | None = None
    shop_name: str = "shop"


class Listener:
    def __init__(self, name="stopped"):
        self.name = name

    def hears(self, name):
        if name == self.name:
            time.sleep(0.001)
        return name


class Patient:
    def __init__(self):
        self.wanted = None

    def hears(self, name):  # -> converted-def
        if name != self.wanted:
            time.sleep(0.001)
        return name


app = FastAPI()
deployment = Deployment()
listener = Listener()
patient = Patient()


@app.get("/started")
async def started():  # -> native-async
    return listener.hears("started")


@app.get("/resumed")
async def resumed():  # -> native-async
    return listener.hears("resumed")


@app.get("/waits")
def waits():  # -> converted-def
    return patient.hears("started")


@app.get("/kind/{kind}")
async def by_kind(kind: str):  # -> native-async
    if kind != deployment.shop_kind:
        raise HTTPException(404)
    return deployment.shop_name


@app.get("/named/{name}")
def named(name: str):  # -> converted-def
    if name == deployment.shop_kind:
        time.sleep(0.001)
    return name
