"""FalkorDB asked without blocking: a client that is made once, and what waits in threads."""

from contextlib import asynccontextmanager

from falkordb import FalkorDB
from falkordb.asyncio import FalkorDB as AsyncFalkorDB
from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool


def connect():  # -> converted-def
    return AsyncFalkorDB(host="localhost")


def count(client: FalkorDB):  # -> converted-def
    return len(client.select_graph("people").query("MATCH (n) RETURN n").result_set)


@asynccontextmanager
async def lifespan(app: FastAPI):  # -> native-async
    app.state.client = await run_in_threadpool(connect)
    yield
    await app.state.client.aclose()


app = FastAPI(lifespan=lifespan)
kept = FalkorDB(host="localhost")


@app.get("/asked")
async def asked(request: Request):  # -> native-async (async-io)
    client: AsyncFalkorDB = request.app.state.client
    found = await client.select_graph("people").query("MATCH (n) RETURN n")
    return len(found.result_set)


@app.get("/listed")
async def listed(request: Request):  # -> native-async (async-io)
    await request.app.state.client.list_graphs()
    return True


@app.get("/chosen")
async def chosen():  # -> native-async (no-io)
    return kept.select_graph("people") is not None


@app.get("/counted")
async def counted():  # -> native-async (offloaded)
    return await run_in_threadpool(count, kept)
