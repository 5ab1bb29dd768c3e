import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def load(db, key):  # -> converted-def
    return db.get(Item, key)


app = FastAPI()


@app.get("/items/{key}")
async def read(key: int, db: Session = Depends(get_db)):  # -> blocking-async
    item = await asyncio.to_thread(load, db, key)
    db.expire(item)
    return {"name": item.name}
