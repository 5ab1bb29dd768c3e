"""Listeners of a class of sessions: which sessions, asynchronous ones too, are of it."""

import time

from db import Author, aengine, get_adb
from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

app = FastAPI()
from sqlalchemy import event
from sqlalchemy.ext.asyncio import async_sessionmaker


class Slow(Session): ...


class Slower(Slow): ...


class Fast(Session): ...


class Mine(AsyncSession):
    sync_session_class = Slower


slow = async_sessionmaker(aengine, sync_session_class=Slow, expire_on_commit=False)
fast = async_sessionmaker(aengine, sync_session_class=Fast, expire_on_commit=False)


@event.listens_for(Slow, "after_flush")
def waits(session, context):  # -> blocking-async
    time.sleep(0.001)


@event.listens_for(Fast, "after_flush")
def counts(session, context):
    return len(session.new)


@app.post("/slow")
async def write_slow():  # -> blocking-async
    async with slow() as s:
        s.add(Author(name="a", bio=""))
        await s.flush()


@app.post("/slow/begin")
async def write_slow_at_the_end():  # -> blocking-async
    async with slow.begin() as s:
        s.add(Author(name="a", bio=""))


@app.post("/fast")
async def write_fast():  # -> native-async
    async with fast() as s:
        s.add(Author(name="a", bio=""))
        await s.flush()


@app.post("/mine")
async def write_mine():  # -> blocking-async
    async with Mine(aengine) as s:
        s.add(Author(name="a", bio=""))
        await s.flush()


@app.post("/plain")
async def write_plain(s: AsyncSession = Depends(get_adb)):  # -> native-async
    s.add(Author(name="a", bio=""))
    await s.flush()


@app.post("/own")
async def write_own():  # -> native-async
    async with AsyncSession(aengine) as s:
        s.add(Author(name="a", bio=""))
        await s.flush()
