import sqlite3

from reports.registry import Registry, Report


class Sales(Report):
    name = "sales"
    heavy = True

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute("create table sales (day text, total real)")

    def rows(self):  # -> blocking-async
        return [list(row) for row in self._db.execute("select day, total from sales")]


class Targets(Report):
    name = "targets"

    def rows(self):
        return [["q1", 10], ["q2", 20]]


def setup(registry: Registry) -> None:
    for cls in (Sales, Targets):
        registry.report(cls)
