import contextvars
from contextlib import contextmanager

from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

Maker = sessionmaker(create_engine("postgresql+psycopg://a@b/c"))
current: contextvars.ContextVar[Session] = contextvars.ContextVar("current")
app = FastAPI()


class _Db:
    @property
    def session(self) -> Session:
        return current.get()

    def __call__(self):
        return manage()


@contextmanager
def manage():
    session = Maker()
    token = current.set(session)
    try:
        yield session
    finally:
        current.reset(token)
        session.close()


db = _Db()


def provide():
    with manage() as s:
        yield s


def count() -> int:  # -> blocking-async
    return db.session.execute(text("select 1")).scalar_one()


@app.get("/count")
async def get_count():  # -> blocking-async
    with db():
        return count()


@app.get("/opened")
async def opened():  # -> native-async
    with db() as s:
        return s.is_active


@app.get("/def")
def in_def():  # -> converted-def
    with db():
        return count()
