"""Databases of Peewee's extensions, one of them of a class of its own, connected around each request."""

from fastapi import FastAPI
from playhouse.sqlite_ext import SqliteExtDatabase
from playhouse.sqliteq import SqliteQueueDatabase


class Store(SqliteQueueDatabase):
    def drop(self, table):  # -> blocking-async
        return self.execute_sql(f"drop table {table}")

    def describe(self):
        return "store"


store = Store("file.db", autostart=False)
archive = SqliteExtDatabase("archive.db")
app = FastAPI()


@app.middleware("http")
async def connected(request, call_next):  # -> blocking-async via peewee.Database.connect
    if not store.is_closed():
        store.connect()
    return await call_next(request)


@app.get("/drop")
async def drop():  # -> blocking-async (helper)
    store.drop("old")


@app.get("/archive")
def tables():  # -> converted-def
    return {"tables": bool(archive.get_tables())}


@app.get("/open")
async def is_open():  # -> native-async (no-io)
    return {"closed": bool(store.is_closed())}


@app.get("/name")
async def name():  # -> native-async (no-io)
    return store.describe()
