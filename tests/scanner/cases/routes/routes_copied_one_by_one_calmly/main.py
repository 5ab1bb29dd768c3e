"""Routes that are put into another router one by one, none of which blocks."""

import time

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

unversioned = FastAPI(openapi_url=None)
shared = APIRouter()


@unversioned.get("/thread")
def thread():  # -> GET /v1/thread: converted-def; GET /latest/thread: converted-def
    time.sleep(0)
    return {}


@unversioned.get("/quick")
async def quick():  # -> GET /v1/quick: native-async; GET /latest/quick: native-async
    return {}


for _route in unversioned.routes:
    if isinstance(_route, APIRoute):
        shared.routes.append(_route)

app = FastAPI(openapi_url=None)
app.include_router(shared, prefix="/v1")
app.include_router(shared, prefix="/latest")
