import sqlite3
from contextlib import contextmanager
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


class Db:
    def __init__(self):  # -> blocking-async
        self.raw = sqlite3.connect(":memory:", check_same_thread=False)

    def query(self, text, *, one=False):  # -> blocking-async
        cursor = self.raw.execute(text)
        return cursor.fetchone() if one else cursor.fetchall()


class Null:
    def query(self, text, *, one=False):
        return text


def with_db(**options):
    return {"db": Db() if options.get("real") else Null(), **options}


def pair(db, n):
    return n, (db, {"inner": [db]})


def dig(thing):  # -> blocking-async
    n, (db, rest) = thing
    return rest["inner"][0].query("select 1", one=True)


REAL = with_db(real=True)
FAKE = with_db(real=False)


@app.get("/real")
async def real():  # -> blocking-async
    return dig(pair(REAL["db"], 1))


@app.get("/fake")
async def fake():  # -> native-async
    return dig(pair(Null(), 1))


@app.get("/kw")
async def kw():  # -> blocking-async
    def inner(**kw):  # -> blocking-async
        return kw["a"]["db"].query("select 1")

    return inner(a={"db": Db()})


@app.get("/kw-off")
async def kw_off():  # -> blocking-async
    def inner(**kw):  # -> converted-def
        return kw["a"]["db"].query("select 1")

    return await run_in_threadpool(inner, a={"db": Db()})


@app.get("/kw-null")
async def kw_null():  # -> native-async
    def inner(*args, **kw):
        return args[0][1].query("select 1"), kw

    return inner((1, Null()), a={"db": 2})
