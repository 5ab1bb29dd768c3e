import collections.abc
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping

from fastapi import FastAPI

app = FastAPI()
lock = threading.Lock()


class Slow:
    def get(self, name):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return name


class Frozen(Mapping):
    def __init__(self, entries):
        self.entries = entries

    def __getitem__(self, name):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return self.entries[name]

    def __iter__(self):
        return iter(self.entries)

    def __len__(self):
        return len(self.entries)


def as_mapping(value):
    return value if isinstance(value, Mapping) else {}


def is_no_mapping(value):
    if not isinstance(value, collections.abc.Mapping):
        return value
    return Slow()


@app.get("/object")
async def of_object():  # -> native-async (no-io)
    return as_mapping(Slow()).get("a")


@app.get("/lock")
async def of_lock():  # -> native-async (no-io)
    return len(as_mapping(lock))


@app.get("/none-and-text")
async def of_plain_values():  # -> native-async (no-io)
    return [len(as_mapping(each)) for each in (None, "a", 1, [Slow()], Slow().get)]


@app.get("/dict")
async def of_dict():  # -> native-async (no-io)
    return as_mapping({"a": 1}).get("a")


@app.get("/dict-of-objects")
async def of_dict_of_objects():  # -> blocking-async (helper) via time.sleep
    return as_mapping({"a": Slow()})["a"].get("a")


@app.get("/ordered")
async def of_ordered():  # -> blocking-async (helper) via time.sleep
    return as_mapping(OrderedDict(a=Slow()))["a"].get("a")


@app.get("/own")
async def of_own_mapping():  # -> blocking-async (helper) via time.sleep
    return as_mapping(Frozen({"a": 1}))["a"]


@app.get("/negated")
async def negated():  # -> blocking-async (helper) via time.sleep
    return is_no_mapping({"a": 1}).get("a")


@app.get("/negated-object")
async def negated_object():  # -> blocking-async (helper) via time.sleep
    return is_no_mapping(Slow()).get("a")
