from fastapi import Depends, FastAPI

from db import Item, get_db


def with_defaults(function, **options):  # -> blocking-async
    options.setdefault("limit", 5)
    return function(**options)


def listing(db, limit):  # -> blocking-async via sqlalchemy.orm.Query.all
    return [i.name for i in db.query(Item).limit(limit).all()]


app = FastAPI()


@app.get("/items")
async def items(db=Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Query.all
    return with_defaults(listing, db=db)
