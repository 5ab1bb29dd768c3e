"""Coroutines that are used as if somebody had awaited them: ``rows = db.execute(...)``, ``rows.all()``."""

from __future__ import annotations

import asyncio
import types
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.engine.bodies import IR, last
from scanner.engine.evidence import Sighting
from scanner.engine.frames import Frame
from scanner.engine.noted import Notebook, Noted
from scanner.engine.stack import role_of
from scanner.engine.values import Atom, Coroutine, ExtAwaitable, Value

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_READ = "read-unawaited:"
_KEPT = "kept-unawaited:"
_ROLES = frozenset({"async-session", "async-connection"})
# A task may stand for the coroutine that it runs.
_OWN = frozenset(dir(types.CoroutineType)) | frozenset(dir(asyncio.Task))


def note_read(vm: Machine, frame: Frame, value: Value, attr: str, line: int) -> None:
    """An attribute is read of what is nothing but a coroutine, which has no such attribute."""
    if attr in _OWN or len(value) != 1:
        return
    symbol = _symbol(vm, next(iter(value)))
    if symbol:
        frame.activation.loads[f"{_READ}{symbol}"] = line


def note_use(vm: Machine, frame: Frame, value: Value, line: int) -> None:
    """What a call gave is tested, compared, looped over or indexed at once."""
    symbol = _symbol(vm, next(iter(value))) if len(value) == 1 else ""
    if symbol:
        frame.activation.loads[f"never-awaited:{symbol}"] = line


def note_kept(vm: Machine, frame: Frame, value: Value, target: IR, line: int) -> None:
    """What a call gave is kept under a name."""
    symbol = _symbol(vm, next(iter(value))) if len(value) == 1 and target[0] == "N" else ""
    if symbol:
        frame.activation.loads[f"{_KEPT}{target[1]}:{symbol}"] = line


def _symbol(vm: Machine, atom: Atom) -> str:
    """What made a coroutine; empty where it may be more than a coroutine."""
    if isinstance(atom, Coroutine):
        return atom.func.func.symbol
    if isinstance(atom, ExtAwaitable) and atom.row is not None and atom.row.effect == "async-io":
        owner = atom.row.name.rpartition(".")[0]
        return atom.row.name if role_of(vm.catalog, owner) in _ROLES else ""
    return ""


class Unawaited:
    """Places the fault at the call that lacks its ``await``."""

    def __init__(self, book: Notebook) -> None:
        self.book = book

    def sightings(self) -> Iterator[Sighting]:
        for func, nodes in self.book.nodes.items():
            loads = {item for node in nodes for item in node.loads.items()}
            for name, line in sorted(item for item in loads if item[0].startswith(_READ)):
                noted = self.book.read(func)
                symbol = name.removeprefix(_READ)
                for place in sorted(set(_places(noted, symbol, line))):
                    yield Sighting("never-awaited", symbol, func.symbol, func.module.path, place)
            for what, line in sorted(item for item in loads if item[0].startswith(_KEPT)):
                name, _, symbol = what.removeprefix(_KEPT).partition(":")
                if _is_forgotten(self.book.read(func), name):
                    yield Sighting("never-awaited", symbol, func.symbol, func.module.path, line)


def _places(noted: Noted, symbol: str, line: int) -> Iterator[int]:
    """Lines of the calls behind the attributes that are read on a line."""
    name = _last_part(symbol)
    for part in noted.body.nodes:
        if part[0] == "A" and part[1] == line:
            made = noted.body.values(part[2][1]) if part[2][0] == "N" else [part[2]]
            yield from (e[1] for e in made if e[0] == "C" and last(e[2]) == name)


def _is_forgotten(noted: Noted, name: str) -> bool:
    """Whether a function mentions a name of its own only where it assigns it."""
    nodes = noted.body.nodes
    outer = any(node[0] in ("global", "nonlocal") and name in node[2] for node in nodes)
    return not outer and nodes.count(("N", name)) == 1


def _last_part(symbol: str) -> str:
    """``app.db:Repo.find`` -> ``find``."""
    return symbol.rpartition(":")[2].rpartition(".")[2]
