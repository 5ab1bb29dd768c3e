"""A small application that does everything a recorder has to tell apart. Served by the tests."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from time import sleep
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from starlette.middleware.base import RequestResponseEndpoint

from tracker.probe.recorder import RecorderMiddleware

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
async_engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
app = FastAPI()
router = APIRouter(prefix="/things/{kind}")
sub = FastAPI()


def get_db() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


Db = Annotated[Session, Depends(get_db)]


def query(db: Session) -> int:
    return int(db.execute(text("select 1")).scalar_one())


@router.get("/{number}")
async def blocking(kind: str, number: int, db: Db) -> int:
    return query(db)


@router.get("/plain/{number}")
def plain(kind: str, number: int, db: Db) -> int:
    return query(db)


app.include_router(router, prefix="/v1")


@app.get("/native")
async def native() -> int:
    async with async_engine.connect() as connection:
        return int((await connection.execute(text("select 1"))).scalar_one())


@app.get("/ping")
async def ping() -> int:
    return 1


@app.get("/slow")
async def slow() -> int:
    time.sleep(0.15)
    return 1


@app.get("/slow-def")
def slow_def() -> int:
    time.sleep(0.15)
    return 1


@app.get("/nap")
async def nap() -> int:
    sleep(0.01)
    return 1


async def slow_dependency() -> None:
    time.sleep(0.01)


@app.get("/dependent", dependencies=[Depends(slow_dependency)])
def dependent() -> int:
    return 1


@app.get("/compute")
async def compute() -> int:
    end = time.perf_counter() + 0.4
    while time.perf_counter() < end:
        pass
    return 1


async def later() -> None:
    time.sleep(0.01)


@app.get("/background")
async def background(tasks: BackgroundTasks) -> int:
    tasks.add_task(later)
    return 1


@app.get("/stream")
async def stream() -> StreamingResponse:
    async def chunks() -> AsyncIterator[str]:
        for _ in range(3):
            time.sleep(0.01)
            yield "x"

    return StreamingResponse(chunks())


@app.get("/spawned")
async def spawned() -> int:
    await asyncio.create_task(later())
    return 1


@app.middleware("http")
async def delaying(request: Request, call_next: RequestResponseEndpoint) -> Response:
    if "x-delay" in request.headers:
        time.sleep(0.01)
    return await call_next(request)


@sub.get("/inner/{name}")
async def inner(name: str) -> int:
    await asyncio.to_thread(time.sleep, 0.01)
    return 1


app.mount("/sub", sub)
recorded = RecorderMiddleware(app, endpoint="/-/clearloop")
