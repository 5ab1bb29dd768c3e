import functools

from fastapi import FastAPI

from db import Item, SessionLocal


def transactional(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):  # -> blocking-async via sqlalchemy.orm.Session.commit
        with SessionLocal() as session:
            result = function(*args, session=session, **kwargs)
            session.commit()
            return result

    return wrapper


@transactional
def add_item(name, session=None):
    session.add(Item(name=name))
    return name


app = FastAPI()


@app.post("/items")
async def create():  # -> blocking-async (helper) via sqlalchemy.orm.Session.commit
    return add_item("a")
