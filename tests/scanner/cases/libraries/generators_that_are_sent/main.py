"""Generators are read by what sends them, where it is called: on the loop, although the sending awaits."""

import asyncio
import sqlite3
import time

import aiosqlite
import httpx
from fastapi import FastAPI

LENGTH = {"content-length": "5"}
app = FastAPI()


def slow_rows():  # -> blocking-async
    for number in range(3):
        time.sleep(0.01)
        yield (number,)


def rows():
    for number in range(3):
        yield (number,)


async def slow_chunks():  # -> blocking-async
    time.sleep(0.01)
    yield b"chunk"


async def chunks():
    await asyncio.sleep(0)
    yield b"chunk"


def threaded_rows():  # -> converted-def
    time.sleep(0.01)
    yield (1,)


class Store:
    async def write(self, data):  # -> blocking-async
        async with httpx.AsyncClient() as client:
            return (await client.post("http://api.test/x", content=data, headers=LENGTH)).status_code


store = Store()


@app.get("/content")
async def content():  # -> blocking-async (helper) via time.sleep
    return await store.write(slow_chunks())


@app.get("/calm-content")
async def calm_content():  # -> native-async (async-io)
    return await store.write(chunks())


@app.get("/unsent")
async def unsent():  # -> native-async (no-io)
    made = slow_rows()
    return str(type(made))


@app.get("/many")
async def many():  # -> native-async (async-io)
    async with aiosqlite.connect(":memory:") as connection:
        await connection.execute("create table t (n int)")
        await connection.executemany("insert into t values (?)", list(rows()))
    return "ok"


@app.get("/listed")
async def listed():  # -> blocking-async (helper) via time.sleep
    return sum(number for (number,) in slow_rows())


@app.get("/threaded")
def threaded():  # -> converted-def (born-def)
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (n int)")
    connection.executemany("insert into t values (?)", threaded_rows())
    connection.executemany("insert into t values (?)", (row for row in threaded_rows()))
    return "ok"
