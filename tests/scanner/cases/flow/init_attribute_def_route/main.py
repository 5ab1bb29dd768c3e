from fastapi import Depends, FastAPI

from db import Item, get_db


class ItemRepository:
    def __init__(self, db):
        self.db = db

    def names(self):  # -> converted-def
        return [i.name for i in self.db.query(Item).all()]


app = FastAPI()


@app.get("/names")
def names(db=Depends(get_db)):  # -> converted-def
    return ItemRepository(db).names()
