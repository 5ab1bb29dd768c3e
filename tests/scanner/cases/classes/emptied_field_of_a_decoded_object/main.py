import pickle
import time
from dataclasses import dataclass, field

from fastapi import FastAPI

app = FastAPI()


@dataclass
class Tool:
    name: str

    def run(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return self.name


@dataclass
class State:
    tools: list[Tool]
    notes: list[str] = field(default_factory=list)


first = State([])
first.__dict__.update(tools=[Tool("wait")], notes=["b"])
stored = pickle.dumps({"a": first})


def find(name: str) -> State:
    return pickle.loads(stored)[name]


def without_tools(state: State) -> State:
    state.tools = []
    state.notes = []
    return state


@app.get("/states")
async def run_first():  # -> blocking-async (helper) via time.sleep
    tool = next((t for t in find("a").tools if t.name), None)
    if tool is None:
        return "none"
    return tool.run()


@app.get("/copies")
async def copy():  # -> native-async (no-io)
    state = find("a")
    note = next((n for n in state.notes if n), None)
    return [note, without_tools(state).notes]


@app.get("/emptied")
async def run_none():  # -> native-async (no-io)
    state = State(tools=[])
    return [tool.run() for tool in state.tools]
