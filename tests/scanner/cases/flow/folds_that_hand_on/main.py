import time
from functools import reduce

from fastapi import FastAPI


def slow(lines):  # -> blocking-async
    for line in lines:
        time.sleep(0.001)
        yield line


def upper(lines):  # -> blocking-async
    for line in lines:
        yield line.upper()


def joined(*steps):
    def run(lines):  # -> blocking-async
        return list(reduce(lambda stream, step: step(stream), steps, iter(lines)))

    return run


class Stage:
    def __init__(self, name, inner=None):
        self.name = name
        self.inner = inner

    def add(self, name):
        return Stage(name, self)

    def run(self):  # -> blocking-async
        if self.name == "slow":
            time.sleep(0.001)
        return self.inner.run() if self.inner else self.name


def chained(*names):
    return reduce(Stage.add, names, Stage("start"))


quick, whole = joined(upper, upper), joined(slow, upper)
app = FastAPI()


@app.get("/quick")
async def read_quick():  # -> native-async
    return quick(["a"])


@app.get("/whole")
async def read_whole():  # -> blocking-async
    return whole(["a"])


@app.get("/whole/def")
def read_whole_def():  # -> converted-def
    return whole(["a"])


@app.get("/stages")
async def stages():  # -> blocking-async
    return chained("slow", "end").run()
