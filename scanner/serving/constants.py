"""What an expression is worth before the program runs: literals, module constants, defaults of settings.

A value that depends on the environment counts with the default that the code gives it. What cannot be
known so is None; nothing is executed.
"""

from __future__ import annotations

import ast
import operator
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

DEEPEST = 12
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_CASTS: Mapping[str, Callable[[Any], Any]] = {"int": int, "float": float, "str": str}
_EXTREMES: Mapping[str, Callable[[list[Any]], Any]] = {"max": max, "min": min}
_OPERATORS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
}

Find = Callable[[str, str], str | None]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a name is looked up: a file, and the function in it that the expression stands in."""

    path: str
    function: Function | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """An instance of a class of the project."""

    cls: ast.ClassDef
    path: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A module, class or function of the project, as a value."""

    path: str
    node: ast.ClassDef | Function | None = None


class Constants:
    """Evaluates expressions of a tree of Python files. ``find(module, importer)`` gives a module's file."""

    def __init__(self, texts: Mapping[str, bytes], find: Find, environment: Mapping[str, str]) -> None:
        self.texts, self.find, self.environment = texts, find, environment
        self._trees: dict[str, ast.Module | None] = {}
        self._imports: dict[str, dict[str, list[str]]] = {}

    def tree(self, path: str) -> ast.Module | None:
        """The file's syntax tree; None where it has none for this Python."""
        if path not in self._trees:
            self._trees[path] = _parse(self.texts.get(path, b""))
        return self._trees[path]

    @property
    def parsed(self) -> frozenset[str]:
        """The files whose trees somebody has asked for."""
        return frozenset(self._trees)

    def imports(self, path: str) -> dict[str, list[str]]:
        """The full dotted names of what a file imports, by the name it uses."""
        if path not in self._imports:
            tree = self.tree(path)
            self._imports[path] = _imported(tree, path) if tree else {}
        return self._imports[path]

    def number(self, node: ast.expr, scope: Scope) -> int | float | None:
        """A number, also one written as text."""
        value = self.value(node, scope)
        if isinstance(value, str):
            return _number(value)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def value(self, node: ast.expr, scope: Scope, depth: int = 0) -> Any:
        """A literal, a dictionary of such, a :class:`Made`, a :class:`Unit`, or None."""
        if depth > DEEPEST:
            return None
        handler = self._HANDLERS.get(type(node))
        return handler(self, node, scope, depth + 1) if handler else None

    def dotted(self, node: ast.expr, scope: Scope) -> str:
        """The full name of what is called, imports resolved: ``uvicorn.run``."""
        if isinstance(node, ast.Attribute):
            head = self.dotted(node.value, scope)
            return f"{head}.{node.attr}" if head else ""
        if not isinstance(node, ast.Name):
            return ""
        return next(iter(self.imports(scope.path).get(node.id, ())), node.id)

    # -- one method per kind of expression

    def _constant(self, node: ast.Constant, scope: Scope, depth: int) -> Any:
        return node.value if isinstance(node.value, bool | int | float | str) else None

    def _negative(self, node: ast.UnaryOp, scope: Scope, depth: int) -> Any:
        value = self.value(node.operand, scope, depth)
        return -value if isinstance(node.op, ast.USub) and isinstance(value, int | float) else None

    def _either(self, node: ast.BoolOp, scope: Scope, depth: int) -> Any:
        if not isinstance(node.op, ast.Or):
            return None
        return next((value for each in node.values if (value := self.value(each, scope, depth))), None)

    def _chosen(self, node: ast.IfExp, scope: Scope, depth: int) -> Any:
        """What is not known is taken for not given."""
        given = self.value(node.test, scope, depth)
        return self.value(node.body if given else node.orelse, scope, depth)

    def _arithmetic(self, node: ast.BinOp, scope: Scope, depth: int) -> Any:
        sides = self.value(node.left, scope, depth), self.value(node.right, scope, depth)
        compute = _OPERATORS.get(type(node.op))
        if compute is None or not all(isinstance(each, int | float) for each in sides):
            return None
        return compute(*sides) if sides[1] or not isinstance(node.op, ast.FloorDiv) else None

    def _mapping(self, node: ast.Dict, scope: Scope, depth: int) -> dict[str, Any]:
        return {
            key.value: self.value(value, scope, depth)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant) and isinstance(key.value, str)
        }

    def _item(self, node: ast.Subscript, scope: Scope, depth: int) -> Any:
        key = self.value(node.slice, scope, depth)
        if isinstance(key, str) and self.dotted(node.value, scope) == "os.environ":
            return self.environment.get(key)
        held = self.value(node.value, scope, depth)
        return held.get(key) if isinstance(held, dict) else None

    def _name(self, node: ast.Name, scope: Scope, depth: int) -> Any:
        if scope.function is not None:
            known, value = self._local(node.id, scope, scope.function, depth)
            if known:
                return value
        return self._global(node.id, scope.path, depth)

    def _attribute(self, node: ast.Attribute, scope: Scope, depth: int) -> Any:
        owner = self.value(node.value, scope, depth)
        if owner is None:
            return self._option(node.attr, scope, depth)
        if isinstance(owner, Made):
            return self._member(owner.cls, owner.path, node.attr, depth)
        if isinstance(owner, Unit) and isinstance(owner.node, ast.ClassDef):
            return self._member(owner.node, owner.path, node.attr, depth)
        if isinstance(owner, Unit) and owner.node is None:
            return self._global(node.attr, owner.path, depth)
        return None

    def _call(self, node: ast.Call, scope: Scope, depth: int) -> Any:
        if isinstance(node.func, ast.Name) and node.func.id in _CASTS and node.args:
            return _cast(_CASTS[node.func.id], self.value(node.args[0], scope, depth))
        if isinstance(node.func, ast.Name) and node.func.id in _EXTREMES:
            values = [self.value(each, scope, depth) for each in node.args]
            known = bool(values) and all(isinstance(each, int | float) for each in values)
            return _EXTREMES[node.func.id](values) if known else None
        target = self.value(node.func, scope, depth)
        if isinstance(target, Unit) and isinstance(target.node, ast.ClassDef):
            return Made(target.node, target.path)
        if isinstance(target, Unit) and target.node is not None:
            return self._returned(target, depth)
        return self._default(node, scope, depth)

    def _default(self, node: ast.Call, scope: Scope, depth: int) -> Any:
        """Look-ups such as ``getenv("NAME", 5)`` or ``config("NAME", default=5)``; ``Field(default=5)``."""
        named = next((k.value for k in node.keywords if k.arg == "default"), None)
        first = self.value(node.args[0], scope, depth) if node.args else None
        if isinstance(first, str) and _VARIABLE.fullmatch(first):
            if first in self.environment:
                return self.environment[first]
            fallback = named or (node.args[1] if len(node.args) > 1 else None)
            return self.value(fallback, scope, depth) if fallback is not None else None
        return self.value(named, scope, depth) if named is not None else first

    _HANDLERS: Mapping[type[ast.expr], Callable[..., Any]] = {
        ast.Constant: _constant,
        ast.UnaryOp: _negative,
        ast.BoolOp: _either,
        ast.IfExp: _chosen,
        ast.BinOp: _arithmetic,
        ast.Dict: _mapping,
        ast.Subscript: _item,
        ast.Name: _name,
        ast.Attribute: _attribute,
        ast.Call: _call,
    }

    # -- where names lead

    def _local(self, name: str, scope: Scope, function: Function, depth: int) -> tuple[bool, Any]:
        found = list(_assigned(ast.walk(function), name))
        if found:
            return True, self.value(found[0], scope, depth) if len(found) == 1 else None
        if name in _parameters(function):
            default = _parameters(function)[name]
            return True, (
                self._option(name, scope, depth)
                if default is None
                else self.value(default, Scope(scope.path), depth)
            )
        return False, None

    def _option(self, name: str, scope: Scope, depth: int) -> Any:
        """The default of a command line's option ``--name``, however it is declared in this file."""
        tree = self.tree(scope.path)
        spellings = {f"--{name}", f"--{name.replace('_', '-')}"}
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Call) and spellings & _texts(node.args):
                default = next((each.value for each in node.keywords if each.arg == "default"), None)
                if default is not None:
                    return self.value(default, Scope(scope.path), depth)
        return None

    def _global(self, name: str, path: str, depth: int) -> Any:
        tree = self.tree(path)
        if tree is None or depth > DEEPEST:
            return None
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name:
                return Unit(path, node)
        found = list(_assigned(_top_level(tree.body), name))
        if found:
            return self.value(found[-1], Scope(path), depth + 1)
        return self._import(name, path, depth + 1)

    def _import(self, name: str, path: str, depth: int) -> Any:
        for full in self.imports(path).get(name, ()):
            whole = self.find(full, path)
            if whole is not None:
                return Unit(whole)
            module, _, attribute = full.rpartition(".")
            file = self.find(module, path) if module else None
            if file is not None and file != path:
                return self._global(attribute, file, depth + 1)
        return None

    def _member(self, cls: ast.ClassDef, path: str, name: str, depth: int) -> Any:
        if depth > DEEPEST:
            return None
        found = list(_assigned(cls.body, name))
        if found:
            return self.value(found[-1], Scope(path), depth + 1)
        for base in cls.bases:
            parent = self.value(base, Scope(path), depth + 1)
            if isinstance(parent, Unit) and isinstance(parent.node, ast.ClassDef):
                return self._member(parent.node, parent.path, name, depth + 1)
        return None

    def _returned(self, function: Unit, depth: int) -> Any:
        assert isinstance(function.node, Function)
        returns = [n.value for n in ast.walk(function.node) if isinstance(n, ast.Return) and n.value]
        return (
            self.value(returns[0], Scope(function.path, function.node), depth) if len(returns) == 1 else None
        )


def written(node: ast.expr) -> str:
    """The expression as text, for people."""
    text = ast.unparse(node)
    return text if len(text) <= 80 else text[:77] + "..."


def functions_around(tree: ast.Module) -> Iterator[tuple[ast.AST, Function | None]]:
    """Every node with the innermost function it stands in."""
    pending: list[tuple[ast.AST, Function | None]] = [(tree, None)]
    while pending:
        node, function = pending.pop()
        yield node, function
        inner = node if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
        pending += [(child, inner) for child in reversed(list(ast.iter_child_nodes(node)))]


def _parse(text: bytes) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the scanned code's own escapes and comparisons
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _top_level(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Statements of a module that run on import, also below ``if`` and ``try``."""
    for node in body:
        yield node
        for name in ("body", "orelse", "finalbody"):
            if isinstance(node, ast.If | ast.Try | ast.With):
                yield from _top_level(getattr(node, name, []))


def _assigned(nodes: Iterator[ast.AST] | list[ast.stmt], name: str) -> Iterator[ast.expr]:
    for node in nodes:
        if isinstance(node, ast.Assign):
            if any(isinstance(target, ast.Name) and target.id == name for target in node.targets):
                yield node.value
        elif (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and node.target.id == name
            and node.value is not None
        ):
            yield node.value


def _parameters(function: Function) -> dict[str, ast.expr | None]:
    """The parameters with their defaults."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    missing: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    pairs = zip(positional, [*missing, *arguments.defaults], strict=True)
    keyword_only = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return {argument.arg: default for argument, default in (*pairs, *keyword_only)}


def _texts(nodes: list[ast.expr]) -> set[str]:
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _imported(tree: ast.Module, path: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                found.setdefault(alias.asname or top, []).append(alias.name if alias.asname else top)
        elif isinstance(node, ast.ImportFrom):
            module = _module(node, path)
            for alias in node.names:
                found.setdefault(alias.asname or alias.name, []).append(f"{module}.{alias.name}".lstrip("."))
    return found


def _module(node: ast.ImportFrom, path: str) -> str:
    if not node.level:
        return node.module or ""
    parts = path.split("/")[: -node.level]
    return ".".join([*parts, *((node.module,) if node.module else ())])


def _cast(kind: Callable[[Any], Any], value: Any) -> Any:
    if not isinstance(value, int | float | str) or isinstance(value, bool):
        return None
    try:
        return kind(value)
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> int | float | None:
    try:
        return int(text)
    except ValueError:
        return None
