import time
from collections import deque, namedtuple
from functools import partial
from types import MappingProxyType, SimpleNamespace

from fastapi import FastAPI

app = FastAPI()


def slow(n: int = 1) -> int:  # -> blocking-async
    time.sleep(0.001)
    return n


def calm(n: int = 1) -> int:
    return n


Pair = namedtuple("Pair", "before after")
PAIR = Pair(calm, slow)
TOOLS = MappingProxyType({"slow": slow, "calm": calm})
SPACE = SimpleNamespace(run=slow, skip=calm)
STEPS = deque([calm])
STEPS.appendleft(partial(slow, n=2))
NESTED = {"a": {"b": [calm, slow]}}


class Hooks:
    def __init__(self) -> None:
        self.hooks: dict[str, list] = {}

    def on(self, name: str):
        def register(fn):
            self.hooks.setdefault(name, []).append(fn)
            return fn

        return register

    def fire(self, name: str) -> list:  # -> blocking-async
        return [fn() for fn in self.hooks.get(name, [])]


hooks = Hooks()
calm_hooks = Hooks()


@hooks.on("saved")
def saved() -> int:  # -> blocking-async
    return slow()


@calm_hooks.on("saved")
def calmly() -> int:
    return 1


@app.get("/before")
async def before():  # -> native-async
    return PAIR.before()


@app.get("/after")
async def after():  # -> blocking-async
    return PAIR.after()


@app.get("/tools")
async def tools():  # -> native-async
    return TOOLS["calm"]()


@app.get("/tools-slow")
async def tools_slow():  # -> blocking-async
    return TOOLS["slow"]()


@app.get("/space")
async def space():  # -> blocking-async
    return SPACE.run()


@app.get("/skip")
async def skip():  # -> native-async
    return SPACE.skip()


@app.get("/steps")
async def steps():  # -> blocking-async
    return [step() for step in STEPS]


@app.get("/nested")
async def nested():  # -> blocking-async
    return NESTED["a"]["b"][1]()


@app.get("/nested-calm")
async def nested_calm():  # -> native-async
    return NESTED["a"]["b"][0]()


@app.get("/fire")
async def fire():  # -> blocking-async
    return hooks.fire("saved")


@app.get("/fire-calm")
async def fire_calm():  # -> native-async
    return calm_hooks.fire("saved")


@app.get("/fire-none")
async def fire_none():  # -> native-async
    return hooks.fire("deleted")
