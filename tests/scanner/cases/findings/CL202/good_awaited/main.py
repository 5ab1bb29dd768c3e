import asyncio

import httpx
from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db

client = httpx.AsyncClient()
app = FastAPI()


@app.post("/items")
async def create(db: AsyncSession = Depends(get_db)):  # -> native-async
    db.add(Item(name="a"))
    await db.commit()
    pending = client.get("http://a.test/")
    await asyncio.gather(pending, client.get("http://b.test/"))
    return {}
