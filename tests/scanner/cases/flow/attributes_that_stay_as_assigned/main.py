import asyncio
import threading
import time
from types import SimpleNamespace

from fastapi import FastAPI

app = FastAPI()


class Tool:
    def use(self):
        return 1


class Slow(Tool):
    def use(self):  # -> converted-def
        time.sleep(0.001)
        return 1


class Holder:
    tool: Tool

    def look(self):
        return 1

    def note(self, value):
        self.noted = value


class Other:
    def connect(self):
        self.tool = Slow()


class Calming:
    @property
    def tool(self):
        return self._tool

    @tool.setter
    def tool(self, value):
        self._tool = Tool()


local = threading.local()
shared = SimpleNamespace(tool=Tool())


@app.get("/last")
async def last():  # -> native-async
    holder = Holder()
    holder.tool = Slow()
    holder.look()
    holder.tool = Tool()
    holder.look()
    Other().connect()
    return holder.tool.use()


@app.get("/both")
async def on_both_sides(flag: bool = False):  # -> native-async
    holder = Holder()
    holder.tool = Slow()
    if flag:
        holder.tool = Tool()
    else:
        holder.tool = Tool()
    return holder.tool.use()


@app.get("/two")
async def of_two():  # -> native-async
    calm, slow = Holder(), Holder()
    calm.tool = Tool()
    slow.tool = Slow()
    slow.note(1)
    return calm.tool.use()


@app.get("/offloaded")
async def offloaded():  # -> native-async
    holder = Holder()
    holder.tool = Slow()
    await asyncio.to_thread(holder.tool.use)
    holder.tool = Tool()
    await asyncio.sleep(0)
    return holder.tool.use()


@app.get("/property")
async def calmed():  # -> native-async
    calming = Calming()
    calming.tool = Slow()
    return calming.tool.use()


@app.get("/nonlocal")
async def never_called():  # -> native-async
    tool = Tool()

    def inner():
        nonlocal tool
        tool = Slow()

    return tool.use() if callable(inner) else 0


@app.get("/local")
async def thread_local():  # -> native-async
    if not hasattr(local, "tool"):
        local.tool = Tool()
    return local.tool.use() + shared.tool.use()
