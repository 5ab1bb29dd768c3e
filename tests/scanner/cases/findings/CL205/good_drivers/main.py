from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

sync_engine = create_engine("postgresql+psycopg://app@db/app")
async_engine = create_async_engine("postgresql+psycopg://app@db/app")
other_engine = create_async_engine("mysql+aiomysql://app@db/app")
app = FastAPI()


@app.get("/one")
async def one():  # -> native-async
    async with async_engine.connect() as connection:
        return (await connection.execute(text("select 1"))).scalar()
