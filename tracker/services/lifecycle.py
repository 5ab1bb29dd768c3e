"""Derives from a unit's (or a finding's) spans how each came about and where the whole stands now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.models import Classification, Finding, Unit, UnitState

BLOCKING = Classification.BLOCKING.value
Change = UnitState.Change
Ending = UnitState.Ending


@dataclass(slots=True)
class Stretch:
    """One stored state of a unit, as far as its lifecycle depends on it."""

    id: int
    start: int
    end: int | None
    from_scan: int
    to_scan: int | None
    classification: str
    is_async: bool
    detail: str
    confidence: str = ""
    blocking_calls: int = 0
    change: str = ""
    previous_class: str = ""
    ends: str = ""

    def derived(self) -> tuple[str, str, str, str]:
        return (self.change, self.previous_class, self.ends, self.detail)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands at the tip, and since which scan."""

    lifecycle: str
    first_scan_id: int
    since_scan_id: int
    removed_scan_id: int | None
    classification: str
    detail: str
    confidence: str
    is_async: bool
    blocking_calls: int


def derive(stretches: Sequence[Stretch], *, oldest: int) -> None:
    """Fills in what each stretch owes to the one before it; ``oldest`` is the first observed position."""
    previous: Stretch | None = None
    was_async = False
    for stretch in stretches:
        adjoins = previous is not None and previous.end == stretch.start
        stretch.change = _change(previous, stretch, adjoins, oldest)
        stretch.previous_class = previous.classification if previous else ""
        stretch.detail = _detail(stretch, was_async)
        if previous:
            previous.ends = Ending.CHANGED if adjoins else Ending.REMOVED
        was_async = was_async or stretch.is_async
        previous = stretch
    if previous:
        previous.ends = Ending.REMOVED if previous.end is not None else Ending.HOLDS


def standing(stretches: Sequence[Stretch], *, tip: int, oldest: int, lapsed: bool = False) -> Standing:
    """Where the unit stands at position ``tip``; ``lapsed``: a waiver of it ended though it still blocks."""
    last = stretches[-1]
    run = _run(stretches)
    return Standing(
        lifecycle=_lifecycle(stretches, run, tip, oldest, lapsed),
        first_scan_id=stretches[0].from_scan,
        since_scan_id=run.from_scan,
        removed_scan_id=last.to_scan,
        classification=last.classification,
        detail=last.detail,
        confidence=last.confidence,
        is_async=last.is_async,
        blocking_calls=last.blocking_calls,
    )


def finding_lifecycle(
    spans: Sequence[tuple[int, int | None]], *, tip: int, oldest: int, unit_lives: bool
) -> str:
    """Where a finding stands, from its (start, end) spans in order."""
    start, end = spans[-1]
    if end is not None:
        return Finding.Lifecycle.FIXED if unit_lives else Finding.Lifecycle.REMOVED
    if len(spans) > 1:
        return Finding.Lifecycle.REOPENED
    return Finding.Lifecycle.NEW if start == tip > oldest else Finding.Lifecycle.OPEN


def _change(previous: Stretch | None, stretch: Stretch, adjoins: bool, oldest: int) -> str:
    if previous is None:
        return Change.FIRST if stretch.start <= oldest else Change.ADDED
    if not adjoins:
        return Change.RETURNED
    before, after = previous.classification == BLOCKING, stretch.classification == BLOCKING
    if before == after:
        return Change.ALTERED
    return Change.BLOCKED if after else Change.CLEARED


def _detail(stretch: Stretch, was_async: bool) -> str:
    if stretch.classification != Classification.CONVERTED or stretch.detail not in ("converted", "born-def"):
        return stretch.detail
    return "converted" if was_async else "born-def"


def _run(stretches: Sequence[Stretch]) -> Stretch:
    """The first stretch of the unbroken run of the last one's class."""
    first = stretches[-1]
    for stretch in reversed(stretches[:-1]):
        if stretch.end != first.start or stretch.classification != first.classification:
            break
        first = stretch
    return first


def _lifecycle(stretches: Sequence[Stretch], run: Stretch, tip: int, oldest: int, lapsed: bool) -> str:
    last = stretches[-1]
    if last.end is not None:
        return Unit.Lifecycle.REMOVED
    if last.classification != BLOCKING:
        blocked = any(stretch.classification == BLOCKING for stretch in stretches)
        return Unit.Lifecycle.FIXED if blocked else Unit.Lifecycle.CLEAN
    if lapsed or _blocked_before(stretches):
        return Unit.Lifecycle.REOPENED
    return Unit.Lifecycle.NEW if run.start == tip > oldest else Unit.Lifecycle.OPEN


def _blocked_before(stretches: Iterable[Stretch]) -> bool:
    """Whether an earlier blocking stretch was followed by one that was not, or by a gap."""
    return any(
        one.classification == BLOCKING and (two.classification != BLOCKING or one.end != two.start)
        for one, two in pairwise(stretches)
    )
