import time

from fastapi import FastAPI

app = FastAPI()


def slow(*args):  # -> blocking-async
    time.sleep(0.001)
    return 1


def calm(*args):
    return 1


class Job:
    def __init__(self, run):
        self.run = run

    def start(self):  # -> blocking-async
        return self.run()


one, two = (Job(run) for run in (slow, calm))
three, four = tuple(Job(run) for run in (slow, calm))
five, six = map(Job, (slow, calm))
table = dict((name, Job(run)) for name, run in (("slow", slow), ("calm", calm)))
first, *others = (Job(run) for run in (slow, calm))


@app.get("/1")
async def a():  # -> blocking-async
    return one.start()


@app.get("/2")
async def b():  # -> native-async
    return two.start()


@app.get("/3")
async def c():  # -> blocking-async
    return three.start()


@app.get("/4")
async def d():  # -> native-async
    return four.start()


@app.get("/5")
async def e():  # -> blocking-async
    return five.start()


@app.get("/6")
async def f():  # -> native-async
    return six.start()


@app.get("/table")
async def g():  # -> blocking-async
    return table["slow"].start()


@app.get("/table/calm")
async def h():  # -> native-async
    return table["calm"].start()


@app.get("/first")
async def i():  # -> blocking-async
    return first.start()


@app.get("/others")
async def j():  # -> native-async
    return others[0].start()


@app.get("/starred")
async def k():  # -> native-async
    return [*map(Job, (slow, calm))][1].start()


@app.get("/here")
async def m():  # -> native-async
    mine, yours = (Job(run) for run in (slow, calm))
    return yours.start()


@app.get("/def")
def n():  # -> converted-def
    return one.start()
