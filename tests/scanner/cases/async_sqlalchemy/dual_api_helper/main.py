from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from db import Item, get_db
from legacy import get_sync_db


def by_id(key):
    return select(Item).where(Item.id == key)


def load(db: Session, key: int):  # -> converted-def
    return db.scalars(by_id(key)).one()


async def load_async(db: AsyncSession, key: int):  # -> native-async
    return (await db.scalars(by_id(key))).one()


app = FastAPI()


@app.get("/v1/items/{key}")
def read_v1(key: int, db: Session = Depends(get_sync_db)):  # -> converted-def
    return {"name": load(db, key).name}


@app.get("/v2/items/{key}")
async def read_v2(key: int, db: AsyncSession = Depends(get_db)):  # -> native-async (async-io)
    return {"name": (await load_async(db, key)).name}
