from fastapi import Depends, FastAPI

from db import Item, get_db


def finder(db):
    def find(key):  # -> blocking-async via sqlalchemy.orm.Session.get
        return db.get(Item, key)

    return find


app = FastAPI()


@app.get("/items/{key}")
async def item(key: int, db=Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Session.get
    find = finder(db)
    return {"name": find(key).name}
