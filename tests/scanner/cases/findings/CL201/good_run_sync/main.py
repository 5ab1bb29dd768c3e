from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db


def count(session):  # -> any
    return session.query(Item).count()


app = FastAPI()


@app.get("/count")
async def read(db: AsyncSession = Depends(get_db)):  # -> native-async
    return await db.run_sync(count)
