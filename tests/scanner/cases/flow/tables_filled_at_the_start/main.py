import time
from contextlib import asynccontextmanager

from fastapi import FastAPI


class Task:
    def __init__(self, name):
        self.name = name

    def run(self):
        return self.name


class Slow(Task):
    def run(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return self.name


tasks = {}


def fill():
    tasks["one"] = Task("one")
    tasks["two"] = Task("two")
    tasks["three"] = Task("three")
    tasks["four"] = Task("four")
    tasks["five"] = Task("five")
    tasks["six"] = Task("six")
    tasks["seven"] = Task("seven")
    tasks["slow"] = Slow("slow")
    tasks["nine"] = Task("nine")


@asynccontextmanager
async def lifespan(app):
    fill()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/calm")
async def read_one():  # -> native-async
    return tasks["one"].run()


@app.get("/last")
async def read_last():  # -> native-async
    return tasks["nine"].run()


@app.get("/slow")
async def read_slow():  # -> blocking-async via time.sleep
    return tasks["slow"].run()


@app.get("/any/{name}")
async def read_any(name: str):  # -> blocking-async via time.sleep
    return tasks[name].run()
