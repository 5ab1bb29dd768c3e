"""The data that the suggestions are made with: ``threads.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "threads.toml"


@dataclass(frozen=True, slots=True)
class Way:
    """A function that runs a call in a worker thread; used where ``package`` is imported ("": anywhere)."""

    package: str
    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Words:
    registers: frozenset[str]
    takers: frozenset[str]
    loop_bound: frozenset[str]
    stays: frozenset[str]
    thread_bound: frozenset[str]
    offloads: frozenset[str]
    ways: tuple[Way, ...]


@cache
def words() -> Words:
    table = tomllib.loads(DATA.read_text())
    ways = tuple(Way(**row) for row in table.pop("ways"))
    return Words(**{name: frozenset(values) for name, values in table.items()}, ways=ways)
