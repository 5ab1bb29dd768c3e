"""Functions that make empty things for others to fill: what one caller puts in is not what another finds."""

import time

from fastapi import FastAPI

app = FastAPI()


class Pipeline:
    def __init__(self):
        self.steps = []

    def add(self, step):
        self.steps.append(step)
        return self

    def run(self):  # -> blocking-async
        return [step() for step in self.steps]


def new_pipeline():
    return Pipeline()


def new_steps():
    steps = []
    return steps


def new_table():
    return {}


def put_all(found, steps):
    for step in steps:
        found.append(step)


def put_by_name(table, name, step):
    table[name] = step


def slow():  # -> blocking-async
    time.sleep(0.001)


def quick():
    return 1


@app.get("/pipeline/slow")
async def slow_pipeline():  # -> blocking-async
    return new_pipeline().add(slow).run()


@app.get("/pipeline/quick")
async def quick_pipeline():  # -> native-async
    return new_pipeline().add(quick).run()


@app.get("/pipeline/filled")
async def filled_pipeline():  # -> native-async
    pipeline = new_pipeline()
    for step in (quick, quick):
        pipeline.add(step)
    return pipeline.run()


@app.get("/steps/slow")
async def slow_steps():  # -> blocking-async
    found = new_steps()
    put_all(found, [slow])
    return [step() for step in found]


@app.get("/steps/quick")
async def quick_steps():  # -> native-async
    found = new_steps()
    put_all(found, [quick])
    return [step() for step in found]


@app.get("/table/slow")
async def slow_table():  # -> blocking-async
    table = new_table()
    put_by_name(table, "a", slow)
    return table["a"]()


@app.get("/table/quick")
async def quick_table():  # -> native-async
    table = new_table()
    put_by_name(table, "a", quick)
    return table["a"]()


@app.get("/thread")
def in_a_thread():  # -> converted-def
    return new_pipeline().add(slow).run()
