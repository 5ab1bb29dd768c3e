import asyncio
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import select

from state import (
    AsyncDatabase,
    Database,
    Note,
    async_database,
    async_database_of_app,
    database,
    database_of_app,
)


@asynccontextmanager
async def lifespan(app):  # -> any
    app.state.database = database_of_app
    app.state.async_database = async_database_of_app
    yield
    await app.state.async_database.engine.dispose()


app = FastAPI(lifespan=lifespan)
D = Annotated[Database, Depends(database)]
A = Annotated[AsyncDatabase, Depends(async_database)]


def session(db: D):
    with db.session() as made:
        yield made


async def async_session(db: A):  # -> native-async
    async with db.session() as made:
        yield made


def read(db: Database) -> list[str]:  # -> blocking-async
    with db.read_only() as made:
        return [n.text for n in made.traced(select(Note))]


@app.get("/a")
def a(db: D):  # -> converted-def
    return read(db)


@app.get("/b")
async def b(db: D):  # -> blocking-async
    return read(db)


@app.get("/c")
async def c(db: D):  # -> native-async
    return await run_in_threadpool(read, db)


@app.get("/d")
async def d(made=Depends(session)):  # -> blocking-async
    return made.traced(select(Note)).first().text


@app.get("/e")
def e(made=Depends(session)):  # -> converted-def
    return made.traced(select(Note)).first().text


@app.get("/f")
async def f(made=Depends(async_session)):  # -> native-async
    return (await made.scalars(select(Note))).first().text


@app.get("/g")
async def g(db: A):  # -> native-async
    return await db.ping()


@app.get("/h")
async def h(db: D):  # -> blocking-async
    return db.ping()


@app.get("/i")
async def i(request: Request):  # -> native-async
    return await asyncio.to_thread(request.app.state.database.ping)


@app.post("/j")
async def j(made=Depends(async_session)):  # -> native-async
    note = Note(text="j")
    made.add(note)
    await made.flush()
    return note.id


@app.post("/k")
async def k(made=Depends(session)):  # -> native-async
    made.add(Note(text="k"))
    return made.is_modified(Note(text="z"))


@app.post("/l")
async def l(made=Depends(session)):  # -> blocking-async
    note = Note(text="k")
    made.add(note)
    made.commit()
    return note.text


@app.post("/m")
async def m(made=Depends(session)):  # -> blocking-async
    def work():  # -> converted-def
        note = Note(text="k")
        made.add(note)
        made.commit()
        return note

    return (await asyncio.to_thread(work)).text
