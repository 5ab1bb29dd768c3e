"""Which changed line made a unit block: where its chain meets the change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypedDict

from scanner.changes import Changes, LineRange
from scanner.model import ChainStep

Span = tuple[str, int, int]
Closeness = Literal["step", "function", "file"]

MAX_CAUSES = 5


class Cause(TypedDict):
    """A changed place on a unit's chain. ``where`` says how near: on a step of the chain itself,
    inside a function of the chain, or elsewhere in a file of the chain (an import, a setting)."""

    file: str
    line: int
    end_line: int
    symbol: str
    where: Closeness
    text: str


def find_causes(
    unit: str, chain: Sequence[ChainStep], spans: Mapping[str, Span], changes: Changes
) -> list[Cause]:
    """The nearest changed places, at most MAX_CAUSES, in the order of the chain; none when the
    change does not touch any file of the chain."""
    functions = _functions(unit, chain, spans)
    for found in (
        _on_steps(chain, changes),
        _in_functions(functions, changes),
        _in_files(functions, chain, changes),
    ):
        causes = list(dict.fromkeys(found))
        if causes:
            return [_cause(*cause, changes) for cause in causes[:MAX_CAUSES]]
    return []


Place = tuple[str, int, int, str, Closeness]


def _functions(unit: str, chain: Sequence[ChainStep], spans: Mapping[str, Span]) -> list[tuple[str, Span]]:
    symbols = dict.fromkeys([unit, *(step["symbol"] for step in chain)])
    return [(symbol, spans[symbol]) for symbol in symbols if symbol in spans]


def _on_steps(chain: Sequence[ChainStep], changes: Changes) -> Iterator[Place]:
    for step in chain:
        for first, last in changes.lines(step["file"]):
            if first <= step["line"] <= last:
                yield step["file"], step["line"], step["line"], step["symbol"], "step"


def _in_functions(functions: Sequence[tuple[str, Span]], changes: Changes) -> Iterator[Place]:
    for symbol, (file, first, last) in functions:
        for start, end in _overlap(changes.lines(file), first, last):
            yield file, start, end, symbol, "function"


def _in_files(
    functions: Sequence[tuple[str, Span]], chain: Sequence[ChainStep], changes: Changes
) -> Iterator[Place]:
    owners = {file: symbol for symbol, (file, _, _) in reversed(functions)}
    for step in chain:
        for start, end in changes.lines(step["file"]):
            yield step["file"], start, end, owners.get(step["file"], step["symbol"]), "file"


def _overlap(ranges: Sequence[LineRange], first: int, last: int) -> Iterator[LineRange]:
    for start, end in ranges:
        if start <= last and end >= first:
            yield max(start, first), min(end, last)


def _cause(file: str, line: int, end_line: int, symbol: str, where: Closeness, changes: Changes) -> Cause:
    text = changes.text(file, line)
    return {"file": file, "line": line, "end_line": end_line, "symbol": symbol, "where": where, "text": text}
