from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db
from legacy import audit

app = FastAPI()


@app.get("/names")
async def names(db: AsyncSession = Depends(get_db)):  # -> blocking-async
    rows = (await db.scalars(select(Item))).all()
    audit("read")  # !! CL201
    return [row.name for row in rows]
