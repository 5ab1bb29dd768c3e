"""Loops over products, and classes whose ``__new__`` gives a router."""

import time
from itertools import product

from fastapi import APIRouter, FastAPI

app = FastAPI()


async def read():  # -> native-async
    return 1


async def write():  # -> blocking-async
    time.sleep(0.001)


VERBS = {"get": read, "post": write}
for verb, place in product(VERBS, ["/items", "/users"]):
    getattr(app, verb)(place)(VERBS[verb])


class Crud:
    def __new__(cls, name, delay=0):
        router = APIRouter(prefix=f"/{name}")

        @router.get("/")
        async def index():  # -> GET /slow/: blocking-async; GET /quick/: native-async
            if delay:
                time.sleep(delay)
            return name

        @router.get("/{number}")
        def one(number: int):  # -> converted-def
            return number

        return router


app.include_router(Crud("slow", 0.001))
app.include_router(Crud("quick"))
unused = APIRouter(prefix="/unused")


@unused.get("/never")
async def never():
    time.sleep(0.001)
