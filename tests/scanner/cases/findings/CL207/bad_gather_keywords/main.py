import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db


async def load(db, **wanted):  # -> native-async
    return (await db.scalars(select(Item).filter_by(**wanted))).all()


app = FastAPI()


@app.get("/both")
async def both(db: AsyncSession = Depends(get_db), first: str = "a"):  # -> native-async
    found = await asyncio.gather(load(db, name=first), load(db, name=first))  # !! CL207
    return [len(rows) for rows in found]
