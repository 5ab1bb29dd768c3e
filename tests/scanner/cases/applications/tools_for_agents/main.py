import time

from fastapi import FastAPI

from agent.loop import Agent, Planner, Step
from agent.tools import base, everything, extra

app = FastAPI()
seen = []


@app.get("/add")
async def a():  # -> native-async
    return await base.run("add", a=1, b=2)


@app.get("/fetch")
async def b():  # -> native-async
    return await base.run("fetch", url="http://x.test/")


@app.get("/scrape")
async def c():  # -> blocking-async
    return await extra.run("scrape", url="http://x.test/")


@app.get("/scrape/off")
async def d():  # -> native-async
    return await everything.run("scrape_off", url="http://x.test/")


@app.get("/everything/add")
async def e():  # -> native-async
    return await everything["add"](a=1, b=1)


@app.get("/describe")
async def f():  # -> native-async
    return everything.describe()


@app.get("/agent")
async def g():  # -> native-async
    return await Agent(base, [seen.append]).run(Planner(Step("add", {"a": 1, "b": 2})))


@app.get("/agent/slow")
async def h():  # -> blocking-async
    observers = [lambda step: time.sleep(0.001)]
    return await Agent(base, observers).run(Planner(Step("add", {"a": 1, "b": 2})))


@app.get("/agent/scrape")
async def i():  # -> blocking-async
    return await Agent(extra).run(Planner(Step("scrape", {"url": "http://x.test/"})))


@app.get("/many")
async def j():  # -> native-async
    return await base.run_all([("add", {"a": 1, "b": 2}), ("fetch", {"url": "http://x.test/"})])


@app.get("/is-async")
async def k():  # -> native-async
    return everything["scrape"].is_async


@app.get("/def")
def m():  # -> converted-def
    return extra["scrape"].call(url="http://x.test/")
