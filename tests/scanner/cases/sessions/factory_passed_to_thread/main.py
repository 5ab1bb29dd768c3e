import asyncio

from fastapi import FastAPI

from db import Item, SessionLocal


def count(factory):  # -> converted-def
    with factory() as session:
        return session.query(Item).count()


app = FastAPI()


@app.get("/count")
async def read():  # -> native-async (offloaded)
    return await asyncio.to_thread(count, SessionLocal)
