import json
import time

from fastapi import FastAPI

app = FastAPI()
TASKS = [{"name": "send", "run": lambda: slow()}, {"name": "check", "run": lambda: quick()}]


def slow():  # -> blocking-async
    time.sleep(0.001)


def quick():
    return None


@app.get("/tasks/check")
async def check():  # -> native-async
    for task in TASKS:
        if task["name"] == "check":
            task["run"]()


@app.get("/tasks/send")
async def send():  # -> blocking-async (helper)
    for task in TASKS:
        if task["name"] != "check":
            task["run"]()


@app.get("/rows/picked")
async def picked():  # -> native-async
    rows = [{"kind": "a", "run": slow}, {"kind": "b", "run": quick}]
    return [row["run"] for row in rows if row["kind"] == "b"][0]()


@app.get("/rows/first")
async def first():  # -> native-async
    rows = [{"kind": "a", "run": slow}, {"kind": "b", "run": quick}]
    return next(row["run"] for row in rows if row.get("kind") == "b")()


@app.get("/rows/other")
async def other():  # -> blocking-async (helper)
    rows = [{"kind": "a", "run": slow}, {"kind": "b", "run": quick}]
    return next(row["run"] for row in rows if row.get("kind") != "b")()


@app.get("/flag/off")
async def flag_off():  # -> native-async
    options = {"sync": False, "page": 1}
    if options["sync"]:
        slow()


@app.get("/flag/on")
async def flag_on():  # -> blocking-async (helper)
    options = {"sync": True, "page": 2}
    if options.get("sync"):
        slow()


@app.get("/flag/tuple")
async def flag_in_a_tuple():  # -> native-async
    mode = (False, "x")
    if mode[0]:
        slow()


DEFAULTS = {"sync": False, "page": 14}


@app.get("/flag/merged")
async def flag_merged():  # -> blocking-async (helper)
    options = dict(DEFAULTS)
    options.update(json.loads('{"sync": true}'))
    if options["sync"]:
        slow()


@app.get("/flag/loaded")
async def flag_loaded():  # -> blocking-async (helper)
    options = {"sync": False, "page": 13}
    options.update(json.loads('{"sync": true}'))
    if options["sync"]:
        slow()


@app.get("/flag/spread")
async def flag_spread():  # -> blocking-async (helper)
    options = {**DEFAULTS, **json.loads('{"sync": true}')}
    if options["sync"]:
        slow()


@app.get("/flag/copied")
async def flag_copied():  # -> native-async
    options = {"sync": False} | {"page": 12}
    if options["sync"]:
        slow()


@app.get("/callback/none")
async def no_callback():  # -> native-async
    hooks = {"done": None, "page": 3}
    if hooks["done"]:
        slow()


def arm(hooks):
    hooks["done"] = slow


@app.get("/callback/filled")
async def filled():  # -> blocking-async (helper)
    hooks = {"done": None, "page": 4}
    arm(hooks)
    if hooks["done"]:
        hooks["done"]()


@app.get("/callback/turns")
async def in_turns():  # -> blocking-async (helper)
    hooks = {"done": None, "page": 5}
    for _ in range(2):
        if hooks["done"]:
            hooks["done"]()
        hooks["done"] = slow


@app.get("/replaced")
async def replaced():  # -> native-async
    hooks = {"run": slow, "page": 6}
    hooks["run"] = quick
    hooks["run"]()


@app.get("/updated")
async def updated():  # -> native-async
    hooks = {"run": slow, "page": 7}
    hooks.update({"run": quick})
    hooks["run"]()


@app.get("/united")
async def united():  # -> native-async
    hooks = {"run": slow, "page": 8}
    hooks |= {"run": quick}
    hooks["run"]()


@app.get("/replaced/slow")
async def replaced_by_slow():  # -> blocking-async (helper)
    hooks = {"run": quick, "page": 9}
    also = hooks
    hooks["run"] = slow
    also["run"]()


@app.get("/replaced/perhaps")
async def perhaps(page: int = 1):  # -> blocking-async (helper)
    hooks = {"run": slow, "page": 10}
    if page > 1:
        hooks["run"] = quick
    hooks["run"]()


@app.get("/replaced/inside")
async def inside():  # -> blocking-async (helper)
    hooks = {"run": quick, "other": quick, "page": 11}

    def set_up():
        hooks["run"] = slow

    hooks["other"] = quick
    set_up()
    hooks["run"]()
