import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


def rename(db, key, name):  # -> converted-def
    item = db.get(Item, key)
    item.name = name
    db.commit()
    return item


app = FastAPI()


@app.put("/items/{key}")
async def put(key: int, db: Session = Depends(get_db)):  # -> blocking-async
    item = await asyncio.to_thread(rename, db, key, "n")
    return {"id": item.id, "name": item.name}
