import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def build(db):
    return db.query(Item).order_by(Item.name)


app = FastAPI()


@app.get("/names")
async def names(db: Session = Depends(get_db)):  # -> native-async (offloaded)
    query = build(db)
    rows = await asyncio.to_thread(query.all)
    return [row.name for row in rows]
