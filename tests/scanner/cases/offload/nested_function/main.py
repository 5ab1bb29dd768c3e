import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/items/{item_id}")
async def read_item(item_id: int, db: Session = Depends(get_db)):  # -> native-async (offloaded)
    def load():  # -> converted-def
        return db.scalars(select(Item).where(Item.id == item_id)).one().name

    return {"name": await asyncio.to_thread(load)}
