"""Names re-exported through packages, star imports, lazy module attributes and aliases."""

import shop
from fastapi import FastAPI
from shop import *  # noqa: F403
from shop.api import client as remote

app = FastAPI()


@app.get("/facade")
async def facade():  # -> blocking-async
    return shop.fetch()


@app.get("/star")
async def star():  # -> blocking-async
    return fetch()  # noqa: F405


@app.get("/lazy")
async def lazy():  # -> blocking-async
    return shop.lazy_fetch()


@app.get("/alias")
async def alias():  # -> blocking-async
    return remote.get()


@app.get("/constant")
async def constant():  # -> native-async
    return shop.VERSION
