from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from psycopg_pool import AsyncConnectionPool


@asynccontextmanager
async def lifespan(app):  # -> native-async
    app.state.pool = AsyncConnectionPool("dbname=app")
    await app.state.pool.open()
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan)


@app.get("/one")
async def one(request: Request):  # -> native-async (async-io)
    async with request.app.state.pool.connection() as connection:
        cursor = await connection.execute("select 1")
        return str(await cursor.fetchone())
