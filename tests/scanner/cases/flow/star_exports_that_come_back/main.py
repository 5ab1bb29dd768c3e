"""A package exports what a module of it took from the package itself, beside a module of the same name."""

import tools
from fastapi import FastAPI
from tools import clock, journal

app = FastAPI()


@app.get("/write")
async def write():  # -> blocking-async (helper) via time.sleep
    journal.write("line")


@app.get("/whole")
async def whole():  # -> blocking-async (helper) via time.sleep
    tools.journal.write("line")


@app.get("/name")
async def name():  # -> native-async (no-io)
    return journal.name()


@app.get("/clock")
async def tick():  # -> native-async (no-io)
    return clock.tick()


@app.get("/both")
async def both():  # -> native-async (no-io)
    return [tools.clock.tick(), tools.journal.name()]
