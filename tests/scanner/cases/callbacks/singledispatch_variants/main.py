"""``singledispatch`` and ``singledispatchmethod`` choose by the type of the argument."""

import functools
import time

from fastapi import FastAPI


class Slow:
    pass


class Quick:
    pass


@functools.singledispatch
def handle(value):
    return "default"


@handle.register
def _slow(value: Slow):  # -> blocking-async
    time.sleep(0.001)
    return "slow"


@handle.register(Quick)
def _quick(value):
    return "quick"


class Visitor:
    @functools.singledispatchmethod
    def visit(self, node):
        return "default"

    @visit.register
    def _(self, node: Slow):  # -> blocking-async
        time.sleep(0.001)
        return "slow"

    @visit.register
    def _visit_quick(self, node: Quick):
        return "quick"


app = FastAPI()


@app.get("/slow")
async def slow():  # -> blocking-async
    return handle(Slow())


@app.get("/quick")
async def quick():  # -> native-async
    return handle(Quick())


@app.get("/text")
async def text():  # -> native-async
    return handle("text")


@app.get("/visit/slow")
async def visit_slow():  # -> blocking-async
    return Visitor().visit(Slow())


@app.get("/visit/quick")
async def visit_quick():  # -> native-async
    return Visitor().visit(Quick())
