from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def active(db):
    return db.query(Item).filter(Item.name != "")


app = FastAPI()


@app.get("/names")
async def names(db: Session = Depends(get_db)):  # -> blocking-async (handler) via sqlalchemy.orm.Query.__iter__
    return [item.name for item in active(db)]
