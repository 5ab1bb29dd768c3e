"""Sessions that work on a connection of ``run_sync``: their I/O is awaited, that of others is not."""

from db import Author, SessionLocal, aengine, engine
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()


def one(s):  # -> blocking-async
    return s.scalar(text("select 1"))


def constructed(connection):  # -> blocking-async
    with Session(connection) as s:
        return one(s)


def made(connection):
    make = sessionmaker(bind=connection)
    with make() as s:
        return one(s)


def begun(connection):
    with sessionmaker(connection).begin() as s:
        s.add(Author(name="a", bio=""))


def called(connection):
    with SessionLocal(bind=connection) as s:
        return one(s)


def elsewhere(connection):  # -> blocking-async
    with Session(engine) as s:
        return one(s)


@app.get("/constructed")
async def read_constructed():  # -> native-async
    async with aengine.connect() as c:
        return await c.run_sync(constructed)


@app.get("/made")
async def read_made():  # -> native-async
    async with aengine.connect() as c:
        return await c.run_sync(made)


@app.get("/begun")
async def read_begun():  # -> native-async
    async with aengine.connect() as c:
        return await c.run_sync(begun)


@app.get("/called")
async def read_called():  # -> native-async
    async with aengine.connect() as c:
        return await c.run_sync(called)


@app.get("/elsewhere")
async def read_elsewhere():  # -> blocking-async
    async with aengine.connect() as c:
        return await c.run_sync(elsewhere)


@app.get("/inline")
async def read_inline():  # -> blocking-async
    with engine.connect() as c:
        return constructed(c)
