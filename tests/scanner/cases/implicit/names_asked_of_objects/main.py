"""``hasattr`` and ``getmembers`` ask for attributes, and a property is a function that one can take."""

import inspect
import time

import lazy
from fastapi import FastAPI

app = FastAPI()


class Account:
    name = "n"

    @property
    def balance(self):  # -> blocking-async
        time.sleep(0.001)
        return 1

    def close(self):
        time.sleep(0.001)


class Proxy:
    def __getattr__(self, name):  # -> blocking-async
        if name.startswith("_"):
            raise AttributeError(name)
        time.sleep(0.001)
        return name


class Owner:
    name = "n"

    def __init__(self):
        self.age = 1

    def close(self):
        time.sleep(0.001)


@app.get("/property")
async def property():  # -> blocking-async
    return hasattr(Account(), "balance")


@app.get("/made")
async def made():  # -> blocking-async
    return hasattr(Proxy(), "anything")


@app.get("/members")
async def members():  # -> blocking-async
    return len(inspect.getmembers(Account(), inspect.ismethod))


@app.get("/taken")
async def taken():  # -> blocking-async
    return Account.balance.fget(Account())


@app.get("/module")
async def module():  # -> blocking-async
    return lazy.client


@app.get("/imported")
async def imported():  # -> blocking-async
    from lazy import client

    return client


@app.get("/calm/method")
async def calm_method():  # -> native-async
    return hasattr(Account(), "close")


@app.get("/calm/name")
async def calm_name():  # -> native-async
    return hasattr(Account(), "name")


@app.get("/calm/class")
async def calm_class():  # -> native-async
    return hasattr(Account, "balance")


@app.get("/calm/attribute")
async def calm_attribute():  # -> native-async
    return hasattr(Owner(), "age")


@app.get("/calm/members")
async def calm_members():  # -> native-async
    return len(inspect.getmembers(Owner(), inspect.ismethod))


@app.get("/calm/module")
async def calm_module():  # -> native-async
    return lazy.VERSION


@app.get("/calm/imported")
async def calm_imported():  # -> native-async
    from lazy import VERSION

    return VERSION
