from fastapi import FastAPI

import core
from core import get_secret, router, shelf, store

app = FastAPI()
app.include_router(router)


class Settings:
    pass


@app.get("/store")
async def load():  # -> blocking-async via time.sleep
    return store.load()


@app.get("/shelf")
async def take():  # -> native-async
    return shelf.load()


@app.get("/secret")
async def secret():  # -> blocking-async via time.sleep
    return get_secret("x")


@app.get("/late")
async def late():  # -> blocking-async via time.sleep
    return core.late.load()
