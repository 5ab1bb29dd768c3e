from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


class Report:
    name: str = ""
    title = "Report"
    heavy = False

    def rows(self) -> list[list[Any]]:
        return []

    def render(self) -> str:  # -> blocking-async
        return "\n".join(",".join(map(str, row)) for row in self.rows())


class Registry:
    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._exports: dict[str, Callable[[Report], str]] = {}

    def report(self, cls: type[Report]) -> type[Report]:
        self._reports[cls.name] = cls()
        return cls

    def export(self, kind: str):
        def add(function):
            self._exports[kind] = function
            return function

        return add

    def __getitem__(self, name: str) -> Report:
        return self._reports[name]

    def __iter__(self) -> Iterator[Report]:
        return iter(self._reports.values())

    def exporter(self, kind: str) -> Callable[[Report], str]:
        return self._exports[kind]
