"""Which lines of a changed file are what they were, for a scan that asked for some of its bodies only."""

from __future__ import annotations

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from scanner.facts.index import IntractableError, build_index, decode
from scanner.reuse.idle import Function, constants, docstrings, functions, idle_locals

Key = tuple[str, int]
_PLAIN = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.Tuple, ast.BinOp, ast.BitOr, ast.Load)


@dataclass(frozen=True, slots=True)
class Body:
    """A function that can be cut out: the lines of its body, and all its lines if nothing but its name can
    reach it; ``first`` is how the engine asks for the body."""

    name: str
    first: int
    inner: tuple[int, int]
    whole: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Kept:
    """``lines`` maps the lines of the old text to those of the new one; ``names`` are functions and constants
    that only one of the two has, or that differ; ``firsts`` maps how the engine asks for a body in the old
    text to how it asks in the new one; ``dropped`` is the text of all other lines that differ."""

    lines: dict[int, int]
    names: frozenset[str]
    firsts: dict[int, int]
    dropped: bytes


class Text:
    """One version of a file. Raises ValueError for what the standard library cannot parse."""

    def __init__(self, data: bytes) -> None:
        text, complaint = decode(data)
        if complaint is not None or "\f" in text:
            raise ValueError("not plain text")
        self.rows = text.split("\n")
        try:
            self.tree = ast.parse(text)
            index = build_index(text)
            self.code, self.empty = _code(text, self.rows)
        except (SyntaxError, IntractableError, RecursionError, MemoryError, tokenize.TokenError) as error:
            raise ValueError("cannot be parsed") from error
        if index.whole:
            raise ValueError("cannot be cut")
        self.bodies = dict(_bodies(self.tree, index.bodies))
        self.idle = {*docstrings(self.tree, self.rows), *idle_locals(self.tree, self.rows)}
        self.constants = dict(constants(self.tree.body, self.rows))

    def said(self, name: str) -> list[str] | None:
        """The lines that give a constant its value."""
        span = self.constants.get(name)
        return [self.code[line] for line in range(span[0], span[1] + 1)] if span else None


def compare(old: Text, new: Text, asked: Collection[int]) -> Kept | None:
    """How the lines of two versions correspond; None where they differ in what was asked for."""
    unread = {key for key, body in old.bodies.items() if body.first not in asked}
    gone, added = old.bodies.keys() - new.bodies.keys(), new.bodies.keys() - old.bodies.keys()
    free = [*(old.bodies[key] for key in gone), *(new.bodies[key] for key in added)]
    if not gone <= unread or any(body.whole is None for body in free):
        return None
    values = {name for name in {*old.constants, *new.constants} if old.said(name) != new.said(name)}
    cut = [
        _cut(text, unread & text.bodies.keys(), other, values) for text, other in ((old, gone), (new, added))
    ]
    before, after = (_remaining(text, lines) for text, lines in zip((old, new), cut, strict=True))
    if [old.code[line] for line in before] != [new.code[line] for line in after]:
        return None
    lines: dict[int, int] = {}
    for line, moved in zip(before, after, strict=True):
        # An indented comment after a block belongs to it: then the definition ends there.
        length = _trailing(old, line)
        if length != _trailing(new, moved):
            return None
        lines |= {line + each: moved + each for each in range(length + 1)}
    return Kept(
        lines,
        frozenset(body.name for body in free) | values,
        {body.first: new.bodies[key].first for key, body in old.bodies.items() if key not in gone},
        "\n".join(_differences(old, new, before, after)).encode("utf-8", "surrogatepass"),
    )


def _cut(text: Text, unread: Collection[Key], alone: Collection[Key], constants: Collection[str]) -> set[int]:
    spans = [text.bodies[key].inner for key in unread]
    spans += [whole for key in alone if (whole := text.bodies[key].whole)]
    spans += [text.constants[name] for name in constants if name in text.constants]
    return {line for first, last in spans for line in range(first, last + 1)}


def _remaining(text: Text, cut: set[int]) -> list[int]:
    gone = cut | text.empty | text.idle
    return [line for line in text.code if line not in gone]


def _differences(old: Text, new: Text, before: list[int], after: list[int]) -> Iterator[str]:
    """What lies between lines that correspond, or stands behind them as a comment, where it has changed."""
    ends = len(old.rows) + 1, len(new.rows) + 1
    start = 0, 0
    for place in (*zip(before, after, strict=True), ends):
        for both in zip(_between(old, start[0], place[0]), _between(new, start[1], place[1]), strict=True):
            if both[0] != both[1]:
                yield from both
        start = place


def _between(text: Text, start: int, end: int) -> tuple[str, str]:
    """A line, and all below it up to another."""
    return text.rows[start - 1] if start else "", "\n".join(text.rows[start : end - 1])


def _trailing(text: Text, line: int) -> int:
    """How many lines after a line of code the block that it ends goes on with comments."""
    following = line + 1
    while following in text.empty:
        following += 1
    below = text.rows[following - 1] if following <= len(text.rows) else ""
    deep = [n for n in range(line + 1, following) if _indent(text.rows[n - 1]) > _indent(below)]
    return deep[-1] - line if deep else 0


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip()) if row.strip() else 0


def _code(text: str, rows: list[str]) -> tuple[dict[int, str], set[int]]:
    """Each line without its comment, and the lines that hold nothing else."""
    code = dict(enumerate(rows, start=1))
    empty, used, several = set[int](), set[int](), set[int]()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        row, column = token.start
        if token.type == tokenize.COMMENT:
            code[row] = rows[row - 1][:column]
        elif token.type in (tokenize.NL, tokenize.ENDMARKER):
            empty.add(row)
        elif token.type not in (tokenize.INDENT, tokenize.DEDENT):
            used.update(range(row, token.end[0] + 1))
            several.update(range(row, token.end[0]))
    code = {row: text if row in several else text.rstrip() for row, text in code.items()}
    return code, {row for row in empty - used if not code.get(row, "")}


def _bodies(tree: ast.Module, index: dict[int, tuple[int, int]]) -> Iterator[tuple[Key, Body]]:
    seen: Counter[str] = Counter()
    for name, node, is_top in functions(tree.body, "", True):
        first, last = index.get(node.lineno, (0, 0))
        if not first:
            continue
        key = name, seen[name]
        seen[name] += 1
        inner = min(_start(node.body[0]), first), max(last, node.end_lineno or last)
        whole = (node.lineno, inner[1]) if is_top and _is_free(node) else None
        yield key, Body(node.name, first, inner, whole)


def _start(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def _is_free(node: Function) -> bool:
    """Whether nothing happens where the function is defined but that its name is bound."""
    said = [each.annotation for each in ast.walk(node.args) if isinstance(each, ast.arg)] + [node.returns]
    given = [*node.args.defaults, *node.args.kw_defaults]
    return (
        not node.decorator_list
        and not getattr(node, "type_params", None)
        and all(isinstance(each, ast.Constant | None) for each in given)
        and all(isinstance(part, _PLAIN) for each in said if each is not None for part in ast.walk(each))
    )
