"""Graphs of Neptune read their schema when they are made, and ask in the thread they are asked in."""

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from langchain_aws import NeptuneAnalyticsGraph
from langchain_aws.graphs import NeptuneGraph

app = FastAPI()
kept = NeptuneAnalyticsGraph(graph_identifier="people")


def opened():  # -> blocking-async via langchain_aws.NeptuneGraph
    return NeptuneGraph(host="localhost")


@app.get("/opened")
async def open_graph():  # -> blocking-async (helper)
    return opened() is not None


@app.get("/asked")
async def asked():  # -> blocking-async (handler) via langchain_aws.NeptuneAnalyticsGraph.query
    kept.query("MATCH (n) RETURN n")
    return True


@app.get("/handed")
async def handed():  # -> native-async (offloaded)
    await run_in_threadpool(kept.query, "MATCH (n) RETURN n")
    return True


@app.get("/known")
async def known():  # -> native-async (no-io)
    return kept is not None


@app.get("/threaded")
def threaded():  # -> converted-def
    kept.query("MATCH (n) RETURN n")
    return True
