import sqlite3

from fastapi import FastAPI
from fastapi_injector import Injected, attach_injector
from injector import Injector, Module, inject, multiprovider, provider


class Settings:
    def __init__(self):  # -> blocking-async
        connection = sqlite3.connect(":memory:")
        self.level = connection.execute("select 1").fetchone()[0]


class Check:
    def passes(self) -> bool:
        return True


class Level(Check):
    @inject
    def __init__(self, settings: Settings):
        self.settings = settings

    def passes(self) -> bool:
        return self.settings.level == 1


class Checks(Module):
    @provider
    def level(self) -> Level:  # -> blocking-async via sqlite3.connect
        return Level(Settings())

    @multiprovider
    def checks(self) -> list[Check]:
        return [Check()]


app = FastAPI()
injector = Injector([Checks()])
attach_injector(app, injector)


@app.get("/settings")
def settings(found: Settings = Injected(Settings)):  # -> blocking-async (dependency)
    return found.level


@app.get("/checks")
async def checks():  # -> native-async
    return all(check.passes() for check in injector.get(list[Check]))


@app.get("/level")
async def level():  # -> blocking-async
    return injector.get(Level).passes()
