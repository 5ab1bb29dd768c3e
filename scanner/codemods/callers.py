"""Who else uses a function: code that awaits it would break if it became a plain def."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from scanner.codemods.module import Function, Module, last_name
from scanner.codemods.words import words
from scanner.errors import RefusedError


def refuse_callers(
    module: Module, function: ast.AsyncFunctionDef, *, symbol: str, mentions: Mapping[str, str]
) -> None:
    """Raises RefusedError when code of this module or of ``mentions`` uses the function otherwise than
    by giving it to the framework."""
    name, home = function.name, symbol.partition(":")[0]
    method = isinstance(module.parents.get(function), ast.ClassDef)
    if method and name.startswith("__"):
        raise RefusedError(f"{name} may be called without being named.")
    own = _awaited_methods(module, name) if method else _uses(module, {name}, set())
    for line in own:
        raise RefusedError(f"Other code of its file calls it as a coroutine (line {line}).")
    for path, text in mentions.items():
        other = _read(text)
        if other is None:
            raise RefusedError(f"{path} mentions it and cannot be parsed.")
        found = _awaited_methods(other, name) if method else _foreign_uses(other, name, home)
        for line in found:
            raise RefusedError(f"{path} uses it too (line {line}) and may await it.")


def _read(text: str) -> Module | None:
    try:
        return Module(text)
    except RefusedError:
        return None


def _foreign_uses(module: Module, name: str, home: str) -> Iterator[int]:
    """Lines that use ``name`` of the module ``home``, or of anything that could stand for it."""
    parts = set(home.split("."))
    names, modules = set(), set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            near = not node.module or node.module.rpartition(".")[2] in parts
            for each in node.names:
                if each.name in {name, "*"} and near:
                    names.add(name if each.name == "*" else each.asname or name)
                elif each.name in parts:
                    modules.add(each.asname or each.name)
        elif isinstance(node, ast.Import):
            modules.update(
                each.asname or each.name.partition(".")[0]
                for each in node.names
                if each.name.rpartition(".")[2] in parts or each.name.partition(".")[0] in parts
            )
    yield from _uses(module, names, modules, attribute=name)


def _uses(module: Module, names: set[str], modules: set[str], *, attribute: str = "") -> Iterator[int]:
    for node in ast.walk(module.tree):
        named = isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load)
        dotted = isinstance(node, ast.Attribute) and node.attr == attribute and _root(node) in modules
        if (named or dotted) and not _given_to_framework(module, node):
            yield getattr(node, "lineno", 0)


def _awaited_methods(module: Module, name: str) -> Iterator[int]:
    """Lines that call a method of this name and do something with a coroutine."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Attribute) or node.attr != name:
            continue
        if not _registers(module, node) and not _given_to_framework(module, node):
            yield node.lineno


def _registers(module: Module, node: ast.Attribute) -> bool:
    """Whether ``x.name`` is the decorator of a route: ``@router.get(...)`` names no handler."""
    call = module.parents.get(node)
    owner = module.parents.get(call) if isinstance(call, ast.Call) else None
    return isinstance(owner, Function) and call in owner.decorator_list and node.attr in words().registers


def _given_to_framework(module: Module, node: ast.AST) -> bool:
    """As an argument of a call that runs plain functions in threads."""
    parent = module.parents.get(node)
    if isinstance(parent, ast.keyword):
        parent = module.parents.get(parent)
    return (
        isinstance(parent, ast.Call) and parent.func is not node and last_name(parent.func) in words().takers
    )


def _root(node: ast.Attribute) -> str:
    inner: ast.expr = node.value
    while isinstance(inner, ast.Attribute):
        inner = inner.value
    return inner.id if isinstance(inner, ast.Name) else ""
