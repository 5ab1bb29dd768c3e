"""Nodes of a graph are functions: asynchronous ones run on the loop, others in threads."""

import time

from fastapi import FastAPI
from langchain_core.runnables import RunnableBinding, RunnableSerializable
from langgraph.graph import StateGraph

app = FastAPI()


async def ask(state):  # -> blocking-async via time.sleep
    time.sleep(0.001)


def look_up(state):  # -> converted-def via time.sleep
    time.sleep(0.001)


async def think(state):
    return state


class Critic:
    async def __call__(self, state):  # -> blocking-async via time.sleep
        time.sleep(0.001)


class Store(RunnableSerializable[dict, dict]):
    def invoke(self, data):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return data


class Agent(RunnableBinding):
    def __init__(self, **options):
        super().__init__(bound=build(ask), **options)


def build(*nodes):
    graph = StateGraph(dict)
    for number, node in enumerate(nodes):
        graph.add_node(str(number), node)
    graph.add_edge("start", "0")
    return graph.compile()


asking = build(ask, look_up)
looking = StateGraph(dict).add_node(think).add_conditional_edges("think", look_up).compile(checkpointer=None)
nested = StateGraph(dict).add_node("inner", build(Critic())).compile()
listed = StateGraph(dict).add_sequence([think, ask]).compile()
agent = Agent(kind="a").configurable_fields(kind="b").with_types(input_type=dict)
store = Store().with_config({})


@app.get("/asked")
async def asked():  # -> blocking-async via time.sleep
    return await asking.ainvoke({})


@app.get("/streamed")
async def streamed():  # -> blocking-async via time.sleep
    return [part async for part in asking.astream({})]


@app.get("/nested")
async def read_nested():  # -> blocking-async via time.sleep
    return await nested.ainvoke({})


@app.get("/agent")
async def run_agent():  # -> blocking-async via time.sleep
    return await agent.ainvoke({})


@app.post("/stored")
async def stored():  # -> blocking-async via time.sleep
    return store.batch([{}])


@app.get("/looked")
async def looked():  # -> native-async
    return await looking.ainvoke({})


@app.get("/listed")
async def read_listed():  # -> blocking-async via time.sleep
    return await listed.ainvoke({})
