"""Routers that are included in the order of their names."""

import time

from fastapi import APIRouter, FastAPI

orders = APIRouter()
stock = APIRouter()


@orders.get("/count")
async def count():  # -> GET /v1/orders/count: native-async; GET /v2/orders/count: native-async
    return 1


@stock.get("/level")
def level():  # -> GET /v1/stock/level: converted-def; GET /v2/stock/level: converted-def
    time.sleep(0.01)


ROUTERS = {"stock": stock, "orders": orders}


def create():
    app, names = FastAPI(), set()
    for name in ROUTERS:
        names.add(name)
    for name in sorted(names):
        app.include_router(ROUTERS[name], prefix=f"/v1/{name}")
    for name, router in sorted(ROUTERS.items(), key=lambda item: item[0]):
        app.include_router(router, prefix=f"/v2/{name}")
    return app


app = create()
