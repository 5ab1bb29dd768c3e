"""Annotations name the blocking client where the asynchronous one is given: what is awaited tells."""

import redis
import redis.asyncio
from fastapi import FastAPI, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session

app = FastAPI()
app.state.held = {"redis": redis.asyncio.Redis(), "plain": redis.Redis()}
Maker = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))



@app.get("/awaited")
async def awaited(request: Request):  # -> native-async (async-io)
    client: redis.Redis = vars(request.app.state)["_state"]["held"].get("redis")
    await client.set("a", "1", ex=5)
    return str(await client.get("a"))


@app.get("/parameter")
async def parameter():  # -> native-async (async-io)
    async with Maker() as session:
        return await count(**dict([("db", session)]))


async def count(db: Session):  # -> native-async
    return str((await db.execute(text("select 1"))).scalar())


@app.get("/thread")
def thread(request: Request):  # -> converted-def
    client: redis.Redis = vars(request.app.state)["_state"]["held"].get("plain")
    return str(client.get("a"))
