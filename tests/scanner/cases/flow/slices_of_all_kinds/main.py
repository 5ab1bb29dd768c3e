import time

from fastapi import FastAPI

app = FastAPI()


class Page:
    def __init__(self, number):
        self.number = number

    def __index__(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return self.number


class Window:
    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, part):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return self.rows[part]


def limit():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 2


def first():
    return 1


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.001)


def quick():
    return None


@app.get("/upper-bound")
async def upper_bound():  # -> blocking-async (helper) via time.sleep
    return [1, 2, 3][: limit()]


@app.get("/step")
async def step():  # -> blocking-async (helper) via time.sleep
    return "abcdef"[:: limit()]


@app.get("/index-object")
async def index_object():  # -> blocking-async (helper) via time.sleep
    return [1, 2, 3][Page(1) :]


@app.get("/own-class")
async def own_class():  # -> blocking-async (helper) via time.sleep
    return Window([1, 2, 3])[:2]


@app.get("/assigned")
async def assigned():  # -> blocking-async (helper) via time.sleep
    steps = [quick]
    steps[:] = [slow]
    for run in steps:
        run()
    return len(steps)


@app.get("/several")
async def several():  # -> blocking-async (helper) via time.sleep
    rows = [1, 2, 3]
    del rows[limit() :]
    return rows


@app.get("/plain")
async def plain():  # -> native-async (no-io)
    rows = [1, 2, 3, 4]
    rows[first() :] = [5]
    return rows[:: first()]


@app.get("/in-thread")
def in_thread():  # -> converted-def (born-def)
    return [1, 2, 3][first() :]
