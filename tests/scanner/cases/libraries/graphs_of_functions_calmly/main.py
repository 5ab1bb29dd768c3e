"""Graphs whose nodes wait in threads or not at all, and runnables that do the same."""

import asyncio
import time

from fastapi import FastAPI, Request
from langchain_core.runnables import RunnableBinding, RunnableSerializable
from langgraph.graph import StateGraph

app = FastAPI()


def look_up(state):  # -> converted-def via time.sleep
    time.sleep(0.001)


def choose(state):  # -> converted-def via time.sleep
    time.sleep(0.001)
    return "end"


async def think(state):
    await asyncio.sleep(0)


class Store(RunnableSerializable[dict, dict]):
    def invoke(self, data):  # -> converted-def via time.sleep
        time.sleep(0.001)
        return data


class Echo(RunnableSerializable[dict, dict]):
    def invoke(self, data):
        return data

    async def ainvoke(self, data):
        return data


graph = StateGraph(dict)
graph.add_node("look", look_up)
graph.add_node(think)
graph.add_conditional_edges("look", choose, {"end": "think"})
graph = graph.compile()
listed = StateGraph(dict).add_sequence([think, look_up]).compile()
bound = RunnableBinding(bound=graph)
store = Store().with_config({})
echo = Echo().configurable_fields(kind="a")


@app.get("/looked")
async def looked():  # -> native-async
    return await graph.ainvoke({})


@app.get("/bound")
async def read_bound():  # -> native-async
    return await bound.ainvoke({})


@app.get("/streamed")
async def streamed():  # -> native-async
    return [part async for part in graph.with_config({}).astream({})]


@app.get("/threaded")
async def threaded():  # -> native-async
    return await asyncio.to_thread(graph.invoke, {})


@app.post("/stored")
async def stored():  # -> native-async
    return await store.ainvoke({})


@app.post("/many")
async def many():  # -> native-async
    return await store.abatch([{}, {}])


@app.post("/echo")
async def read_echo():  # -> native-async
    return echo.batch([{}]), await echo.abatch([{}])


@app.get("/listed")
async def read_listed():  # -> native-async
    return await listed.ainvoke({})


@app.get("/asked")
async def asked(request: Request):  # -> native-async
    return dict(request.query_params).get("kind", "a").upper()
