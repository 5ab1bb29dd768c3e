import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import Customer, dispose, get_db

app = FastAPI(on_shutdown=[dispose])
router = APIRouter(prefix="/ops")
Db = Annotated[Session, Depends(get_db)]
pool = ThreadPoolExecutor()
VERSION = {"version": "1.2"}


def load(db: Session, limit: int = 10) -> list[str]:  # -> blocking-async
    return list(db.scalars(select(Customer.name).limit(limit)))


def loader(limit: int):
    return functools.partial(load, limit=limit)


@app.get("/a")
async def a(db: Db, request: Request):  # -> blocking-async
    await request.body()
    return await run_in_threadpool(load(db))  # !! CL106


@app.get("/b")
async def b(db: Db, request: Request):  # -> native-async
    await request.body()
    return await run_in_threadpool(load, db)


@app.get("/c")
async def c(db: Db):  # -> blocking-async
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, load(db, 3))  # !! CL106


@app.get("/d")
async def d(db: Db):  # -> native-async
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, functools.partial(load, db, limit=3))


@app.get("/e")
async def e(db: Db):  # -> native-async
    return await to_thread.run_sync(loader(5), db)


@app.get("/f")
async def f(db: Db):  # -> native-async
    def work():  # -> converted-def
        names = load(db)
        return {"names": names, "count": len(names)}

    return await asyncio.to_thread(work)  # !! CL107


@app.get("/g")
async def g(db: Db, request: Request):  # -> native-async
    def work():  # static: -> converted-def
        return load(db)

    body = await request.json()
    return [body, await asyncio.to_thread(work)]


@router.get("/health")
def health():  # !! CL108  # -> converted-def
    return {"status": "ok"}


@router.get("/ready")
def ready(db: Db):  # -> converted-def
    return load(db, 1)


@router.get("/version")
def version():  # !! CL108  # -> converted-def
    return VERSION


@router.get("/alive")
async def alive():  # -> native-async
    return {"status": "ok"}


app.include_router(router)
