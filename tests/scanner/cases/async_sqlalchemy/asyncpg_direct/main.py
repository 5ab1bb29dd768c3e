import asyncpg
from fastapi import FastAPI

app = FastAPI()


async def fetch(query):  # -> native-async
    connection = await asyncpg.connect("postgresql://app@db/app")
    try:
        return await connection.fetch(query)
    finally:
        await connection.close()


@app.get("/rows")
async def rows():  # -> native-async (async-io)
    return len(await fetch("select 1"))
