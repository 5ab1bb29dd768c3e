from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db


async def load(db, name):  # -> native-async
    return (await db.scalars(select(Item).where(Item.name == name))).all()


app = FastAPI()


@app.get("/both")
async def both(db: AsyncSession = Depends(get_db)):  # -> native-async
    return [len(await load(db, "a")), len(await load(db, "b"))]
