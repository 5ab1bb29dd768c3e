import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def load(db, key):  # -> converted-def
    return db.get(Item, key)


def save(db):  # -> converted-def
    db.commit()


app = FastAPI()


@app.put("/items/{key}")
async def put(key: int, name: str, db: Session = Depends(get_db)):  # -> native-async (offloaded)
    item = await asyncio.to_thread(load, db, key)
    item.name = name
    await asyncio.to_thread(save, db)
    return {"name": name}
