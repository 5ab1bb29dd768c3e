from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db

app = FastAPI()


@app.get("/names")
async def names(db: AsyncSession = Depends(get_db)):  # -> native-async (async-io)
    rows = await db.stream_scalars(select(Item))
    return [item.name async for item in rows]
