from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db


async def names(db: AsyncSession) -> list[str]:  # -> native-async
    result = await db.execute(select(Item))
    return [item.name for item in result.scalars().all()]


app = FastAPI()


@app.get("/names")
async def read(db: AsyncSession = Depends(get_db)):  # -> native-async (async-io)
    return await names(db)
