from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db
from legacy import audit

app = FastAPI()


@app.get("/items")
async def items(db: AsyncSession = Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Session.commit
    rows = (await db.scalars(select(Item))).all()
    audit("items read")
    return [row.name for row in rows]
