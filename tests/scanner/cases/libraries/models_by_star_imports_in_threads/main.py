"""The same names of a star import, where the queries run in threads and the loop only builds them."""

import asyncio

from fastapi import FastAPI

from tables import *

app = FastAPI()


def newest():  # -> converted-def via peewee.ModelSelect.__iter__
    return [row.name for row in Order.select().where(Order.name.contains("a"))]


@app.get("/newest")
async def read_newest():  # -> native-async (offloaded)
    await asyncio.to_thread(newest)


@app.get("/first")
def read_first():  # -> converted-def
    return bool(Order.get_or_none(Order.name == "a"))


@app.get("/tables")
async def read_tables():  # -> native-async (offloaded)
    return bool(await asyncio.to_thread(database.get_tables))


@app.get("/statement")
async def statement():  # -> native-async (no-io)
    return bool(Order.select().where(Order.tags.contains("a")))


@app.get("/label")
async def label():  # -> native-async (no-io)
    return Order().label()
