from contextlib import asynccontextmanager
from typing import AsyncGenerator

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session

engine = create_async_engine("postgresql+asyncpg://db.test/app")


class Registry:
    def __init__(self):
        self.factories: dict[str, async_sessionmaker] = {}
        self.factories["default"] = async_sessionmaker(engine)

    @asynccontextmanager
    async def session(self, name: str = "default") -> AsyncGenerator[AsyncSession, None]:  # -> any
        session = self.factories.get(name)()
        try:
            yield session
        finally:
            await session.close()


registry = Registry()
app = FastAPI()


async def count(session: Session):  # -> native-async via sqlalchemy.ext.asyncio.AsyncSession.execute
    return (await session.execute(text("select 1"))).scalar()


@app.get("/count")
async def read():  # -> native-async via sqlalchemy.ext.asyncio.AsyncSession.execute
    async with registry.session() as session:
        return await count(session)
