"""Patterns, ``%`` and the conditions of comprehensions ask objects of the project."""

import time
from collections import UserDict
from collections.abc import Mapping, Sequence
from string import Template

from fastapi import FastAPI

app = FastAPI()


class Row(Mapping):
    def __init__(self, names):
        self._names = names

    def __getitem__(self, name):  # -> blocking-async
        time.sleep(0.001)
        return name

    def __iter__(self):
        return iter(self._names)

    def __len__(self):
        return len(self._names)


class Kept(Row):
    def __getitem__(self, name):
        return name


class Pages(Sequence):
    def __getitem__(self, number):  # -> blocking-async
        time.sleep(0.001)
        return range(2)[number]

    def __len__(self):
        return 2


class Flag:
    def __init__(self, name):
        self.name = name

    def __bool__(self):  # -> blocking-async
        time.sleep(0.001)
        return True


class Fixed(Flag):
    def __bool__(self):
        return self.name == "a"


class Fetching(UserDict):
    def __missing__(self, name):  # -> blocking-async
        time.sleep(0.001)
        return name


class Echoing(dict):
    def __missing__(self, name):
        return name


row = Row(["a", "b"])
kept = Kept(["a", "b"])


@app.get("/pattern")
async def pattern():  # -> blocking-async
    match row:
        case {"a": found}:
            return found
    return ""


@app.get("/pattern/kept")
async def pattern_kept():  # -> native-async
    match kept:
        case {"a": found, **rest}:
            return found
    return ""


@app.get("/pattern/mapping")
async def pattern_mapping():  # -> native-async
    match row:
        case {}:
            return 1
    return 0


@app.get("/pattern/pages")
async def pattern_pages():  # -> blocking-async
    match Pages():
        case [first, second]:
            return first + second
    return 0


@app.get("/pattern/none")
async def pattern_none():  # -> native-async
    match Pages():
        case {"a": found}:
            return found
    return 0


@app.get("/template")
async def template():  # -> blocking-async
    return "%(a)s and %(b)s" % row


@app.get("/template/kept")
async def template_kept():  # -> native-async
    return "%(a)s and %(b)s" % kept


@app.get("/flags")
async def flags():  # -> blocking-async
    return [flag.name for flag in (Flag("a"), Flag("b")) if flag]


@app.get("/flags/fixed")
async def flags_fixed():  # -> native-async
    return [flag.name for flag in (Fixed("a"), Fixed("b")) if flag]


@app.get("/flags/set")
async def flags_set():  # -> native-async
    return {flag.name for flag in (Flag("a"), Flag("b")) if flag is not None}


@app.get("/substituted")
async def substituted():  # -> blocking-async
    return Template("$a and $b").substitute(Fetching(a="x"))


@app.get("/substituted/kept")
async def substituted_kept():  # -> native-async
    return Template("$a and $b").safe_substitute(Echoing(a="x"))


@app.get("/substituted/held")
async def substituted_held():  # -> native-async
    return ["b" in Fetching(a="x"), Template("$a").substitute(a=1)]
