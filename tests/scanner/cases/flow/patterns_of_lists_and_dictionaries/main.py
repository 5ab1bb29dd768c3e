import time
from fastapi import FastAPI

app = FastAPI()


def slow():  # -> blocking-async
    time.sleep(0.001)
    return 1


def first(rows):  # -> blocking-async
    match rows:
        case []:
            return slow()
        case [one]:
            return one
        case [one, *rest]:
            return len(rest)


def first_clean(rows):
    match rows:
        case []:
            return 0
        case [one]:
            return slow()
        case [one, *rest]:
            return slow()


def second(rows):  # -> blocking-async
    match rows:
        case []:
            return slow()
        case [one]:
            return 3
        case _:
            return slow()


def by_kind(event):  # -> blocking-async
    match event:
        case {"kind": "slow"}:
            return slow()
        case {"kind": "quick"}:
            return 1


@app.get("/empty")
async def empty():  # -> blocking-async
    return first([])


@app.get("/empty-clean")
async def empty_clean():  # -> native-async
    return first_clean([])


@app.get("/one-clean")
async def one_clean():  # -> native-async
    return second([1])


@app.get("/kind-slow")
async def kind_slow():  # -> blocking-async
    return by_kind({"kind": "slow"})


@app.get("/kind-quick")
async def kind_quick():  # -> native-async
    return by_kind({"kind": "quick"})


def run_one(steps):  # -> blocking-async
    match steps:
        case [run]:
            return run()
        case [_, *others]:
            return len(others)


def run_last(steps):  # -> blocking-async
    match steps:
        case [_, *_, run]:
            return run()
    return 0


def run_named(event):  # -> blocking-async
    match event:
        case {"run": run, "times": int(times)}:
            return [run() for _ in range(times)]
        case {"run": run, **others} | {"call": run, **others}:
            return run()


def quick():
    return 1


@app.get("/one-step")
async def one_step():  # -> blocking-async
    return run_one([slow])


@app.get("/two-steps")
async def two_steps():  # -> native-async
    return run_one([slow, slow])


@app.get("/last")
async def last():  # -> blocking-async
    return run_last([quick, quick, slow])


@app.get("/last-quick")
async def last_quick():  # -> native-async
    return run_last((slow, quick))


@app.get("/named")
async def named():  # -> blocking-async
    return run_named({"run": slow, "times": 2})


@app.get("/named-quick")
async def named_quick():  # -> native-async
    return run_named({"call": quick, "run_later": slow})


@app.get("/grown")
async def grown():  # -> blocking-async
    rows = []
    rows.append(2)
    return second([1, *rows])
