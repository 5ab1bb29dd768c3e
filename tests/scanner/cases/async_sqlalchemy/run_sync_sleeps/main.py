import time

from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from db import Item, get_db


def slow_count(session):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return session.query(Item).count()


app = FastAPI()


@app.get("/count")
async def read(db: AsyncSession = Depends(get_db)):  # -> blocking-async (helper) via time.sleep
    return await db.run_sync(slow_count)
