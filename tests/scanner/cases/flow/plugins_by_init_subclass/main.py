"""Plugins announce themselves through ``__init_subclass__`` or a metaclass, and are found by name."""

import time

from fastapi import FastAPI

PLUGINS = {}


class Plugin:
    def __init_subclass__(cls, name, **options):
        super().__init_subclass__(**options)
        PLUGINS[name] = cls

    def run(self):
        raise NotImplementedError


class Sleeping(Plugin, name="sleeping"):
    def run(self):  # -> blocking-async
        time.sleep(0.001)


class Counting(Plugin, name="counting"):
    def run(self):
        return 1


class Registered(type):
    known = {}

    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.known[name] = cls
        return cls


class Job(metaclass=Registered):
    def work(self):
        return 0


class SlowJob(Job):
    def work(self):  # -> blocking-async
        time.sleep(0.001)
        return 1


app = FastAPI()


@app.get("/sleeping")
async def sleeping():  # -> blocking-async
    return PLUGINS["sleeping"]().run()


@app.get("/counting")
async def counting():  # -> native-async
    return PLUGINS["counting"]().run()


@app.get("/all")
def every():  # -> converted-def
    return [plugin().run() for plugin in PLUGINS.values()]


@app.get("/job")
async def job():  # -> blocking-async
    return Registered.known["SlowJob"]().work()
