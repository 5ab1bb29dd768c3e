"""Graphs of Neptune that are made and asked in threads."""

import asyncio
from functools import lru_cache

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from langchain_aws.graphs import NeptuneGraph

app = FastAPI()


@lru_cache
def opened():  # -> converted-def
    return NeptuneGraph(host="localhost")


def asked(text: str):  # -> converted-def
    opened().query(text)
    return True


@app.get("/handed")
async def handed():  # -> native-async (offloaded)
    return await run_in_threadpool(asked, "MATCH (n) RETURN n")


@app.get("/also")
async def also():  # -> native-async (offloaded)
    return await asyncio.to_thread(asked, "MATCH (n) RETURN n")


@app.get("/threaded")
def threaded():  # -> converted-def
    return asked("MATCH (n) RETURN n")
