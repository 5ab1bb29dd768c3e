from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import Item, get_db


def fetch(db):  # -> converted-def
    result = db.execute(select(Item.id, Item.name))
    return result.mappings().all()


app = FastAPI()


@app.get("/rows")
def rows(db: Session = Depends(get_db)):  # -> converted-def
    return [dict(row) for row in fetch(db)]
