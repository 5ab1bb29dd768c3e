import requests
from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db

app = FastAPI()


@app.post("/items")
async def create(name: str, db: AsyncSession = Depends(get_db)):  # -> blocking-async (handler) via requests.post
    db.add(Item(name=name))
    await db.flush()
    requests.post("http://hooks.test/", json={"name": name})
    await db.commit()
    return {}
