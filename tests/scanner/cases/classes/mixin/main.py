from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


class CountMixin:
    def count(self):  # -> blocking-async via sqlalchemy.orm.Query.count
        return self.db.query(self.model).count()


class Repository:
    def __init__(self, db):
        self.db = db


class ItemRepository(CountMixin, Repository):
    model = Item


app = FastAPI()


@app.get("/count")
async def count(db: Session = Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Query.count
    return ItemRepository(db).count()
