"""Values that travel beside the arguments: context variables, request state, application state."""

import contextvars
import time

from fastapi import Depends, FastAPI, Request


class Store:
    def read(self):  # -> blocking-async
        time.sleep(0.001)
        return 1

    @property
    def name(self):
        return "store"


current: contextvars.ContextVar[Store] = contextvars.ContextVar("current")


async def enter(request: Request):
    token = current.set(Store())
    request.state.store = Store()
    try:
        yield
    finally:
        current.reset(token)


def service():
    return current.get()


class App(FastAPI):
    def __init__(self, **options):
        super().__init__(**options)
        self.store = Store()


app = App(dependencies=[Depends(enter)])
app.state.store = Store()


@app.get("/variable")
async def variable():  # -> blocking-async
    return current.get().read()


@app.get("/through")
async def through():  # -> blocking-async
    return service().read()


@app.get("/request")
async def from_request(request: Request):  # -> blocking-async
    return request.state.store.read()


@app.get("/app")
async def from_app(request: Request):  # -> blocking-async
    return request.app.state.store.read()


@app.get("/name")
async def only_name(request: Request):  # -> native-async
    return request.state.store.name
