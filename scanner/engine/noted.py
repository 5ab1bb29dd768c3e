"""Functions with what rows said of the calls in them: the ground on which lifecycle findings are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.bodies import IR, Body, last
from scanner.engine.frames import Activation
from scanner.engine.program import FuncDef

if TYPE_CHECKING:
    from scanner.engine.verdicts import Judge


class Noted:
    """One function of the project, its recorded runs and its body."""

    def __init__(self, func: FuncDef, nodes: list[Activation]) -> None:
        self.func, self.nodes = func, nodes
        self.body = Body(func.body)
        self._here = {id(node) for node in self.body.nodes}

    def notes(self, word: str) -> list[IR]:
        """Calls in this body that a row spoke of, in order of place."""
        return [e for _, e in self.worded(word)]

    def worded(self, prefix: str) -> list[tuple[str, IR]]:
        """``(word, call)`` of the words that begin so, each call once."""
        found = {
            (word, id(e)): (word, e)
            for node in self.nodes
            for word, e in node.notes
            if word.startswith(prefix) and id(e) in self._here
        }
        return sorted(found.values(), key=lambda item: (item[1][1], item[0]))

    def entered(self, call: IR) -> list[Activation]:
        """Runs of project functions that a call in this body may have entered."""
        name = last(call[2])
        return [
            target
            for node in self.nodes
            for target, edge in node.edges.items()
            if target.func is not None
            and target.func.name == name
            and (edge[0] == call[1] or (edge[1] == "task" and target.func.is_async))
        ]


class Notebook:
    """Every function that a judge's graph holds, read once."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.nodes: dict[FuncDef, list[Activation]] = {}
        for node in judge.graph.nodes:
            if node.func is not None and node.context in ("loop", "thread"):
                self.nodes.setdefault(node.func, []).append(node)
        self._read: dict[FuncDef, Noted] = {}

    def read(self, func: FuncDef) -> Noted:
        found = self._read.get(func)
        if found is None:
            found = self._read[func] = Noted(func, self.nodes.get(func, []))
        return found

    def having(self, *words: str) -> list[Noted]:
        """Functions in whose runs one of the words was noted."""
        return [
            self.read(func)
            for func, nodes in self.nodes.items()
            if any(word.startswith(words) for node in nodes for word, _ in node.notes)
        ]


def parameter(func: FuncDef, call: IR, argument: IR) -> str:
    """The parameter that an argument of a call arrives in; empty where that is not plain."""
    params = [p[0] for p in func.params if p[1] in (0, 1)]
    if params[:1] in (["self"], ["cls"]):
        params = params[1:]
    for number, (star, keyword, expression) in enumerate(call[3]):
        if expression is argument:
            if star:
                return ""
            return str(keyword) if keyword else params[number] if number < len(params) else ""
        if star:
            return ""
    return ""
