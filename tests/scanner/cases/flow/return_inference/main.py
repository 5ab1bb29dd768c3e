from fastapi import FastAPI

from db import Item, SessionLocal


def open_session():
    return SessionLocal()


def choose(fresh):
    if fresh:
        return open_session()
    return None


app = FastAPI()


@app.get("/count")
async def count():  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    session = choose(True)
    if session is None:
        return {"count": 0}
    total = session.query(Item).count()
    session.close()
    return {"count": total}
