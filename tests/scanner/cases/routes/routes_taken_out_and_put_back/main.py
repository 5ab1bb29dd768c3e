"""Routes of each router are taken out by a helper that all share, put into another one, and included again."""

import time

from fastapi import APIRouter, FastAPI

app = FastAPI()
first = APIRouter(prefix="/first")
second = APIRouter(prefix="/second")
third = APIRouter(prefix="/third")


@first.get("/slow")
async def read_slow():  # -> blocking-async via time.sleep
    time.sleep(0.001)


@second.get("/calm")
async def read_calm():  # -> native-async
    return 1


@third.get("/other")
async def read_other():  # -> native-async
    return 2


def rebuild(router):
    moved = APIRouter()
    numbered = {route.endpoint: (number, route) for number, route in enumerate(router.routes)}
    found = []
    for function in list(numbered):
        _, route = numbered[function]
        route.path = route.path[len(router.prefix) :]
        found.append(numbered[function])
        router.routes.remove(route)
    moved.routes = [route for _, route in found]
    prefix, router.prefix = router.prefix, ""
    router.include_router(moved, prefix=prefix)


for each in (first, second, third):
    rebuild(each)
    app.include_router(each)
