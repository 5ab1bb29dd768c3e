from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


class CountMixin:
    def count(self):
        return self.db.query(self.model).count()


class ItemRepository(CountMixin):
    model = Item

    def __init__(self, db):
        self.db = db

    def table(self):
        return self.model.__tablename__


app = FastAPI()


@app.get("/table")
async def table(db: Session = Depends(get_db)):  # -> native-async (no-io)
    return ItemRepository(db).table()
