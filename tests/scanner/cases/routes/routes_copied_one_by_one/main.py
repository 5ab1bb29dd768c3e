"""Routes of one application are put into a router one by one, and that is included under the versions of another."""

import time

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

unversioned = FastAPI()
pages = Starlette()
shared = APIRouter()


def measure():  # -> blocking-async via time.sleep
    time.sleep(0)


@unversioned.get("/slow")
async def slow():  # -> GET /v1/slow: blocking-async via time.sleep; GET /latest/slow: blocking-async via time.sleep
    measure()
    return {}


@unversioned.get("/thread")
def thread():  # -> GET /v1/thread: converted-def; GET /latest/thread: converted-def
    return {}


@unversioned.get("/quick")
async def quick():  # -> GET /v1/quick: native-async; GET /latest/quick: native-async
    return {"paths": [route.path for route in shared.routes]}


@unversioned.post("/quick")
async def change():  # -> POST /v1/quick: native-async; POST /latest/quick: native-async
    return {}


async def page(request: Request):  # -> GET /page: native-async; GET /hidden: native-async
    return PlainTextResponse("page")


pages.router.routes = [Route("/page", page), Route("/hidden", page, include_in_schema=False)]
for _route in unversioned.routes:
    if isinstance(_route, APIRoute):
        shared.routes.append(_route)

app = FastAPI(openapi_url=None)
app.include_router(shared, prefix="/v1")
app.include_router(shared, prefix="/latest")
app.router.routes += [route for route in pages.routes if isinstance(route, Route)]
app.router.routes = [route for route in app.router.routes if getattr(route, "path", "") != "/docs"]
