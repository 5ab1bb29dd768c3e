import sqlite3
import weakref
from fastapi import FastAPI
from typing import Any, Generic, TypeVar, overload, Self

T = TypeVar("T")
app = FastAPI()
connection = sqlite3.connect(":memory:", check_same_thread=False)


class Column(Generic[T]):
    def __init__(self, default: T, lazy: bool = False):
        self.default, self.lazy = default, lazy

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):  # -> blocking-async
        if instance is None:
            return self
        if self.lazy and self.name not in instance.values:
            instance.values[self.name] = connection.execute("select ?", (self.default,)).fetchone()[0]
        return instance.values.get(self.name, self.default)

    def __set__(self, instance, value):
        instance.values[self.name] = value


class Row:
    id = Column(1)
    body = Column("x", lazy=True)

    def __init__(self, **values: Any):
        self.values = values

    @classmethod
    def where(cls, **kw) -> "Query[Self]":
        return Query(cls, kw)


class Query(Generic[T]):
    def __init__(self, model: type[T], filters: dict):
        self.model, self.filters = model, filters

    def limit(self, n):
        return self

    def __iter__(self):  # -> blocking-async
        for (n,) in connection.execute("select 1"):
            yield self.model(id=n)

    def __len__(self):  # -> blocking-async
        return connection.execute("select count(*)").fetchone()[0]

    def __bool__(self):
        return True


@app.get("/id")
async def get_id():  # -> native-async
    return Row(id=2).id


@app.get("/body")
async def body():  # -> blocking-async
    return Row(id=2).body


@app.get("/query")
async def query():  # -> native-async
    return str(Row.where(id=1).limit(3).filters)


@app.get("/all")
async def everything():  # -> blocking-async
    return [r.id for r in Row.where(id=1)]


@app.get("/len")
async def length():  # -> blocking-async
    return len(Row.where())


@app.get("/truth")
async def truth():  # -> native-async
    return 1 if Row.where() else 2


@app.get("/unpack")
async def unpack():  # -> blocking-async
    first, *_ = Row.where()
    return first.id


@app.get("/set")
async def assign():  # -> native-async
    row = Row()
    row.body = "y"
    return row.id
