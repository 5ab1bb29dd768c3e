import time
from concurrent.futures import ThreadPoolExecutor, as_completed

from fastapi import FastAPI

app = FastAPI()


class Clock:
    def wait(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)


class Bell:
    def ring(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)


class Store:
    def read(self):  # -> converted-def via time.sleep
        time.sleep(0.01)


class Quiet:
    def wait(self):
        return self

    def read(self):
        return 1


def open_store(name):
    return Store()


def open_quiet(name):
    return Quiet()


names = {Clock(): "clock"}
bells = {}
for label in ("first", "second"):
    bells[Bell()] = label


@app.get("/looped")
async def looped():  # -> blocking-async (helper) via time.sleep
    for clock in names:
        clock.wait()


@app.get("/items")
async def items():  # -> blocking-async (helper) via time.sleep
    for bell, _ in bells.items():
        bell.ring()


@app.get("/listed")
async def listed():  # -> blocking-async (helper) via time.sleep
    list(names.keys())[0].wait()


@app.get("/made")
async def made():  # -> native-async
    quiet = {Quiet(): size for size in (1, 2)}
    return [each.wait() is each for each in quiet]


@app.get("/looked-up")
async def looked_up():  # -> native-async
    clock = Clock()
    held = {clock: "clock"}
    return held[clock].upper()


@app.get("/results")
def results():  # -> converted-def
    with ThreadPoolExecutor() as pool:
        futures = {pool.submit(open_store, name): name for name in ("a", "b")}
        for future in as_completed(futures):
            future.result().read()


@app.get("/filled")
def filled():  # -> converted-def
    futures = {}
    with ThreadPoolExecutor() as pool:
        for name in ("a", "b"):
            futures[pool.submit(open_quiet, name)] = name
        return [future.result().read() for future in as_completed(futures)]
