"""One module as text and tree: where things stand, which names it binds, and edits by position."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scanner.errors import RefusedError

LINE_END = re.compile(rb"(?<=\n)|(?<=\r)(?!\n)")
Function = ast.FunctionDef | ast.AsyncFunctionDef
NAMED = (
    ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.ExceptHandler | ast.MatchAs | ast.MatchStar
)
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes ``start`` to ``end`` of the text become ``text``. Edits at one place keep their order."""

    start: int
    end: int
    text: str


class Module:
    """A parsed text. Raises RefusedError for one that cannot be parsed or was not read exactly."""

    def __init__(self, text: str) -> None:
        self.mark = "\ufeff" if text.startswith("\ufeff") else ""
        self.text = text.removeprefix("\ufeff")
        if "\ufffd" in self.text or "\f" in self.text:
            raise RefusedError("The file has characters that a patch could not keep.")
        self.tree = parsed(self.text)
        self._bytes = self.text.encode()
        starts = [0]
        for line in LINE_END.split(self._bytes):
            starts.append(starts[-1] + len(line))
        self._starts = starts
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    @property
    def line_end(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"

    def line_start(self, line: int) -> int:
        """The byte at which a line (from 1) begins; the text's end for lines past it."""
        return self._starts[min(line - 1, len(self._starts) - 1)]

    def start(self, node: ast.expr | ast.stmt) -> int:
        return self.line_start(node.lineno) + node.col_offset

    def end(self, node: ast.expr | ast.stmt) -> int:
        if node.end_lineno is None or node.end_col_offset is None:
            raise RefusedError("The end of a statement is not known.")
        return self.line_start(node.end_lineno) + node.end_col_offset

    def after(self, start: int, length: int = 200) -> bytes:
        return self._bytes[start : start + length]

    def changed(self, edits: Iterable[Edit]) -> str:
        """The text with the edits, which must not overlap."""
        found = self._bytes
        for edit in sorted(enumerate(edits), key=lambda row: (row[1].start, row[0]), reverse=True):
            one = edit[1]
            found = found[: one.start] + one.text.encode() + found[one.end :]
        return self.mark + found.decode()

    def function_around(self, node: ast.AST) -> Function | ast.Lambda | None:
        """The function in whose body a node is evaluated: decorators and defaults belong outside."""
        child, parent = node, self.parents.get(node)
        while parent is not None:
            if isinstance(parent, SCOPES) and _evaluated_in(parent, child):
                return parent
            child, parent = parent, self.parents.get(parent)
        return None

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def imports(self) -> dict[str, str]:
        """What the module's imports bind, wherever they stand: name -> dotted name."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            found.update(bound_by(node))
        return found


def parsed(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the code's own escapes
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise RefusedError("The file cannot be parsed.") from error


def bound_by(node: ast.AST) -> dict[str, str]:
    """The names that an import statement binds."""
    if isinstance(node, ast.Import):
        return {
            each.asname or each.name.partition(".")[0]: each.name
            if each.asname
            else each.name.partition(".")[0]
            for each in node.names
        }
    if isinstance(node, ast.ImportFrom):
        head = "." * node.level + (node.module or "")
        joint = "" if head.endswith(".") else "."
        return {each.asname or each.name: f"{head}{joint}{each.name}" for each in node.names}
    return {}


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Everything that runs when the body does: not the bodies of functions defined in it."""
    pending: list[ast.AST] = list(function.body)
    while pending:
        node = pending.pop()
        yield node
        pending.extend(
            child
            for child in ast.iter_child_nodes(node)
            if not (isinstance(node, Function) and _evaluated_in(node, child))
        )


def names_bound_in(tree: ast.AST) -> set[str]:
    """Every name that something in the tree binds: assignments, parameters, definitions, imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, NAMED) and node.name:
            found.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            found.add(node.rest)
        found.update(bound_by(node))
    return found


def last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _evaluated_in(function: Function | ast.Lambda, child: ast.AST) -> bool:
    body = function.body
    return child is body if isinstance(body, ast.expr) else any(child is one for one in body)
