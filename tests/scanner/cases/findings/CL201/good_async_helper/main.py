from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db


async def audit(db, text):  # -> native-async
    db.add(Item(name=text))
    await db.commit()


app = FastAPI()


@app.get("/names")
async def names(db: AsyncSession = Depends(get_db)):  # -> native-async
    rows = (await db.scalars(select(Item))).all()
    await audit(db, "read")
    return [row.name for row in rows]
