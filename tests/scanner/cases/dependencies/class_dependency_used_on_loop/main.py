from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


class Items:
    def __init__(self, db: Session = Depends(get_db)):
        self.db = db

    def count(self):  # -> blocking-async via sqlalchemy.orm.Query.count
        return self.db.query(Item).count()


app = FastAPI()


@app.get("/count")
async def count(items: Items = Depends()):  # -> blocking-async (helper) via sqlalchemy.orm.Query.count
    return items.count()
