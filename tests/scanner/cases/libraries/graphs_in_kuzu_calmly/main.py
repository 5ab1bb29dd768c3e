"""Graphs in a file, asked in threads: by Kuzu's asynchronous connection, and by handing over a plain one."""

import asyncio

import kuzu
from fastapi import FastAPI

app = FastAPI()
database = kuzu.Database("people")
connection = kuzu.Connection(database)
asynchronous = kuzu.AsyncConnection(database)


def count(text: str):  # -> converted-def via kuzu.Connection.execute
    return len(connection.execute(text).get_all())


@app.get("/awaited")
async def awaited():  # -> native-async (async-io)
    found = await asynchronous.execute("MATCH (n) RETURN n")
    return len(found.get_all())


@app.get("/handed")
async def handed():  # -> native-async (offloaded)
    return await asyncio.to_thread(count, "MATCH (n) RETURN n")


@app.get("/threaded")
def threaded():  # -> converted-def
    return count("MATCH (n) RETURN n")
