from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("postgresql+asyncpg://app@db/app")
app = FastAPI()


@app.on_event("shutdown")
async def close():  # -> any
    await engine.dispose()


@app.get("/one")
async def one():  # -> native-async
    async with engine.connect() as connection:
        return (await connection.execute(text("select 1"))).scalar()
