from fastapi import FastAPI

from db import Item, SessionLocal


def names(session=None):  # -> blocking-async via sqlalchemy.orm.Query.all
    session = session or SessionLocal()
    return [item.name for item in session.query(Item).all()]


app = FastAPI()


@app.get("/names")
async def read():  # -> blocking-async (helper) via sqlalchemy.orm.Query.all
    return names()
