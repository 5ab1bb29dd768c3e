"""The standard library's database module behind a repository, a row factory and a connection manager."""

import asyncio
import sqlite3
from contextlib import closing, contextmanager

from fastapi import Depends, FastAPI

shared = sqlite3.connect(":memory:", check_same_thread=False)
shared.execute("create table things (id integer primary key, name text)")
shared.row_factory = sqlite3.Row


@contextmanager
def cursor():  # -> blocking-async
    with closing(shared.cursor()) as opened:
        yield opened
    shared.commit()


class Things:
    def __init__(self, connection):
        self.connection = connection

    def all(self):  # -> blocking-async
        return [dict(row) for row in self.connection.execute("select * from things")]

    def add(self, name):  # -> converted-def
        with self.connection:
            self.connection.execute("insert into things (name) values (?)", (name,))

    def table(self):
        return "things"


def things():
    return Things(shared)


def count():  # -> blocking-async
    with cursor() as opened:
        return opened.execute("select count(*) from things").fetchone()[0]


app = FastAPI()


@app.get("/all")
async def read_all(found=Depends(things)):  # -> blocking-async
    return found.all()


@app.post("/add")
def add(found: Things = Depends(things)):  # -> converted-def
    found.add("a")


@app.get("/count")
async def read_count():  # -> native-async
    return await asyncio.to_thread(count)


@app.get("/count/inline")
async def count_inline():  # -> blocking-async
    return count()


@app.get("/table")
async def table(found: Things = Depends(things)):  # -> native-async
    return found.table()
