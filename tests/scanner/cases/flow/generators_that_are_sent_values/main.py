import time

from fastapi import FastAPI

app = FastAPI()


class Tool:
    def use(self):  # -> blocking-async
        time.sleep(0.001)
        return 2

    def name(self):
        return "tool"


def echo():
    got = yield None
    while got is not None:
        got = yield got


def consumer():  # -> blocking-async
    while True:
        tool = yield
        tool.use()


def naming():
    names = []
    while True:
        tool = yield names
        names.append(tool.name())


async def aconsumer():  # -> blocking-async
    tool = yield
    while True:
        tool = yield tool.use()


def returning():
    yield 1
    return Tool()


def delegating():  # -> blocking-async
    tool = yield from returning()
    tool.use()


def calmly_delegating():
    tool = yield from returning()
    yield tool.name()


def closing():  # -> blocking-async
    try:
        yield 1
    finally:
        time.sleep(0.001)


@app.get("/echo")
async def read_echo():  # -> blocking-async
    generator = echo()
    next(generator)
    return generator.send(Tool()).use()


@app.get("/consumer")
async def read_consumer():  # -> blocking-async
    target = consumer()
    target.send(None)
    target.send(Tool())


@app.get("/consumer/async")
async def read_aconsumer():  # -> blocking-async
    target = aconsumer()
    await target.asend(None)
    return await target.asend(Tool())


@app.get("/naming")
async def read_naming():  # -> native-async
    target = naming()
    target.__next__()
    return target.send(Tool())


@app.get("/delegating")
async def read_delegating():  # -> blocking-async
    return list(delegating())


@app.get("/delegating/calm")
async def read_calmly_delegating():  # -> native-async
    return list(calmly_delegating())


@app.get("/closing")
async def read_closing():  # -> blocking-async
    generator = closing()
    next(generator)
    generator.close()


@app.get("/closing/thrown")
async def read_thrown():  # -> blocking-async
    generator = closing()
    next(generator)
    try:
        generator.throw(ValueError)
    except ValueError:
        return 1


@app.get("/closing/never")
async def read_never():  # -> native-async
    generator = closing()
    generator.close()
