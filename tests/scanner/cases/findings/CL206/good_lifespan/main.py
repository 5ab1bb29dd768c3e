from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("postgresql+asyncpg://app@db/app")


@asynccontextmanager
async def lifespan(app):  # -> any
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


@app.get("/one")
async def one():  # -> native-async
    async with engine.connect() as connection:
        return (await connection.execute(text("select 1"))).scalar()
