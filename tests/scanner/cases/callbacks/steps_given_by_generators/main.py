import asyncio
import inspect
import time
from dataclasses import dataclass
from typing import Any, Callable
import requests, httpx
from fastapi import FastAPI

app = FastAPI()


@dataclass
class Step:
    name: str
    action: Callable[..., Any]
    threaded: bool = False

    async def run(self, ctx):  # -> blocking-async
        if self.threaded:
            return await asyncio.to_thread(self.action, ctx)
        out = self.action(ctx)
        if inspect.isawaitable(out):
            out = await out
        return out


class Saga:
    def __init__(self, name):
        self.name = name
        self.steps: list[Step] = []

    def step(self, name, *, threaded=False):
        def register(function):
            self.steps.append(Step(name, function, threaded))
            return function
        return register

    def add(self, name, function, threaded=False):
        self.steps.append(Step(name, function, threaded))

    def __rshift__(self, other):
        joined = Saga("x")
        joined.steps = [*self.steps, *other.steps]
        return joined

    async def __aiter__(self):
        for step in self.steps:
            yield step

    def __iter__(self):
        yield from self.steps

    def each(self):
        for step in self.steps:
            yield step

    async def execute(self):  # -> blocking-async
        async for step in self:
            await step.run({})

    async def execute1(self):  # -> blocking-async
        for step in self:
            await step.run({})

    async def execute2(self):  # -> blocking-async
        for step in self.each():
            await step.run({})

    async def execute3(self):  # -> blocking-async
        done = []
        for step in self.steps:
            done.append(step)
            await step.run({})


def slow(ctx):  # -> blocking-async
    time.sleep(0.001)

def quick(ctx):
    return 1

async def aio(ctx):
    async with httpx.AsyncClient() as c:
        await c.get("http://a.test")

one = Saga("one")
two = Saga("two")
three = Saga("three")
four = Saga("four")


@one.step("a")
def q1(ctx):
    return 1

@one.step("b", threaded=True)
def s1(ctx):  # -> converted-def
    time.sleep(0.001)

two.add("a", slow, True)
two.add("b", quick)
three.step("a", threaded=True)(slow)
four.add("a", slow)



@app.get("/one")
async def r_one():  # -> native-async
    await one.execute()

@app.get("/one1")
async def r_one1():  # -> native-async
    await one.execute1()

@app.get("/one2")
async def r_one2():  # -> native-async
    await one.execute2()

@app.get("/one3")
async def r_one3():  # -> native-async
    await one.execute3()

@app.get("/two")
async def r_two():  # -> native-async
    await two.execute()

@app.get("/two1")
async def r_two1():  # -> native-async
    await two.execute1()

@app.get("/two2")
async def r_two2():  # -> native-async
    await two.execute2()

@app.get("/two3")
async def r_two3():  # -> native-async
    await two.execute3()

@app.get("/three")
async def r_three():  # -> native-async
    await three.execute()

@app.get("/three1")
async def r_three1():  # -> native-async
    await three.execute1()

@app.get("/three2")
async def r_three2():  # -> native-async
    await three.execute2()

@app.get("/three3")
async def r_three3():  # -> native-async
    await three.execute3()

@app.get("/four")
async def r_four():  # -> blocking-async
    await four.execute()

@app.get("/four1")
async def r_four1():  # -> blocking-async
    await four.execute1()

@app.get("/four2")
async def r_four2():  # -> blocking-async
    await four.execute2()

@app.get("/four3")
async def r_four3():  # -> blocking-async
    await four.execute3()
