"""Which changed line made a unit block: where its chain meets the change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypedDict

from scanner.changes import Changes, LineRange
from scanner.model import ChainStep
from scanner.origins import Origins, by_file

Span = tuple[str, int, int]
Closeness = Literal["step", "function", "file", "origin"]

MAX_CAUSES = 5


class Cause(TypedDict):
    """A changed place that made a unit block. ``where`` says how near it is: on a step of the chain itself,
    inside a function of the chain, elsewhere in a file of the chain (an import, a setting), or in
    another file (the origin of something the chain uses)."""

    file: str
    line: int
    end_line: int
    symbol: str
    where: Closeness
    text: str


class Causes:
    """Finds what turned the units of one change.

    ``spans`` are the functions of the head, ``known`` those that did blocking work in the base already,
    ``recoloured`` those that were ``def`` and are ``async def`` now, or the other way round.
    """

    def __init__(
        self,
        spans: Mapping[str, Span],
        changes: Changes,
        known: Collection[str] = (),
        recoloured: Collection[str] = (),
    ) -> None:
        self._spans = spans
        self._changes = changes
        self._known = known
        self._recoloured = recoloured
        self._origins = Origins(changes)

    def on_chain(self, chain: Sequence[ChainStep]) -> list[Cause]:
        """The changed steps of a unit's chain, the one that brought the blocking work in first; none of a
        unit that did blocking work before: who calls it turned it."""
        if chain and chain[0]["symbol"] in self._known and not self._is_recoloured(chain[0]):
            return []
        return self._causes(self._on_steps(chain))

    def around(self, unit: str, chain: Sequence[ChainStep]) -> list[Cause]:
        """What else the change did that a unit's chain rests on, the nearest first."""
        functions = self._functions(unit, chain)
        found = [*self._rested_on(unit, chain, functions), *_in_functions(functions, self._changes)]
        return self._causes(found or _in_files(functions, chain, self._changes))

    def _functions(self, unit: str, chain: Sequence[ChainStep]) -> list[tuple[str, Span]]:
        symbols = dict.fromkeys([unit, *(step["symbol"] for step in chain)])
        return [(symbol, self._spans[symbol]) for symbol in symbols if symbol in self._spans]

    def _on_steps(self, chain: Sequence[ChainStep]) -> Iterator[Place]:
        for step in self._changed_steps(chain):
            yield step["file"], step["line"], step["line"], step["symbol"], "step"

    def _changed_steps(self, chain: Sequence[ChainStep]) -> list[ChainStep]:
        """The changed steps of a chain, the likeliest cause first. What did blocking work before does so
        whatever was changed in it: the call that leads there counts, then the ones before it, and what
        follows only where none of them was changed. A line that was only moved is no cause beside
        another."""
        last = len(chain) - 1
        frontier = next((n for n, step in enumerate(chain) if n and step["symbol"] in self._known), last)
        towards = [chain[n] for n in range(frontier, -1, -1) if self._is_changed(chain[n])]
        found = towards or [step for step in chain[frontier + 1 :] if self._is_changed(step)]
        own = [step for step in found if not self._changes.is_moved(step["file"], step["line"])]
        return own or found

    def _is_changed(self, step: ChainStep) -> bool:
        """A function's own first line counts where its colour changed."""
        ranges = self._changes.lines(step["file"])
        touched = any(first <= step["line"] <= last for first, last in ranges)
        return touched and (not self._is_first_line(step) or self._is_recoloured(step))

    def _is_first_line(self, step: ChainStep) -> bool:
        return self._spans.get(step["symbol"], ("", 0, 0))[:2] == (step["file"], step["line"])

    def _is_recoloured(self, step: ChainStep) -> bool:
        return step["symbol"] in self._recoloured

    def _rested_on(
        self, unit: str, chain: Sequence[ChainStep], functions: Sequence[tuple[str, Span]]
    ) -> Iterator[Place]:
        files = {step["file"]: step["symbol"] for step in reversed(chain)}
        for origin in self._origins.of(chain, by_file(functions)):
            inside = [name for name, span in functions if _covers(span, origin.file, origin.line)]
            where: Closeness = "function" if inside else "file" if origin.file in files else "origin"
            symbol = inside[-1] if inside else files.get(origin.file, unit)
            yield origin.file, origin.line, origin.line, symbol, where

    def _causes(self, places: Iterable[Place]) -> list[Cause]:
        found: dict[tuple[str, int], Place] = {}
        for place in places:
            if not any(_overlaps(place, other) for other in found.values()):
                found[place[0], place[1]] = place
        return [_cause(*place, self._changes) for place in list(found.values())[:MAX_CAUSES]]


Place = tuple[str, int, int, str, Closeness]


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


def _covers(span: Span, file: str, line: int) -> bool:
    return span[0] == file and span[1] <= line <= span[2]


def _overlaps(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] <= other[2] and other[1] <= one[2]


def _cause(file: str, line: int, end_line: int, symbol: str, where: Closeness, changes: Changes) -> Cause:
    text = changes.text(file, line)
    return {"file": file, "line": line, "end_line": end_line, "symbol": symbol, "where": where, "text": text}
