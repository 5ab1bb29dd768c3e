from fastapi import FastAPI

from db import Item, SessionLocal


def item_names():  # -> blocking-async via sqlalchemy.orm.Query.__iter__
    with SessionLocal() as session:
        for item in session.query(Item):
            yield item.name


app = FastAPI()


@app.get("/names")
async def names():  # -> blocking-async (helper) via sqlalchemy.orm.Query.__iter__
    return [name for name in item_names()]
