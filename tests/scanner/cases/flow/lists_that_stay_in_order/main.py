import asyncio
import time
from collections import ChainMap

from fastapi import FastAPI

app = FastAPI()


class Tool:
    def use(self):
        return 1


class Slow(Tool):
    def use(self):  # -> converted-def
        time.sleep(0.001)
        return 2


@app.get("/appended")
async def appended():  # -> native-async
    tools = [Tool()]
    tools.append(Slow())
    tools += [Slow()]
    return tools[0].use()


@app.get("/pair")
async def pair():  # -> native-async
    tools = (Tool(), Slow())
    return tools[0].use() + tools[-2].use()


@app.get("/moved")
async def moved():  # -> native-async
    tools = [Tool(), Tool()]
    tools.reverse()
    tools.insert(0, Tool())
    tools.pop()
    return tools[1].use()


@app.get("/layers")
async def layers():  # -> native-async
    return ChainMap({"x": Tool()}, {"x": Slow(), "y": Slow()})["x"].use()


@app.get("/lambdas")
async def lambdas():  # -> native-async
    functions = [lambda tool=tool: tool.use() for tool in (Tool(), Tool())]
    return functions[1]()


@app.get("/lambdas/offloaded")
async def offloaded():  # -> native-async
    functions = [lambda tool=tool: tool.use() for tool in (Slow(), Slow())]
    return await asyncio.gather(*(asyncio.to_thread(function) for function in functions))


@app.get("/repeated")
async def repeated():  # -> native-async
    tools = [Tool()] * 3 + 2 * [Tool()]
    return sum(tool.use() for tool in tools)
