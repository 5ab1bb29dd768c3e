"""A prefix that is empty unless the environment sets one, put before the prefix of each router."""

import os
from typing import Any

from fastapi import APIRouter, FastAPI

PREFIX = os.environ.get("WELLS_API_PREFIX", "")
VERSION = os.getenv("WELLS_API_VERSION") or "/v1"

app = FastAPI()
wells = APIRouter()
cores = APIRouter()
logs = APIRouter(prefix=f"{PREFIX}/logs")


@wells.get("/depth")
def depth():  # -> converted-def
    return 1


@cores.get("/{core}")
async def core(core: int):  # -> native-async
    return core


@logs.get("/last")
async def last():  # -> native-async
    return "none"


@logs.get("/first")
def first():  # -> converted-def
    return "none"


def include(application: FastAPI, router: APIRouter, **options: Any) -> None:
    before = f"/{PREFIX.strip('/')}" if PREFIX else ""
    own = options.get("prefix")
    prefix = f"{before}/{own.strip('/')}" if own else f"{before}"
    application.include_router(router, **{**options, "prefix": prefix})


include(app, wells)
include(app, cores, prefix="/cores", tags=["cores"])
app.include_router(logs, prefix=VERSION + "/all")
