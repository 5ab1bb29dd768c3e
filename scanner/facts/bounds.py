"""Keeps absurd source text affordable: long literals, deep expressions, megabytes run on import.

libcst takes some hundred times longer per byte than the standard library's parser, and more than
linearly longer for deep nesting. What is cut away here is what no verdict depends on, except in
files far larger than people write; ``scanner.facts.complaints`` tells of those.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

NOTABLE = 1_500  # bytes of one statement below which nothing is looked at
DEEP = 300  # levels of one expression
LONG = 8_000  # bytes of a literal, or of one line
KEPT_ITEMS = 20  # of a long literal
BUDGET = 400_000  # bytes run on import

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.Assign | ast.AnnAssign
_Display = ast.Dict | ast.List | ast.Set


def is_tractable(text: str) -> bool:
    """Whether libcst can be trusted with text that the standard library's parser refuses."""
    return len(text) <= BUDGET and max(map(len, text.split("\n"))) <= LONG


def simplify(statement: ast.stmt, lines: list[bytes]) -> None:
    """Cuts long literals and deep expressions out of the statement's own text, in place; blocks in
    it are not looked at."""
    if _own_size(statement, lines) < NOTABLE:
        return
    for node in _expressions(statement):
        if _size(node, lines) < NOTABLE:
            continue
        depth, literals = _inspect(node, lines)
        if depth > DEEP:
            store = isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)
            _replace(lines, _start(node), _end(node), b"_" if store else b"...")
        else:
            _shorten(literals, lines)


def spare(statements: list[ast.stmt], lines: list[bytes]) -> None:
    """Blanks definitions and assignments of a block that is too large to read, in place: first those
    that nothing in it uses, the largest first and the last of equals."""
    total = sum(map(len, lines))
    if total <= BUDGET:
        return
    used = {each.id for node in statements for each in ast.walk(node) if _is_use(each)}
    plain = [each for each in reversed(statements) if isinstance(each, _Definition)]
    sizes = {node: sum(map(len, lines[node.lineno - 1 : node.end_lineno])) for node in plain}
    for node in sorted(plain, key=lambda each: (not used.isdisjoint(_defined(each)), -sizes[each])):
        if total <= BUDGET:
            return
        if not getattr(node, "decorator_list", ()):
            total -= sizes[node]
            _replace(lines, _start(node), _end(node), b"...")


def _own_size(node: ast.stmt, lines: list[bytes]) -> int:
    """Bytes of a statement without the block it opens."""
    decorators = getattr(node, "decorator_list", ())
    first = decorators[0].lineno if decorators else node.lineno
    body = getattr(node, "body", None)
    last = body[0].lineno if isinstance(body, list) and body else node.end_lineno
    return sum(map(len, lines[first - 1 : last]))


def _is_use(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return {node.name}
    targets: list[ast.expr] = getattr(node, "targets", None) or [getattr(node, "target", node)]
    return {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def _expressions(statement: ast.stmt) -> Iterator[ast.expr]:
    """The outermost expressions of a statement, last first, so that cutting one moves no other."""
    found = [node for child in ast.iter_child_nodes(statement) for node in _outermost(child)]
    return iter(sorted(found, key=_start, reverse=True))


def _outermost(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.expr):
        yield node
    elif not isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
        for child in ast.iter_child_nodes(node):
            yield from _outermost(child)


def _inspect(node: ast.expr, lines: list[bytes]) -> tuple[int, list[_Display | ast.Constant]]:
    """How deep an expression nests, and the long literals in it that hold nothing but constants; what
    these hold is not counted."""
    literals: list[_Display | ast.Constant] = []
    deepest = 0
    pending: list[tuple[ast.AST, int]] = [(node, 1)]
    while pending:
        each, level = pending.pop()
        deepest = max(deepest, level)
        if isinstance(each, _Display | ast.Constant) and _is_long(each, lines):
            literals.append(each)
        else:
            pending += [(child, level + 1) for child in _parts(each)]
    return deepest, literals


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """Child nodes, but for the texts of an f-string: they have no places of their own."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield child


def _shorten(literals: list[_Display | ast.Constant], lines: list[bytes]) -> None:
    """Leaves the first items of each display, and nothing of a text."""
    for literal in sorted(literals, key=_start, reverse=True):
        if isinstance(literal, ast.Constant):
            _replace(
                lines, _start(literal), _end(literal), b"b''" if isinstance(literal.value, bytes) else b"''"
            )
            continue
        items = literal.values if isinstance(literal, ast.Dict) else literal.elts
        line, column = _end(literal)
        _replace(lines, _end(items[KEPT_ITEMS - 1]), (line, column - 1), b"")


def _is_long(node: _Display | ast.Constant, lines: list[bytes]) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str | bytes) and _size(node, lines) >= LONG
    items = node.values if isinstance(node, ast.Dict) else node.elts
    return len(items) > KEPT_ITEMS and _size(node, lines) >= LONG and _is_constant(node)


def _is_constant(node: ast.expr) -> bool:
    pending: list[ast.expr | None] = [node]
    while pending:
        match pending.pop():
            case ast.Constant():
                pass
            case ast.Dict(keys=keys, values=values):
                pending += keys
                pending += values
            case ast.List(elts=items) | ast.Set(elts=items) | ast.Tuple(elts=items):
                pending += items
            case ast.UnaryOp(operand=operand):
                pending.append(operand)
            case _:
                return False
    return True


def _size(node: ast.expr, lines: list[bytes]) -> int:
    (first, start), (last, end) = _start(node), _end(node)
    return sum(map(len, lines[first - 1 : last - 1])) + end - start


def _start(node: ast.expr | ast.stmt) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _end(node: ast.expr | ast.stmt) -> tuple[int, int]:
    return node.end_lineno or node.lineno, node.end_col_offset or 0


def _replace(lines: list[bytes], start: tuple[int, int], end: tuple[int, int], by: bytes) -> None:
    """Puts ``by`` in place of a stretch of text; the number of lines stays."""
    (first, left), (last, right) = start, end
    rest = lines[last - 1][right:]
    lines[first - 1] = lines[first - 1][:left] + by + rest
    for number in range(first, last):
        lines[number] = b""
