import time
from collections import ChainMap, OrderedDict, defaultdict, deque

from fastapi import FastAPI

app = FastAPI()


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.001)


def calm():
    return 1


DEFAULTS = {"run": calm}
HANDLERS = ChainMap({"slow": slow}, DEFAULTS)
QUEUE = deque([slow])
BY_KIND = defaultdict(list)
BY_KIND["a"].append(slow)
BY_KIND["b"].append(calm)
ORDERED = OrderedDict([("one", calm)])


@app.get("/chain")
async def chain():  # -> blocking-async (helper)
    HANDLERS["slow"]()


@app.get("/deque")
async def queued():  # -> blocking-async (helper)
    for each in QUEUE:
        each()


@app.get("/kind")
async def kind():  # -> blocking-async (helper)
    for each in BY_KIND["a"]:
        each()


@app.get("/ordered")
async def ordered():  # -> native-async
    for each in ORDERED.values():
        each()
