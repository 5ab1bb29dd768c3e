import contextlib
import sqlite3
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request


class Resources:
    def __init__(self) -> None:  # -> blocking-async
        self.connection = sqlite3.connect(":memory:", check_same_thread=False)
        self.cache: dict[str, int] = {}

    def count(self) -> int:  # -> blocking-async
        return self.connection.execute("select 3").fetchone()[0]

    def cached(self) -> int:
        return len(self.cache)

    def close(self) -> None:
        self.connection.close()


def warm(resources: Resources) -> None:  # -> blocking-async
    resources.connection.execute("select 1")


@asynccontextmanager
async def lifespan(app: FastAPI):  # -> blocking-async
    resources = Resources()
    warm(resources)
    app.state.resources = resources
    with contextlib.closing(resources):
        yield {"named": resources}


router = APIRouter()


@router.get("/count")
async def count(request: Request):  # -> blocking-async
    return request.app.state.resources.count()


@router.get("/named")
async def named(request: Request):  # -> blocking-async
    return request.state.named.count()


@router.get("/cached")
async def cached(request: Request):  # -> native-async
    return request.app.state.resources.cached()


@router.get("/threaded")
def threaded(request: Request):  # -> converted-def
    return request.state.named.count()


app = FastAPI(lifespan=lifespan)
app.include_router(router)
