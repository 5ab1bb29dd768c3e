import time

from fastapi import FastAPI


class Switched:
    """The flag it was built with is changed later, from inside."""

    def __init__(self, waits):
        self.waits = waits

    def turn_on(self):
        self.waits = True

    def work(self):  # -> blocking-async via time.sleep
        if self.waits:
            time.sleep(0.001)


class Opened:
    """The flag it was built with is changed later, from outside."""

    def __init__(self, waits=False):
        self.waits_now = waits

    def work(self):  # -> blocking-async via time.sleep
        if self.waits_now:
            time.sleep(0.001)


class Named:
    """The flag is changed under a name made at run time."""

    def __init__(self, waits=False):
        self.is_waiting = waits

    def change(self, **values):
        for name, value in values.items():
            setattr(self, name, value)

    def work(self):  # -> blocking-async via time.sleep
        if self.is_waiting:
            time.sleep(0.001)


class Fixed:
    def __init__(self, waits=False):
        self.is_fixed = waits

    def work(self):  # -> blocking-async via time.sleep
        if self.is_fixed:
            time.sleep(0.001)


switched = Switched(False)
switched.turn_on()
opened = Opened()
opened.waits_now = True
named = Named()
named.change(is_waiting=True)
app = FastAPI()


@app.get("/inside")
async def inside():  # -> blocking-async via time.sleep
    switched.work()


@app.get("/outside")
async def outside():  # -> blocking-async via time.sleep
    opened.work()


@app.get("/named")
async def by_name():  # -> blocking-async via time.sleep
    named.work()


@app.get("/fixed")
async def fixed():  # -> native-async
    Fixed().work()


@app.get("/fixed-on")
async def fixed_on():  # -> blocking-async via time.sleep
    Fixed(True).work()
