"""Managers entered by calls of their methods, in worker threads or where entering awaits."""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

app = FastAPI()
engine = create_engine("postgresql+psycopg://db/wells")
guard = threading.Lock()


@contextmanager
def session() -> Iterator[Session]:
    with Session(engine) as db:
        yield db


def count() -> int:  # -> converted-def via sqlalchemy.orm.Session.scalar
    manager = session()
    db = manager.__enter__()
    found = db.scalar(text("select 1"))
    manager.__exit__(None, None, None)
    return found


@asynccontextmanager
async def connected() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as client:
        yield client


@app.get("/counted")
async def counted():  # -> native-async
    return await run_in_threadpool(count)


@app.get("/counted-def")
def counted_def():  # -> converted-def
    return count()


@app.get("/asked")
async def asked():  # -> native-async
    manager = connected()
    client = await manager.__aenter__()
    answer = await client.get("http://api.test/wells")
    await manager.__aexit__(None, None, None)
    return answer.status_code


@app.get("/guarded")
async def guarded():  # -> native-async
    guard.__enter__()
    guard.__exit__(None, None, None)
