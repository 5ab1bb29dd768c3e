import time

import asyncpg
import psycopg2
from fastapi import FastAPI
from sqlalchemy import create_engine, event, text

engine = create_engine("postgresql+psycopg://app@db/app")
app = FastAPI()


@event.listens_for(engine, "before_cursor_execute")
def wait(connection, cursor, statement, parameters, context, many):  # -> converted-def via time.sleep
    time.sleep(0.01)


async def count():  # -> native-async
    connection = await asyncpg.connect("postgresql://app@db/app")
    return await connection.fetchval("select 1")


def count_aside():  # -> blocking-async via psycopg2.connect
    return psycopg2.connect("dbname=app").cursor() is not None


@app.get("/mapped")
def mapped():  # -> converted-def
    with engine.connect() as connection:
        return connection.execute(text("select 1")).scalar()


@app.get("/driver")
async def driver():  # -> native-async
    return {"rows": str(await count())}


@app.get("/other")
async def other():  # -> blocking-async (helper) via psycopg2.connect
    return count_aside()
