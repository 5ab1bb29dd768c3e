from fastapi import Depends, FastAPI

from db import Item, get_db


class ItemRepository:
    def __init__(self, db):
        self.db = db

    def names(self):  # -> blocking-async via sqlalchemy.orm.Query.all
        return [i.name for i in self.db.query(Item).all()]


app = FastAPI()


@app.get("/names")
async def names(db=Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Query.all
    return ItemRepository(db).names()
