"""Context managers that are entered and left by calls of their methods instead of a ``with``."""

import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager

import httpx
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

app = FastAPI()
engine = create_engine("postgresql+psycopg://db/wells")
guard = threading.Lock()


@contextmanager
def session() -> Iterator[Session]:
    with Session(engine) as db:
        yield db


class Held:
    """Keeps its manager from one method to the next."""

    def __init__(self) -> None:
        self._manager: AbstractContextManager[Session] | None = None

    def open(self) -> None:
        self._manager = session()
        self._db = self._manager.__enter__()

    def count(self) -> int:  # -> blocking-async via sqlalchemy.orm.Session.scalar
        return self._db.scalar(text("select count(*) from sqlite_master"))

    def close(self) -> None:
        if self._manager is not None:
            self._manager.__exit__(None, None, None)


@app.get("/held")
async def held():  # -> blocking-async (helper) via sqlalchemy.orm.Session.scalar
    holder = Held()
    holder.open()
    count = holder.count()
    holder.close()
    return count


@app.get("/held-in-thread")
def held_in_thread():  # -> converted-def
    manager = session()
    db = manager.__enter__()
    count = db.scalar(text("select 1"))
    manager.__exit__(None, None, None)
    return count


@app.get("/plain")
async def plain():  # -> blocking-async (handler) via sqlalchemy.orm.Session.execute
    opened = Session(engine)
    db = opened.__enter__()
    db.execute(text("select 1"))
    opened.__exit__(None, None, None)


@asynccontextmanager
async def slow() -> AsyncIterator[int]:  # -> blocking-async via time.sleep
    time.sleep(0.01)
    yield 1


@app.get("/slow")
async def enter_slow():  # -> blocking-async (helper) via time.sleep
    manager = slow()
    value = await manager.__aenter__()
    await manager.__aexit__(None, None, None)
    return value


@app.get("/client")
async def client():  # -> native-async
    opened = httpx.AsyncClient()
    http = await opened.__aenter__()
    answer = await http.get("http://api.test/wells")
    await opened.__aexit__(None, None, None)
    return answer.json()


@app.get("/guarded")
async def guarded():  # -> native-async
    guard.__enter__()
    guard.__exit__(None, None, None)


@app.get("/unopened")
async def unopened():  # -> native-async
    return repr(session())[:8]
