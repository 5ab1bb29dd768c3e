from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

from billing.tables import Base

engine = create_engine("postgresql+psycopg://billing")
async_engine = create_async_engine("postgresql+asyncpg://billing")
SessionLocal = sessionmaker(bind=engine)
AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)
metadata = Base.metadata
