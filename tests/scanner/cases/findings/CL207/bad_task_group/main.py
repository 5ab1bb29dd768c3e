import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db


async def load(db, name):  # -> native-async
    return (await db.scalars(select(Item).where(Item.name == name))).all()


app = FastAPI()


@app.get("/both")
async def both(db: AsyncSession = Depends(get_db)):  # -> native-async
    async with asyncio.TaskGroup() as group:
        first = group.create_task(load(db, "a"))  # !| CL207
        second = group.create_task(load(db, "b"))  # !| CL207
    return [len(first.result()), len(second.result())]
