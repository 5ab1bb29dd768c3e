import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import Item, get_db

app = FastAPI()


@app.get("/names")
async def names(db: Session = Depends(get_db)):  # -> native-async (offloaded)
    result = await asyncio.to_thread(db.execute, select(Item.name))
    return [row[0] for row in result.all()]
