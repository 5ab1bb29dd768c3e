from fastapi import Depends, FastAPI

from db import Item, get_db


def run(function, *args):  # -> blocking-async
    return function(*args)


def count(db, model):  # -> blocking-async via sqlalchemy.orm.Query.count
    return db.query(model).count()


app = FastAPI()


@app.get("/count")
async def read(db=Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Query.count
    return run(count, db, Item)
