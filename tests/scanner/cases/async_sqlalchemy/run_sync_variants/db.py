from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

factory = async_sessionmaker(create_async_engine("postgresql+asyncpg://app@db/app"))
engine = create_engine("postgresql://app@db/app")
other = sessionmaker(engine)
