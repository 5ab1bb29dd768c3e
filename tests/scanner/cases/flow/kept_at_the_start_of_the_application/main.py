"""A lifespan keeps what requests ask the application for; other ways of making it are for other programs."""

import time
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from starlette.requests import HTTPConnection


class Store:
    async def read(self):
        return 1


def make_store():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return Store()


@asynccontextmanager
async def lifespan(app: FastAPI):
    try:
        app.state.store = Store()
        if app.title == "full":
            app.state.extra = Store()
        yield
    finally:
        app.state.closed = True


app = FastAPI(lifespan=lifespan)
app.state.name = "shop"


async def the_store(request: Request):
    if hasattr(request, "app") and hasattr(request.app.state, "store"):
        return request.app.state.store
    return make_store()


@app.get("/kept")
async def kept(request: Request):  # -> native-async (no-io)
    return await (await the_store(request)).read()


@app.get("/kept-by-name")
async def kept_by_name(request: Request):  # -> native-async (no-io)
    store = getattr(request.app.state, "store", None)
    if store is None:
        store = make_store()
    return await store.read()


@app.get("/of-a-connection")
async def of_a_connection(connection: HTTPConnection):  # -> native-async (no-io)
    found = connection.app.state
    return await found.store.read() if hasattr(found, "store") else make_store()


@app.get("/only-sometimes")
async def only_sometimes(request: Request):  # -> blocking-async via time.sleep
    if not hasattr(request.app.state, "extra"):
        make_store()


@app.get("/never")
async def never(request: Request):  # -> blocking-async via time.sleep
    found = getattr(request.app.state, "cache", None)
    if found is None:
        found = make_store()
    return await found.read()


@app.get("/of-the-request")
async def of_the_request(request: Request):  # -> blocking-async via time.sleep
    if not hasattr(request.state, "store"):
        request.state.store = make_store()
    return await request.state.store.read()
