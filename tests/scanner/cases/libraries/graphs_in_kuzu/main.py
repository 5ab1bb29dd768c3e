"""Kuzu and its successor Ladybug: a connection runs its queries in the thread that asks, an asynchronous one in its own."""

import kuzu
import ladybug
from fastapi import FastAPI

app = FastAPI()
database = kuzu.Database("people")
connection = kuzu.Connection(database)
asynchronous = kuzu.AsyncConnection(database)
successor = ladybug.Connection(ladybug.Database("people"))


@app.get("/asked")
async def asked():  # -> blocking-async (handler) via kuzu.Connection.execute
    return len(connection.execute("MATCH (n) RETURN n").get_all())


@app.get("/successor")
async def successor_asked():  # -> blocking-async (handler)
    return len(successor.execute("MATCH (n) RETURN n").get_all())


@app.get("/awaited")
async def awaited():  # -> native-async (async-io)
    found = await asynchronous.execute("MATCH (n) RETURN n")
    return [dict(row) for row in found.rows_as_dict()]


@app.get("/known")
async def known():  # -> native-async (no-io)
    return database is not None


@app.get("/threaded")
def threaded():  # -> converted-def
    return len(connection.execute("MATCH (n) RETURN n").get_all())
