import time
import requests
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.util import await_only, greenlet_spawn
from sqlalchemy.util.concurrency import greenlet_spawn as spawn

engine = create_engine("postgresql+psycopg://h/a")
Local = sessionmaker(engine)
ALocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://h/a"))
app = FastAPI()
ONE = text("select 1")


async def adb():
    async with ALocal() as s:
        yield s


def sdb():
    with Local() as s:
        yield s


def one(s):  # -> blocking-async
    return s.scalar(ONE)


def nested(_):  # -> blocking-async
    with Local() as s:
        return s.scalar(ONE)

@app.get("/a")
async def a(db: AsyncSession = Depends(adb)):  # -> native-async
    return await db.run_sync(one)
@app.get("/b")
async def b(db: AsyncSession = Depends(adb), old: Session = Depends(sdb)):  # -> blocking-async
    return await db.run_sync(lambda _: old.scalar(ONE))
@app.get("/c")
async def c(db: AsyncSession = Depends(adb)):  # -> blocking-async
    return await db.run_sync(nested)
@app.get("/d")
async def d(db: AsyncSession = Depends(adb)):  # -> native-async
    return await greenlet_spawn(one, db.sync_session)
@app.get("/e")
async def e(db: AsyncSession = Depends(adb)):  # -> native-async
    return await spawn(db.sync_session.scalar, ONE)
@app.get("/f")
async def f(old: Session = Depends(sdb)):  # -> blocking-async
    return await greenlet_spawn(one, old)
@app.get("/g")
async def g(old: Session = Depends(sdb)):  # -> blocking-async
    return await greenlet_spawn(lambda: old.scalar(ONE))
@app.get("/h")
async def h():  # -> blocking-async
    await greenlet_spawn(time.sleep, 0.001)
@app.get("/i")
async def i(db: AsyncSession = Depends(adb)):  # -> native-async
    def work(s):
        return await_only(db.scalar(ONE))
    return await db.run_sync(work)
@app.get("/j")
async def j(db: AsyncSession = Depends(adb)):  # -> blocking-async
    def work(s):  # -> blocking-async
        requests.get("http://a.test")
        return s.connection().exec_driver_sql("select 1").scalar()
    return await db.run_sync(work)
@app.get("/m")
async def m(db: AsyncSession = Depends(adb)):  # -> native-async
    return await db.run_sync(lambda s: [one(s) for _ in range(2)])
