"""Where an element of a list is after something else was put there, and functions with defaults of their own turn."""

import asyncio
import time
from collections import ChainMap

from fastapi import FastAPI

app = FastAPI()


class Tool:
    def use(self):
        return 1


class Slow(Tool):
    def use(self):  # -> blocking-async
        time.sleep(0.001)
        return 2


@app.get("/set")
async def by_index():  # -> blocking-async
    tools = [Tool()]
    tools[0] = Slow()
    return tools[0].use()


@app.get("/slice")
async def by_slice():  # -> blocking-async
    tools = [Tool(), Tool()]
    tools[1:] = [Slow()]
    return tools[1].use()


@app.get("/insert")
async def by_insert():  # -> blocking-async
    tools = [Tool()] * 2
    tools.insert(0, Slow())
    return tools[0].use()


@app.get("/placeholders")
async def placeholders():  # -> blocking-async
    tools = [None] * 2
    tools[0] = Slow()
    return tools[0].use()


@app.get("/reverse")
async def by_reverse():  # -> blocking-async
    tools = [Slow(), Tool()]
    tools.reverse()
    return tools[1].use()


@app.get("/pop")
async def by_pop():  # -> blocking-async
    tools = [Tool(), Slow()]
    tools.pop(0)
    return tools[0].use()


@app.get("/del")
async def by_deletion():  # -> blocking-async
    tools = [Tool(), Slow()]
    del tools[0]
    return tools[0].use()


@app.get("/last")
async def last():  # -> blocking-async
    tools = [Tool()]
    tools.extend([Slow()])
    return tools[-1].use()


@app.get("/first")
async def first():  # -> native-async
    tools = [Tool()]
    tools.append(Slow())
    return tools[0].use()


@app.get("/swap")
async def swapped():  # -> blocking-async
    tools = [Slow(), Tool()]
    tools[0], tools[1] = tools[1], tools[0]
    return tools[1].use()


@app.get("/layers")
async def layers():  # -> blocking-async
    return ChainMap({"x": Tool()}, {"x": Slow(), "y": Slow()})["y"].use()


@app.get("/layers/first")
async def first_layer():  # -> native-async
    return ChainMap({"x": Tool()}, {"x": Slow(), "y": Slow()})["x"].use()


@app.get("/lambdas")
async def lambdas():  # -> blocking-async
    functions = [lambda tool=tool: tool.use() for tool in (Tool(), Slow())]
    return functions[1]()


@app.get("/lambdas/named")
async def named_lambdas():  # -> blocking-async
    functions = {name: (lambda *a, tool=tool: tool.use()) for name, tool in {"x": Slow()}.items()}
    return functions["x"](1)


@app.get("/lambdas/offloaded")
async def offloaded_lambdas():  # -> native-async
    functions = [lambda tool=tool: tool.use() for tool in (Slow(), Slow())]
    return await asyncio.gather(*(asyncio.to_thread(function) for function in functions))


@app.get("/default")
async def default():  # -> blocking-async
    def inner(result=Slow().use()):
        return result

    return await asyncio.to_thread(inner)


def fill(tools):
    tools += [Slow()]


@app.get("/grown")
async def grown():  # -> blocking-async
    tools = []
    fill(tools)
    return [tool.use() for tool in tools]


@app.get("/grown/alias")
async def grown_by_alias():  # -> blocking-async
    tools = [Tool()]
    same = tools
    same += (Slow(),)
    return tools[1].use()


@app.get("/grown/tuple")
async def grown_tuple():  # -> native-async
    tools = (Tool(),)
    same = tools
    same += (Slow(),)
    return [tool.use() for tool in tools]
