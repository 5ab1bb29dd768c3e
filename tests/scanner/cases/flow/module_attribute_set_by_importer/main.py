"""A module attribute that another module assigns before the first request."""

from fastapi import FastAPI

import wiring
from shop import store

wiring.connect()
app = FastAPI()


@app.get("/stock")
async def stock():  # -> blocking-async
    return store.backend.count()


@app.get("/name")
async def name():  # -> native-async
    return store.label
