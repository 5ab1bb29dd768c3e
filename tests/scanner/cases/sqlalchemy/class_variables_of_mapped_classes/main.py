"""A mapped class holds its session in a class variable: no column, though it is annotated like one."""

from fastapi import FastAPI
from sqlalchemy import select

from db import Trade, init_db

init_db("postgresql+psycopg://app@db/app")
app = FastAPI()


@app.get("/pairs")
async def pairs():  # -> blocking-async via sqlalchemy.orm.Session.scalars
    return Trade.pairs()


@app.get("/count")
def count():  # -> converted-def
    return Trade.count()


@app.get("/statement")
async def statement():  # -> native-async
    return str(select(Trade.id).where(Trade.pair == "x"))


@app.get("/limits")
async def limits():  # -> native-async
    return Trade.limits["open"]
