"""A case on disk: its source files and the expectations written beside the code."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_COMMENT = re.compile(r"#\s*(static:)?\s*->\s*(.+)$")
_PART = re.compile(
    r"^(?:(?P<target>helper|[A-Z,]+ /\S*):\s*)?"
    r"(?P<verdict>blocking-async|converted-def|native-async|none|any)"
    r"(?:\s+\((?P<detail>[a-z-]+)\))?(?:\s+via\s+(?P<via>\S+))?$"
)


@dataclass(frozen=True)
class Expectation:
    """``target`` is a route (``GET /path``), ``helper``, or None for the only thing the function is."""

    target: str | None
    verdict: str
    detail: str | None
    via: str | None
    static_only: bool


@dataclass(frozen=True)
class Definition:
    """One ``def``: ``first_line`` is its first decorator's, as Python counts; ``line`` the ``def`` itself."""

    name: str
    file: str
    first_line: int
    line: int
    expectations: tuple[Expectation, ...]

    def expected(self, target: str) -> Expectation | None:
        exact = [e for e in self.expectations if e.target == target]
        plain = [e for e in self.expectations if e.target is None]
        return next(iter(exact or plain), None)


def is_sampled(root: Path, one_in: int) -> bool:
    """About one case in so many, by its name: whatever other cases there are."""
    return zlib.crc32("/".join(root.parts[-2:]).encode()) % one_in == 0


def definitions(root: Path) -> list[Definition]:
    """Every function of the case; raises ValueError for an expectation that cannot be read."""
    return [d for file in sorted(root.rglob("*.py")) for d in _of_file(root, file)]


def parse_expectations(comment: str) -> tuple[Expectation, ...]:
    found = _COMMENT.search(comment)
    if found is None:
        return ()
    static_only = found[1] is not None
    return tuple(_part(part.strip(), static_only) for part in found[2].split(";"))


def _part(text: str, static_only: bool) -> Expectation:
    match = _PART.match(text)
    if match is None:
        raise ValueError(f"cannot read the expectation {text!r}")
    return Expectation(match["target"], match["verdict"], match["detail"], match["via"], static_only)


def _of_file(root: Path, file: Path) -> Iterator[Definition]:
    source = file.read_text()
    relative = file.relative_to(root)
    parts = relative.with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    comments = _comments(source)
    for qualname, node in _functions(ast.parse(source), ""):
        first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
        header = range(node.lineno, max(node.body[0].lineno, node.lineno + 1))
        found = [e for line in header if line in comments for e in parse_expectations(comments[line])]
        yield Definition(f"{module}:{qualname}", str(relative), first, node.lineno, tuple(found))


def _functions(tree: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield prefix + node.name, node
            yield from _functions(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")
        else:
            yield from _functions(node, prefix)


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {t.start[0]: t.string for t in tokens if t.type == tokenize.COMMENT}
