"""A cheap look at a file: which definitions it holds and where their bodies lie.

The standard library's parser is an order of magnitude faster than libcst but knows only the syntax
of the running Python. It therefore only decides *how to cut* the source: into a skeleton (all that
runs on import, function bodies blanked out) and one slice per function body. libcst parses the
pieces that turn out to matter; a file the index cannot read is handed to libcst whole.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from scanner.facts import bounds

_BLOCKS = ("body", "orelse", "finalbody")


class IntractableError(Exception):
    """Text that nothing here parses in reasonable time."""


@dataclass(frozen=True, slots=True)
class ModuleIndex:
    """How to cut one file.

    ``bodies`` maps the line of a ``def`` keyword to ``(first line, last line)`` of its body, both
    1-based and inclusive; ``(0, last)`` is a body of a docstring only. ``skeleton`` has as many
    lines as the file, so line numbers in it are the file's own. ``whole`` marks a file that could
    not be cut.
    """

    text: str
    skeleton: str
    bodies: dict[int, tuple[int, int]]
    whole: bool


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of a source file and, if it had to be guessed, a complaint."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text, complaint = data.decode(encoding), None
    except (SyntaxError, UnicodeDecodeError, LookupError):
        text, complaint = data.decode("latin-1"), "not valid in its declared encoding; read as latin-1"
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), complaint


def build_index(text: str) -> ModuleIndex:
    """Cut ``text`` into a skeleton and bodies; what cannot be cut stays whole. Raises IntractableError."""
    try:
        tree = _parse(text)
    except (SyntaxError, ValueError) as error:
        if not bounds.is_tractable(text):
            raise IntractableError from error
        return ModuleIndex(text, text, {}, True)
    lines = text.encode("utf-8", "surrogatepass").split(b"\n")
    bodies: dict[int, tuple[int, int]] = {}
    _blank_bodies(tree.body, lines, bodies)
    bounds.spare(tree.body, lines)
    skeleton = b"\n".join(lines).decode("utf-8", "surrogatepass")
    return ModuleIndex(text, skeleton, bodies, False)


def simplified(body: list[str], opening: str) -> list[str]:
    """The lines of a function body below its ``opening`` line, affordable to parse. As many lines as
    before. Raises IntractableError."""
    if sum(map(len, body)) < bounds.NOTABLE:
        return body
    text = "\n".join([opening, *body])
    try:
        tree = _parse(text)
    except (SyntaxError, ValueError) as error:
        if not bounds.is_tractable(text):
            raise IntractableError from error
        return body
    lines = text.encode("utf-8", "surrogatepass").split(b"\n")
    _simplify_blocks(tree.body, lines)
    if not lines[0].startswith(opening.encode()):
        raise IntractableError  # the whole body was too large to keep
    return b"\n".join(lines).decode("utf-8", "surrogatepass").split("\n")[1:]


def _parse(text: str) -> ast.Module:
    """Raises SyntaxError, ValueError (null bytes), or IntractableError for absurd nesting."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (RecursionError, MemoryError) as error:  # the latter when the parser's own stack is full
        raise IntractableError from error


def _simplify_blocks(statements: list[ast.stmt], lines: list[bytes]) -> None:
    for node in statements:
        for block in _blocks(node):
            _simplify_blocks(block, lines)
        bounds.simplify(node, lines)
    bounds.spare(statements, lines)


def _blocks(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for field in _BLOCKS:
        if inner := getattr(node, field, None):
            yield inner
    for handler in getattr(node, "handlers", ()):
        yield handler.body
    for case in getattr(node, "cases", ()):
        yield case.body


def _blank_bodies(statements: list[ast.stmt], lines: list[bytes], bodies: dict[int, tuple[int, int]]) -> None:
    for node in statements:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            _blank_function(node, lines, bodies)
        else:
            for block in _blocks(node):
                _blank_bodies(block, lines, bodies)
        bounds.simplify(node, lines)


def _blank_function(
    node: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[bytes], bodies: dict[int, tuple[int, int]]
) -> None:
    first = node.body[0]
    start, end = _first_line(first), node.end_lineno or node.lineno
    column = len(lines[start - 1]) - len(lines[start - 1].lstrip())
    on_own_line = start > node.lineno and not lines[start - 1][: first.col_offset].strip(b" \t\f@")
    if not on_own_line:
        return
    real = node.body[1:] if _is_docstring(first) else node.body
    if real and not (_is_docstring(first) and _first_line(real[0]) <= (first.end_lineno or start)):
        bodies[node.lineno] = (_first_line(real[0]), end)
    elif real:
        bodies[node.lineno] = (start, end)
    else:
        bodies[node.lineno] = (0, end)
    lines[start - 1] = lines[start - 1][:column] + b"..."
    for number in range(start, end):
        lines[number] = b""


def _first_line(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", None)
    return min(node.lineno, decorators[0].lineno) if decorators else node.lineno


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


# Brackets in brackets (``[T: dict[str, list[int]]]``) may lie three deep.
_PARAMETERS = rb"\[(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*\]"
CLASS_PATTERN = re.compile(
    rb"^[ \t]*class[ \t]+(\w+)[ \t]*(?:" + _PARAMETERS + rb")?[ \t]*\(([^:]*)", re.MULTILINE
)
CONSTRUCTED_PATTERN = re.compile(rb"(?<!class )\b([A-Z_]\w*)\s*[(,)\]}]")
"""Names that are called or passed on, like those of classes."""


def class_bases(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """``(class, last segments of its bases)`` for each class statement, by a look at the bytes."""
    found = []
    for match in CLASS_PATTERN.finditer(data):
        names = re.findall(rb"[A-Za-z_]\w*(?=\s*[,)\[\]]|$)", match.group(2))
        found.append((match.group(1).decode(), tuple(name.decode() for name in names)))
    return found
