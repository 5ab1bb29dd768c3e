"""Engines and connections: begin, connect, execute, results, options, raw connections, inspection."""

import asyncio

from fastapi import FastAPI
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, func, insert, inspect, select, text

engine = create_engine("postgresql+psycopg://app@db/app")
metadata = MetaData()
things = Table("things", metadata, Column("id", Integer, primary_key=True), Column("name", String(20)))


def statement(name):
    return select(things.c.id).where(things.c.name == name).order_by(things.c.id).limit(3)


def fetch():  # -> blocking-async
    with engine.connect() as connection:
        return connection.execute(statement("x")).mappings().all()


def store(connection, name):  # -> converted-def
    connection.execute(insert(things).values(name=name))


class Reader:
    def __init__(self, engine):
        self.engine = engine

    def scalar(self, query):  # -> blocking-async
        with self.engine.begin() as connection:
            return connection.scalar(query)

    def sql(self, query):
        return str(query.compile(self.engine))


reader = Reader(engine)
app = FastAPI()


@app.get("/built")
async def built():  # -> native-async
    return reader.sql(statement("x"))


@app.get("/fetched")
async def fetched():  # -> blocking-async
    return [dict(row) for row in fetch()]


@app.get("/offloaded")
async def offloaded():  # -> native-async
    return len(await asyncio.to_thread(fetch))


@app.get("/scalar")
async def scalar():  # -> blocking-async
    return reader.scalar(select(func.count()).select_from(things))


@app.post("/stored")
def stored():  # -> converted-def
    with engine.begin() as connection:
        store(connection, "a")


@app.get("/inspected")
async def inspected():  # -> blocking-async
    return inspect(engine).get_table_names()


@app.get("/streamed")
def streamed():  # -> converted-def
    with engine.connect().execution_options(stream_results=True) as connection:
        for row in connection.execute(text("select 1")):
            return row[0]
