"""Queries and databases under names that a star import brings."""

from fastapi import FastAPI

import tables
from tables import *

app = FastAPI()


def newest():  # -> blocking-async via peewee.ModelSelect.__iter__
    return [row.name for row in Order.select().where(Order.name.contains("a")).order_by(Order.name)]


def amount():  # -> converted-def via peewee.ModelSelect.count
    return int(tables.Order.select().where(tables.Order.name == "a").count())


@app.get("/newest")
async def read_newest():  # -> blocking-async (helper)
    newest()


@app.get("/first")
async def read_first():  # -> blocking-async (handler) via peewee.Model.get_or_none
    return bool(tables.Order.get_or_none(tables.Order.name == "a"))


@app.get("/tables")
async def read_tables():  # -> blocking-async (handler) via peewee.Database.get_tables
    return bool(database.get_tables())


@app.get("/amount")
def read_amount():  # -> converted-def
    return amount()


@app.get("/statement")
async def statement():  # -> native-async (no-io)
    return bool(Order.select().where(Order.tags.contains("a")))


@app.get("/closed")
async def closed():  # -> native-async (no-io)
    return bool(database.is_closed())


@app.get("/label")
async def label():  # -> native-async (no-io)
    return Order().label()
