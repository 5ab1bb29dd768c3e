from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql://h/x")
aengine = create_async_engine("postgresql+asyncpg://h/x")
Local = sessionmaker(engine, class_=Session)
Async = async_sessionmaker(aengine, expire_on_commit=False, class_=AsyncSession)


def get_db():
    with Local() as s:
        yield s


async def get_async():
    async with Async() as s:
        yield s
