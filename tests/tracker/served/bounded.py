"""A server with few threads and fewer connections, to hold predictions against. Set by the environment."""

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import fmean

import anyio.to_thread
from fastapi import FastAPI, HTTPException
from sqlalchemy import create_engine
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from tracker.probe.recorder import RecorderMiddleware

QUERY_S, OTHER_S = float(os.environ["QUERY_S"]), float(os.environ["OTHER_S"])
engine = create_engine(
    "sqlite://",
    poolclass=QueuePool,
    pool_size=int(os.environ["POOL"]),
    max_overflow=0,
    pool_timeout=float(os.environ["POOL_TIMEOUT"]),
    connect_args={"check_same_thread": False},
)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = int(os.environ["TOKENS"])
    yield


app = FastAPI(lifespan=lifespan)
others: list[float] = []
queries: list[float] = []


@app.get("/work")
def work() -> int:
    start = time.perf_counter()
    time.sleep(OTHER_S)
    others.append(time.perf_counter() - start)
    try:
        with engine.connect():
            start = time.perf_counter()
            time.sleep(QUERY_S)
            queries.append(time.perf_counter() - start)
    except PoolTimeoutError as error:
        raise HTTPException(503) from error
    return 1


@app.get("/times")
async def times() -> dict[str, float]:
    """What a request really took so far, in seconds: a busy machine sleeps longer. Starts afresh."""
    found = {"other_s": fmean(others or [0.0]), "query_s": fmean(queries or [0.0])}
    others.clear()
    queries.clear()
    return found


recorded = RecorderMiddleware(app, endpoint="/-/clearloop") if "RECORD" in os.environ else None
