"""A server with few threads and fewer connections, to hold predictions against. Set by the environment."""

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI, HTTPException
from sqlalchemy import create_engine
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

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


@app.get("/work")
def work() -> int:
    time.sleep(OTHER_S)
    try:
        with engine.connect():
            time.sleep(QUERY_S)
    except PoolTimeoutError as error:
        raise HTTPException(503) from error
    return 1
