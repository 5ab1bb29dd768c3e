from fastapi import FastAPI
from sqlalchemy import text

from db import engine


async def ping():  # -> native-async
    async with engine.connect() as connection:
        return (await connection.execute(text("select 1"))).scalar()


app = FastAPI()


@app.get("/health")
async def health():  # -> native-async (async-io)
    return {"db": await ping()}
