from contextvars import ContextVar

from fastapi import Depends, FastAPI

from db import Item, SessionLocal

current = ContextVar("current")


async def bind_session():
    with SessionLocal() as session:
        current.set(session)
        yield


def count():  # -> blocking-async via sqlalchemy.orm.Query.count
    return current.get().query(Item).count()


app = FastAPI(dependencies=[Depends(bind_session)])


@app.get("/count")
async def read():  # -> blocking-async (helper) via sqlalchemy.orm.Query.count
    return count()
