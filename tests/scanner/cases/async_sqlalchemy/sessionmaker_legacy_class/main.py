from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import sessionmaker

from db import Item, engine

AsyncSessionLocal = sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


async def get_session():
    async with AsyncSessionLocal() as session:
        yield session


app = FastAPI()


@app.get("/first")
async def first(session=Depends(get_session)):  # -> native-async (async-io)
    result = await session.execute(select(Item).limit(1))
    return {"name": result.scalars().first().name}
