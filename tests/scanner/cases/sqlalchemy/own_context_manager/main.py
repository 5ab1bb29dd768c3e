from contextlib import contextmanager

from fastapi import FastAPI

from db import Item, SessionLocal


@contextmanager
def session_scope():  # -> blocking-async via sqlalchemy.orm.Session.commit
    session = SessionLocal()
    try:
        yield session
        session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


app = FastAPI()


@app.post("/items")
async def create():  # -> blocking-async via sqlalchemy.orm.Session.commit
    with session_scope() as session:
        session.add(Item(name="a"))
    return {}
