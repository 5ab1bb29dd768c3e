import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session, object_session

from db import Item, get_db


def load(db, key):  # -> converted-def
    return db.get(Item, key)


def touch(item):  # -> blocking-async via sqlalchemy.orm.Session.flush
    item.name = "touched"
    object_session(item).flush()


app = FastAPI()


@app.post("/items/{key}/touch")
async def post(key: int, db: Session = Depends(get_db)):  # -> blocking-async (helper)
    item = await asyncio.to_thread(load, db, key)
    touch(item)
    return {}
