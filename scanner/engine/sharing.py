"""Rows beside those of another session, queries in loops, and offloads of what has already run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.engine.bodies import IR, Body, dotted, last, receiver, root, walk, walk_here
from scanner.engine.evidence import Sighting
from scanner.engine.expiry import is_row
from scanner.engine.inventory import holds_session
from scanner.engine.mapping import is_mapped
from scanner.engine.noted import Notebook, Noted
from scanner.engine.program import FuncDef
from scanner.engine.task_sharing import TaskSharing
from scanner.engine.unawaited import Unawaited
from scanner.engine.values import ClassAtom, ExtInstance, Instance, Value

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_LOADS = "load-in-loop:"
_QUERIES = "looped-query:"


class Crossing:
    """Rows that one session loaded, put into another or tied to rows of another."""

    def __init__(self, book: Notebook) -> None:
        self.book, self.vm = book, book.judge.vm
        self._foreign: dict[FuncDef, bool] = {}

    def sightings(self) -> Iterator[Sighting]:
        for func in self.book.nodes:
            if self._may_cross(func):
                yield from self._crossed(self.book.read(func))

    def _may_cross(self, func: FuncDef) -> bool:
        return any(word in ("joins", "relates") for node in self.book.nodes[func] for word, _ in node.notes)

    def _crossed(self, noted: Noted) -> Iterator[Sighting]:
        origins = _Origins(self, noted)
        for call in noted.notes("joins"):
            mine = origins.session(receiver(call))
            for expression in (each for given in call[3] for each in self._joined(noted, given[2])):
                theirs = origins.of(expression)
                if mine and theirs and theirs != mine and not _is_let_go(noted, expression, theirs, call[1]):
                    yield self._sighting(noted, dotted(expression) or root(expression), call[1])
        for store in noted.notes("relates"):
            # ``row.many += [...]`` adds to what is there, and ``setattr()`` names no target.
            for target in store[2] if store[0] == "=" else ():
                mine = origins.of(target[2]) if target[0] == "A" else ""
                theirs = origins.of(store[3])
                if mine and theirs and theirs != mine:
                    yield self._sighting(noted, f"{target[3]}", store[1])

    def _joined(self, noted: Noted, expression: IR, depth: int = 3) -> Iterator[IR]:
        """What comes along with an argument: elements of a display, rows that a new one is made with."""
        yield expression
        inner: list[IR] = []
        if expression[0] in ("T", "L", "SET"):
            inner = list(expression[2])
        elif expression[0] == "N":
            made = noted.body.values(expression[1])
            inner = made if len(made) == 1 and made[0][0] == "C" and self._makes_row(noted, made[0]) else []
        elif expression[0] == "C" and self._makes_row(noted, expression):
            inner = [given for _, keyword, given in expression[3] if keyword and given[0] != "A"]
        for each in inner if depth else ():
            yield from self._joined(noted, each, depth - 1)

    def _makes_row(self, noted: Noted, call: IR) -> bool:
        """Whether a call makes an object of a mapped class."""
        from scanner.engine.expressions import evaluate

        if not dotted(call[2]):
            return False
        made = evaluate(self.vm, self.vm.execute(noted.func.module), call[2])
        return any(isinstance(atom, ClassAtom) and is_mapped(self.vm, atom.cls) for atom in made)

    def _sighting(self, noted: Noted, subject: str, line: int) -> Sighting:
        return Sighting("crossed-session", subject, noted.func.symbol, noted.func.module.path, line)

    def brings_own_rows(self, func: FuncDef) -> bool:
        """Whether a function returns rows of a session that is neither given to it nor asked for by name."""
        known = self._foreign.get(func)
        if known is None:
            self._foreign[func] = False
            known = self._foreign[func] = self._brings(func)
        return known

    def _brings(self, func: FuncDef) -> bool:
        nodes = self.book.nodes.get(func, ())
        if not any(_rows(self.vm, node.result) for node in nodes):
            return False
        if any(holds_session(self.vm, value) for node in nodes for value in node.bound):
            return False
        noted = self.book.read(func)
        return bool(noted.notes("opens")) or bool(self.global_sessions(noted))

    def global_sessions(self, noted: Noted) -> set[str]:
        """Plain names of module-level sessions that a body mentions."""
        frame = noted.func.module.frame
        names = {node[1] for node in noted.body.nodes if node[0] == "N"}
        held = frame.vars if frame is not None else {}
        return {name for name in names if holds_session(self.vm, held.get(name, frozenset()))}


def _is_let_go(noted: Noted, row: IR, session: str, line: int) -> bool:
    """Whether a row has left the session that loaded it: ``expunge(row)``, ``expunge_all()``."""
    for call in noted.notes("lets-go"):
        given = {dotted(expression) for _, _, expression in call[3]}
        if call[1] <= line and (dotted(row) in given or (not given and receiver(call) == session)):
            return True
    return False


class _Origins:
    """Within one function: which session a row came from, by the session's name there."""

    def __init__(self, crossing: Crossing, noted: Noted) -> None:
        self.crossing, self.noted = crossing, noted
        self.names = self._session_names()

    def session(self, name: str) -> str:
        """One name for each session: dependencies that are asked for twice are one."""
        return self.names.get(name, "")

    def _session_names(self) -> dict[str, str]:
        vm, func = self.crossing.vm, self.noted.func
        out: dict[str, str] = {}
        for run in self.noted.nodes:
            for param, value in zip(func.params, run.bound, strict=True):
                if holds_session(vm, value):
                    out[param[0]] = _asked_for(param) or param[0]
        opened = {id(e) for e in self.noted.notes("opens")}
        for source, target, line in _bindings(self.noted.body):
            if target[0] == "N" and any(id(each) in opened for each in walk(source)):
                out[target[1]] = f"{target[1]}@{line}"
        return out | {name: name for name in self.crossing.global_sessions(self.noted)}

    def of(self, expression: IR, depth: int = 4) -> str:
        """The session behind a row; empty where it is unclear or the row belongs to none."""
        if expression[0] == "AW":
            return self.of(expression[2], depth)
        if expression[0] == "N" and depth:
            found = {self.of(value, depth - 1) for value in self.noted.body.values(expression[1])}
            return next(iter(found)) if len(found) == 1 else ""
        if expression[0] == "C":
            name = root(expression)
            if name in self.names:
                return self.names[name] if self._brings_rows(expression) else ""
            for target in self.noted.entered(expression):
                if target.func is not None and self.crossing.brings_own_rows(target.func):
                    return f"{target.func.symbol}()"
                if target.func is not None and _rows(self.crossing.vm, target.result):
                    return self._given(target.func, expression)
        if expression[0] in ("A", "S") and root(expression) not in self.names:
            return self.of(expression[2], depth)
        return ""

    def _brings_rows(self, call: IR) -> bool:
        """``merge`` and its like hand back rows of the session they are called on, as queries do."""
        return bool(call[2][0] == "A")

    def _given(self, func: FuncDef, call: IR) -> str:
        """The session that a call hands to a function which loads rows with it."""
        found = {self.names[dotted(e)] for _, _, e in call[3] if dotted(e) in self.names}
        return next(iter(found)) if len(found) == 1 else ""


def _bindings(body: Body) -> Iterator[tuple[IR, IR, int]]:
    """``(value, target, line)`` of assignments to one target and of ``with ... as`` clauses."""
    for part in walk_here(*body.statements):
        if part[0] == "with":
            for line, value, target in part[2]:
                if target is not None:
                    yield value, target, line
        elif part[0] == "=" and len(part[2]) == 1:
            yield part[3], part[2][0], part[1]


def _asked_for(param: IR) -> str:
    """What a parameter's default or annotation calls for, whichever way it is written; else empty."""
    said = [part for part in param[2:4] if part is not None]
    if not any(node[0] == "C" for node in walk(*said)):
        return ""
    return " ".join(str(node[-1]) for node in walk(*said) if node[0] in ("N", "A", "K"))


def _rows(vm: Machine, value: Value, depth: int = 3) -> bool:
    """Whether a value holds rows that a session loaded."""
    for atom in value:
        if isinstance(atom, Instance) and is_row(atom) and is_mapped(vm, atom.cls):
            return True
        if isinstance(atom, ExtInstance) and depth and any(_rows(vm, v, depth - 1) for _, v in atom.params):
            return True
    return False


class Repetition:
    """Helpers that query once for each turn of a loop, and offloads of what has already run."""

    def __init__(self, book: Notebook) -> None:
        self.book = book

    def sightings(self) -> Iterator[Sighting]:
        for noted in self.book.having("repeats", "offloads:"):
            yield from self._queries(noted)
            yield from self._results(noted)
        for func, nodes in self.book.nodes.items():
            if any(name.startswith((_LOADS, _QUERIES)) for node in nodes for name in node.loads):
                yield from self._loads(self.book.read(func))
                yield from self._looped(self.book.read(func))

    def _looped(self, noted: Noted) -> Iterator[Sighting]:
        """Queries of a loop that goes on after them."""
        found = {(name, line) for node in noted.nodes for name, line in node.loads.items()}
        for name, line in sorted(found):
            symbol = name.removeprefix(_QUERIES)
            calls = noted.body.calls(line, symbol.rpartition(".")[2])
            once = bool(calls) and all(noted.body.runs_once(call) for call in calls)
            if name.startswith(_QUERIES) and not once:
                yield Sighting("query-in-loop", symbol, noted.func.symbol, noted.func.module.path, line)

    def _loads(self, noted: Noted) -> Iterator[Sighting]:
        """Lazy loads on what changes from turn to turn; the same object loads once."""
        found = {(name, line) for node in noted.nodes for name, line in node.loads.items()}
        for name, line in sorted(found):
            reads = [part for part in noted.body.nodes if part[0] == "A" and part[1] == line]
            if name.startswith(_LOADS) and any(root(part) in noted.body.turns(part) for part in reads):
                symbol = name.removeprefix(_LOADS)
                yield Sighting("query-in-loop", symbol, noted.func.symbol, noted.func.module.path, line)

    def _queries(self, noted: Noted) -> Iterator[Sighting]:
        for call in noted.notes("repeats"):
            if noted.body.runs_once(call):
                continue
            symbols = sorted(
                effect[0]
                for target in noted.entered(call)
                for effect in target.effects
                if effect[1] == "database" and effect[2] in ("blocks", "async-io")
            )
            if symbols:
                place = noted.func.module.path, call[1]
                yield Sighting("query-in-loop", symbols[0], noted.func.symbol, *place)

    def _results(self, noted: Noted) -> Iterator[Sighting]:
        for word, call in noted.worded("offloads:"):
            _, position, name, offload = word.split(":")
            given = _argument(call, position, name)
            if given is not None and given[0] == "C" and self._has_run(noted, given):
                place = noted.func.module.path, call[1]
                yield Sighting("offload-of-result", offload, noted.func.symbol, *place)

    def _has_run(self, noted: Noted, call: IR) -> bool:
        blocking = self.book.judge.blocking
        if any(target in blocking for target in noted.entered(call)):
            return True
        method, name = last(call[2]), dotted(call[2])
        return any(
            effect[2] == "blocks"
            and effect[0].rpartition(".")[2] == method
            and (line == call[1] or (name and effect[0].endswith(name)))
            for node in noted.nodes
            for effect, (line, _, _) in node.effects.items()
        )


def _argument(call: IR, position: str, name: str) -> IR | None:
    plain: list[IR] = [expression for star, keyword, expression in call[3] if not star and not keyword]
    if position.isdigit() and int(position) < len(plain):
        return plain[int(position)]
    named: list[IR] = [expression for _, keyword, expression in call[3] if keyword == name]
    return named[0] if named else None


def all_sightings(book: Notebook) -> Iterator[Sighting]:
    for reader in (TaskSharing(book), Crossing(book), Repetition(book), Unawaited(book)):
        yield from reader.sightings()
