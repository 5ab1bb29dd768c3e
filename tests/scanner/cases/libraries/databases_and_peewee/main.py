"""An asynchronous query library beside a synchronous one."""

import sqlite3

import aiosqlite
from fastapi import FastAPI

local = sqlite3.connect(":memory:", check_same_thread=False)


async def names():  # -> native-async
    async with aiosqlite.connect(":memory:") as db:
        async with db.execute("select 1") as cursor:
            return [row[0] async for row in cursor]


def names_now():  # -> blocking-async
    return [row[0] for row in local.execute("select 1")]


async def both():  # -> blocking-async
    return await names() + names_now()


app = FastAPI()


@app.get("/async")
async def read_async():  # -> native-async
    return await names()


@app.get("/both")
async def read_both():  # -> blocking-async
    return await both()


@app.get("/now")
def read_now():  # -> converted-def
    return names_now()
