import sqlite3
from collections.abc import Callable

from fastapi import FastAPI

app = FastAPI()


class Store:
    def __init__(self, read: Callable[[], list]):
        self.read = read

    @classmethod
    def on(cls, read):
        return cls(read)

    def find(self):  # -> converted-def
        return self.read()


class Users(Store):
    pass


class Orders(Store):
    pass


class Reports(Store):
    def find(self):
        return []


def from_disk():  # -> converted-def
    return sqlite3.connect(":memory:").execute("select 1").fetchall()


@app.get("/users")
async def users():  # -> native-async
    return Users.on(lambda: []).find()


@app.get("/orders")
def orders():  # -> converted-def
    return Orders.on(from_disk).find()


@app.get("/reports")
async def reports():  # -> native-async
    return Reports.on(from_disk).find()
