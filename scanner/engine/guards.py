"""Which dependencies guard a route: by the framework's security classes, or by turning requests away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from scanner.engine.bodies import IR, dotted, walk
from scanner.engine.expressions import evaluate
from scanner.engine.frames import Activation
from scanner.engine.program import ClassDef, FuncDef
from scanner.engine.values import ClassAtom, Const, Ext, Value

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_DEPTH = 3


class Guards:
    """``declared`` are symbols of dependencies that the framework's own security objects feed."""

    def __init__(self, vm: Machine, declared: Iterable[str], functions: dict[str, list[Activation]]) -> None:
        self.vm, self.functions = vm, functions
        self._known: dict[str, bool] = dict.fromkeys(declared, True)
        self._bodies: dict[FuncDef, bool] = {}
        self._refusals = {
            status for row in vm.catalog.types.values() for status in _listed(row.options.get("refuses"))
        }

    def among(self, dependencies: Iterable[str]) -> set[str]:
        return {symbol for symbol in dependencies if self._guards(symbol)}

    def _guards(self, symbol: str) -> bool:
        known = self._known.get(symbol)
        if known is None:
            runs = self.functions.get(symbol, [])
            known = self._known[symbol] = any(self._refuses(run, _DEPTH) for run in runs)
        return known

    def _refuses(self, run: Activation, depth: int) -> bool:
        """Whether a run, or a function it calls, makes an answer that turns a request away."""
        if run.func is not None and self._answers(run.func):
            return True
        calls = [target for target, edge in run.edges.items() if edge[1] in ("call", "thread")]
        return depth > 0 and any(self._refuses(target, depth - 1) for target in calls)

    def _answers(self, func: FuncDef) -> bool:
        known = self._bodies.get(func)
        if known is None:
            calls = [part for part in walk(*func.body) if part[0] == "C"]
            known = self._bodies[func] = any(self._is_refusal(func, call) for call in calls)
        return known

    def _is_refusal(self, func: FuncDef, call: IR) -> bool:
        given = [e for _, keyword, e in call[3][:1] if not keyword]
        given += [e for _, keyword, e in call[3] if keyword == "status_code"]
        # Numbers first: what is called is looked up only where one of them may turn a request away.
        statuses = {self._status(func, each) for each in given} & self._refusals if dotted(call[2]) else set()
        return bool(statuses) and bool(statuses & self._refusing(self._value(func, call[2])))

    def _value(self, func: FuncDef, expression: IR) -> Value:
        return evaluate(self.vm, self.vm.execute(func.module), expression)

    def _refusing(self, callee: Value) -> set[int]:
        """Status codes with which an exception or response turns a request away; empty for anything else."""
        out: set[int] = set()
        for atom in callee:
            names = [atom.name] if isinstance(atom, Ext) else []
            if isinstance(atom, ClassAtom):
                names = [base for base in atom.cls.mro if not isinstance(base, ClassDef)]
            for row in (row for name in names for row in self.vm.catalog.mro(name)):
                out |= _listed(row.options.get("refuses"))
        return out

    def _status(self, func: FuncDef, expression: IR) -> int | None:
        """A literal, a constant of the project, or a name that says its number (``HTTP_401_...``)."""
        name = dotted(expression)
        named = re.search(r"(?<!\d)\d{3}(?!\d)", name)
        if named:
            return int(named[0])
        if expression[0] != "K" and not name.rpartition(".")[2].isupper():
            return None
        values = [a.value for a in self._value(func, expression) if isinstance(a, Const)]
        return values[0] if len(values) == 1 and isinstance(values[0], int) else None


def _listed(option: object) -> set[int]:
    return set(option) if isinstance(option, list) else set()
