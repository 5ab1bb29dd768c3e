"""What in a function's text may race once its body runs in several threads at the same time.

Hints for a reviewer's card, read from syntax alone: each names a line to look at. Nothing is imported.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

READS = frozenset(
    {"all", "count", "execute", "exists", "first", "get", "get_or_none", "one_or_none", "query", "scalar"}
    | {"scalar_one_or_none", "scalars", "find_one", "fetchone"}
)
WRITES = frozenset(
    {"add", "add_all", "bulk_save_objects", "commit", "create", "delete", "flush", "insert", "insert_one"}
    | {"merge", "save", "update", "update_one"}
)
MUTATORS = frozenset(
    {"add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem", "remove"}
    | {"setdefault", "update"}
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Hazard:
    """``code`` is the risk's on the card; ``name`` what it is about."""

    code: str
    name: str
    line: int


def hazards(text: str, lines: Iterable[int]) -> list[Hazard]:
    """Those of the functions that stand around ``lines``; none for a text that cannot be parsed."""
    tree = parsed(text)
    if tree is None:
        return []
    module = Globals(tree)
    functions = {id(found): found for line in lines if (found := function_at(tree, line)) is not None}
    seen = {hazard for function in functions.values() for hazard in in_function(function, module)}
    return sorted(seen, key=lambda hazard: (hazard.line, hazard.code, hazard.name))


def parsed(text: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the scanned code's own escapes
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def function_at(tree: ast.Module, line: int) -> Function | None:
    """The innermost function whose text covers the line."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, Function) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return max(around, key=lambda node: node.lineno, default=None)


class Globals:
    """The names that a module binds at its top level, and what some of them hold."""

    def __init__(self, tree: ast.Module) -> None:
        self.names: set[str] = set()
        self.context_variables: set[str] = set()
        self.connections: set[str] = set()
        for node in tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    if isinstance(target, ast.Name):
                        self._bind(target.id, node.value)

    def _bind(self, name: str, value: ast.expr | None) -> None:
        self.names.add(name)
        maker = last_name(value.func) if isinstance(value, ast.Call) else ""
        if maker == "ContextVar":
            self.context_variables.add(name)
        elif maker == "connect":
            self.connections.add(name)


def in_function(function: Function, module: Globals) -> Iterator[Hazard]:
    local = bound_in(function)
    shared = module.names - local
    for node in ast.walk(function):
        if isinstance(node, ast.Global):
            yield from (Hazard("shared-state", name, node.lineno) for name in node.names)
        elif isinstance(node, ast.Assign | ast.AugAssign):
            yield from stored(node, shared)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from called(node, node.func, module, shared)
        elif isinstance(node, ast.Name) and node.id in module.connections - local:
            yield Hazard("shared-connection", node.id, node.lineno)
    yield from decided(function)


def bound_in(function: Function) -> set[str]:
    """Parameters and local variables."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    names = {each.arg for each in every}
    declared = {name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names}
    stores = (n for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    return (names | {node.id for node in stores}) - declared


def stored(node: ast.Assign | ast.AugAssign, shared: set[str]) -> Iterator[Hazard]:
    """Items of module variables, and attributes of an application's ``state``, that are assigned."""
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            if target.value.id in shared:
                yield Hazard("shared-state", target.value.id, node.lineno)
        elif isinstance(target, ast.Attribute):
            owner = ast.unparse(target.value)
            if owner.endswith("app.state") or (isinstance(target.value, ast.Name) and owner in shared):
                yield Hazard("shared-state", f"{owner}.{target.attr}", node.lineno)


def called(node: ast.Call, function: ast.Attribute, module: Globals, shared: set[str]) -> Iterator[Hazard]:
    owner = function.value.id if isinstance(function.value, ast.Name) else ""
    if function.attr == "set" and owner in module.context_variables & shared:
        yield Hazard("context-variables", owner, node.lineno)
    elif function.attr in MUTATORS and owner in shared - module.connections:
        yield Hazard("shared-state", owner, node.lineno)


def decided(function: Function) -> Iterator[Hazard]:
    """An ``if`` on something that was read, with a write after it."""
    reads = dict(read_into(function))
    writes = [node.lineno for node in ast.walk(function) if calls_one_of(node, WRITES)]
    for node in ast.walk(function):
        if not isinstance(node, ast.If) or not any(line > node.lineno for line in writes):
            continue
        names = {each.id for each in ast.walk(node.test) if isinstance(each, ast.Name)}
        told = sorted(name for name in names & reads.keys() if reads[name] <= node.lineno)
        if told or any(calls_one_of(each, READS) for each in ast.walk(node.test)):
            yield Hazard("check-then-act", told[0] if told else ast.unparse(node.test)[:60], node.lineno)


def read_into(function: Function) -> Iterator[tuple[str, int]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(calls_one_of(each, READS) for each in ast.walk(node.value)):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.lineno


def calls_one_of(node: ast.AST, names: frozenset[str]) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names


def last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
