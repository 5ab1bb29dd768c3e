from fastapi import FastAPI

from db import Item, SessionLocal


def add(name):  # -> blocking-async via sqlalchemy.orm.Session.commit
    session = SessionLocal()
    try:
        session.add(Item(name=name))
        session.commit()
    finally:
        session.close()


def add_in_thread(name):  # -> converted-def
    with SessionLocal() as session:
        session.add(Item(name=name))
        session.commit()


app = FastAPI()


@app.post("/items")
async def create():  # -> blocking-async (helper) via sqlalchemy.orm.Session.commit
    add("a")
    return {}


@app.post("/items/threaded")
def create_threaded():  # -> converted-def
    add_in_thread("b")
    return {}
