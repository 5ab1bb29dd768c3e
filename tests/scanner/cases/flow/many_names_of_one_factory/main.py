import enum
import time

import requests
from fastapi import FastAPI

app = FastAPI()


class Memory:
    def read(self) -> int:
        return 1


class Web:
    def read(self) -> int:  # -> blocking-async via requests.get
        return requests.get("http://a.test").status_code


KINDS = {name: Memory for name in ("a",)} | {"b": Memory, "c": Memory, "d": Memory, "web": Web, "last": Memory}


def store(kind: str) -> Memory | Web:
    return KINDS[kind]()


def service(kind: str) -> Memory | Web:
    return store(kind)


class Step(enum.Enum):
    LOAD = "load"
    SORT = "sort"
    JOIN = "join"
    TRIM = "trim"
    FILL = "fill"
    WAIT = "wait"


def run(step: Step) -> str:  # -> blocking-async via time.sleep
    if step is Step.WAIT:
        time.sleep(0.001)
    return step.value


@app.get("/many")
async def many() -> int:  # -> native-async
    return sum(service(kind).read() for kind in ("b", "c", "d", "last"))


@app.get("/b")
async def of_b() -> int:  # -> native-async
    return service("b").read()


@app.get("/c")
async def of_c() -> int:  # -> native-async
    return service("c").read()


@app.get("/d")
async def of_d() -> int:  # -> native-async
    return service("d").read()


@app.get("/web")
async def of_web() -> int:  # -> blocking-async via requests.get
    return service("web").read()


@app.get("/last")
async def of_last() -> int:  # -> native-async
    return service("last").read()


@app.get("/asked/{kind}")
def asked(kind: str) -> int:  # -> converted-def
    return service("web" if kind == "1" else kind).read()


@app.get("/load")
async def load() -> str:  # -> native-async
    return run(Step.LOAD)


@app.get("/sort")
async def sort() -> str:  # -> native-async
    return run(Step.SORT)


@app.get("/join")
async def join() -> str:  # -> native-async
    return run(Step.JOIN)


@app.get("/trim")
async def trim() -> str:  # -> native-async
    return run(Step.TRIM)


@app.get("/wait")
async def wait() -> str:  # -> blocking-async via time.sleep
    return run(Step.WAIT)


@app.get("/fill")
async def fill() -> str:  # -> native-async
    return run(Step.FILL)
