"""The list of routes is assigned to in place: a slice, one element, what is left of it."""

import time

from fastapi import FastAPI, Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route

app = FastAPI(openapi_url="/schema.json", docs_url=None)


def serve_schema(app: FastAPI) -> None:
    url = app.openapi_url
    if url is None:
        return

    async def schema(request: Request):  # -> blocking-async via time.sleep
        time.sleep(0)
        return PlainTextResponse("{}")

    app.router.routes[:] = [
        Route(url, schema, include_in_schema=False) if _serves(route, url) else route
        for route in app.router.routes
    ]


def _serves(route: BaseRoute, path: str) -> bool:
    return isinstance(route, Route) and route.path == path


async def first(request: Request):  # -> native-async
    return PlainTextResponse("first")


async def second(request: Request):  # -> blocking-async via time.sleep
    time.sleep(0)
    return PlainTextResponse("second")


@app.get("/plain")
async def plain():  # -> native-async
    return {}


serve_schema(app)
app.router.routes[1] = Route("/second", second)
app.router.routes[:0] = [Route("/first", first)]
