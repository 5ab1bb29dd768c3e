"""A factory that registers the routes which a table of flags leaves switched on."""

import time

from fastapi import APIRouter, FastAPI

ALL = ["list", "get", "drop"]


def maybe(router, enabled, name, path, function, **options):
    if enabled[name]:
        router.add_api_route(path, function, **options)


def make_router(prefix, disabled=None):
    router = APIRouter(prefix=prefix)
    enabled = dict.fromkeys(ALL, True)
    if disabled is not None:
        enabled = {k: v and not disabled.get(k, False) for k, v in enabled.items()}

    async def read_all():  # -> GET /cats: native-async; GET /dogs: native-async
        return []

    async def read(item: int):  # -> GET /cats/{item}: native-async; GET /dogs/{item}: native-async
        return item

    async def drop(item: int):  # -> blocking-async
        time.sleep(0.001)

    maybe(router, enabled, "list", "", read_all, methods=["GET"])
    maybe(router, enabled, "get", "/{item}", read, methods=["GET"])
    maybe(router, enabled, "drop", "/{item}", drop, methods=["DELETE"])
    return router


app = FastAPI()
app.include_router(make_router("/cats"))
app.include_router(make_router("/dogs", {"drop": True}))
app.include_router(make_router("/hens", {"list": True, "get": True, "drop": True}))
