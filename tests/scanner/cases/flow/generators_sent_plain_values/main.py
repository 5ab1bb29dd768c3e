import time

from fastapi import FastAPI

app = FastAPI()


class Tool:
    def use(self):
        time.sleep(0.001)

    def name(self):
        return "tool"


def naming():
    names = []
    while True:
        tool = yield names
        if tool is not None:
            names.append(tool.name())


async def averages():
    total, count = 0, 0
    average = None
    while True:
        value = yield average
        total, count = total + value, count + 1
        average = total / count


def returning():
    yield 1
    return Tool()


def delegating():
    tool = yield from returning()
    yield tool.name()


def closing():
    try:
        yield 1
    finally:
        time.sleep(0.001)


@app.get("/naming")
async def read_naming():  # -> native-async
    target = naming()
    next(target)
    return target.send(Tool())


@app.get("/averages")
async def read_averages():  # -> native-async
    target = averages()
    await target.__anext__()
    await target.asend(2)
    found = await target.asend(4)
    await target.aclose()
    return found


@app.get("/delegating")
async def read_delegating():  # -> native-async
    return list(delegating())


@app.get("/closing")
async def read_closing():  # -> native-async
    closing().close()
