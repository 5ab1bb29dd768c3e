"""A class is picked from a package by a name that is empty until somebody configures it."""

import importlib

from config import settings
from fastapi import FastAPI

backends = importlib.import_module("backends")
units = {}
if settings.pay_backend:
    units["sat"] = getattr(backends, settings.pay_backend)(unit="sat")

app = FastAPI()


@app.post("/pay")
async def pay():  # -> blocking-async
    return await units["sat"].pay()


@app.get("/status")
async def status():  # -> native-async
    return await units["sat"].status()


@app.get("/units")
async def listed():  # -> native-async
    return sorted(units)
