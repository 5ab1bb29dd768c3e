import asyncio

from fastapi import FastAPI
from sqlalchemy import select

from db import Item, SessionLocal


async def load(name):  # -> native-async
    async with SessionLocal() as db:
        return (await db.scalars(select(Item).where(Item.name == name))).all()


app = FastAPI()


@app.get("/both")
async def both():  # -> native-async
    found = await asyncio.gather(load("a"), load("b"))
    return [len(rows) for rows in found]
