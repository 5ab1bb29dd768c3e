"""What a module writes over in a dict, or in a copy of one, is gone before requests come."""

import copy
from collections import defaultdict

import requests
from fastapi import FastAPI

app = FastAPI()


class Remote:
    def fetch(self):  # -> blocking-async
        return requests.get("http://a.test").text


class Memory:
    def fetch(self):
        return "x"


class Holder:
    def __init__(self, tools):
        self.tools = tools


base = {"reader": Remote(), "other": Memory()}
by_method = base.copy()
by_method["reader"] = Memory()
by_call = dict(base)
by_call.update(reader=Memory())
by_module = copy.copy(base)
by_module["reader"] = Memory()
deep = copy.deepcopy(base)
deep |= {"reader": Memory()}
own = {"reader": Remote()}
own["reader"] = Memory()
held = {"reader": Memory()}
holder = Holder(held)
held["reader"] = Remote()
sometimes = {"reader": Remote()}
if not base:
    sometimes["reader"] = Memory()
first = {"reader": Remote()}
second = first
second["other"] = Memory()
made = defaultdict(Memory, reader=Remote())
also_made = made.copy()
also_made["reader"] = Memory()


@app.get("/base")
async def a():  # -> blocking-async
    return base["reader"].fetch()


@app.get("/by-method")
async def b():  # -> native-async
    return by_method["reader"].fetch()


@app.get("/by-call")
async def c():  # -> native-async
    return by_call["reader"].fetch()


@app.get("/by-module")
async def d():  # -> native-async
    return by_module["reader"].fetch()


@app.get("/deep")
async def e():  # -> native-async
    return deep["reader"].fetch()


@app.get("/own")
async def f():  # -> native-async
    return own["reader"].fetch()


@app.get("/held")
async def g():  # -> blocking-async
    return holder.tools["reader"].fetch()


@app.get("/sometimes")
async def h():  # -> blocking-async
    return sometimes["reader"].fetch()


@app.get("/first")
async def i():  # -> blocking-async
    return first["reader"].fetch()


@app.get("/made")
async def j():  # -> blocking-async
    return made["reader"].fetch()


@app.get("/local")
async def k():  # -> native-async
    tools = base.copy()
    tools["reader"] = Memory()
    return tools["reader"].fetch()


@app.get("/def")
def l():  # -> converted-def
    return base["reader"].fetch()
