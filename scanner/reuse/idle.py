"""Statements of a module that do nothing anybody could see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef
_LITERAL = (ast.Constant, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.UnaryOp, ast.USub, ast.Load)
_LOOKS_AROUND = re.compile(r"\b(?:locals|vars|eval|exec|dir|globals)\b")


def docstrings(tree: ast.Module, rows: list[str]) -> Iterator[int]:
    """The lines of texts that open a body, where they stand alone and something follows."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and len(node.body) > 1:
            first = node.body[0]
            held = first.value if isinstance(first, ast.Expr) else None
            if isinstance(held, ast.Constant) and isinstance(held.value, str):
                yield from _alone(first, rows)


def idle_locals(tree: ast.Module, rows: list[str]) -> Iterator[int]:
    """The lines that give a local variable a constant which nothing reads."""
    for _, function, _ in functions(tree.body, "", True):
        said = "\n".join(rows[function.lineno - 1 : function.end_lineno])
        if _LOOKS_AROUND.search(said):
            continue
        for block in (part for node in ast.walk(function) for part in _blocks(node)):
            for name, node in _assigned(block[:-1]):
                if len(re.findall(rf"\b{name}\b", said)) == 1:
                    yield from _alone(node, rows)


def constants(body: list[ast.stmt], rows: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The lines that give variables of a module a constant each, by name."""
    for name, node in _assigned(body):
        lines = _alone(node, rows)
        if lines and not name.startswith("__"):
            yield name, (lines[0], lines[-1])


def _assigned(block: list[ast.stmt]) -> Iterator[tuple[str, ast.Assign]]:
    """Each statement that gives one name a literal."""
    for node in block:
        target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
        if not isinstance(node, ast.Assign) or not isinstance(target, ast.Name):
            continue
        if all(isinstance(part, _LITERAL) for part in ast.walk(node.value)):
            yield target.id, node


def _blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for part in ("body", "orelse", "finalbody"):
        block = getattr(node, part, None)
        if isinstance(block, list) and not isinstance(node, ast.ClassDef):
            yield block


def _alone(node: ast.stmt, rows: list[str]) -> range:
    """The lines of a statement; none where they hold anything else but a comment."""
    last = node.end_lineno or node.lineno
    before = rows[node.lineno - 1].encode()[: node.col_offset]
    after = rows[last - 1].encode()[node.end_col_offset :]
    is_alone = not before.strip() and (not after.strip() or after.strip().startswith(b"#"))
    return range(node.lineno, last + 1) if is_alone else range(0)


def functions(statements: list[ast.stmt], prefix: str, is_top: bool) -> Iterator[tuple[str, Function, bool]]:
    """Functions and methods, not those within others: name within the module, node, and whether it is one
    of the module's own statements."""
    for node in statements:
        if isinstance(node, Function):
            yield f"{prefix}{node.name}", node, is_top
        elif isinstance(node, ast.ClassDef):
            yield from functions(node.body, f"{prefix}{node.name}.", False)
        else:
            for part in ("body", "orelse", "finalbody"):
                yield from functions(getattr(node, part, []), prefix, False)
            for handler in getattr(node, "handlers", []):
                yield from functions(handler.body, prefix, False)
