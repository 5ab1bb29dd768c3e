"""Modules that are loaded by the path of their file: what they hold, and what they register."""

import importlib.util
from glob import glob
from os.path import basename, dirname, join
from pathlib import Path

from fastapi import FastAPI

from registry import JOBS

HERE = Path(__file__).parent


def load(name):
    spec = importlib.util.spec_from_file_location(name, HERE / "plugins" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_fast():
    spec = importlib.util.spec_from_file_location("quick", f"{dirname(__file__)}/plugins/fast.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


for file in glob(join(dirname(__file__), "jobs", "*.py")):
    found = importlib.util.spec_from_file_location(basename(file), file)
    found.loader.exec_module(importlib.util.module_from_spec(found))

app = FastAPI()
fast = load_fast()


@app.get("/fast")
async def quickly():  # -> native-async (no-io)
    return fast.run()


@app.get("/any/{name}")
def by_name(name: str):  # -> converted-def
    return load(name).run()


@app.get("/nightly")
def nightly():  # -> converted-def
    return JOBS["nightly"]()
