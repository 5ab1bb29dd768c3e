"""The algebra of interval states: what one observation changes, wherever on the timeline it falls.

Observations are made at positions. What one sees at ``p`` is taken to hold on [p, b), where ``b`` is
the next observed position (none at the tip), so scans may arrive in any order and be repeated: the
spans that result are the same as if they had arrived in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """One stored state of one subject over [start, end); ``end`` is None while it holds."""

    id: int
    subject: int
    start: int
    end: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class New:
    """A span to add: with fresh content, or with the content of the span ``copy_of``."""

    subject: int
    start: int
    end: int | None
    copy_of: Span | None = None


@dataclass(slots=True)
class Plan:
    """What has to be written; every list holds (span, new bound) or what to add or delete."""

    starts: list[tuple[Span, int]] = field(default_factory=list)
    ends: list[tuple[Span, int | None]] = field(default_factory=list)
    added: list[New] = field(default_factory=list)
    deleted: list[Span] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Around:
    """The spans of one subject near an observation: the one that covers it and its neighbours.

    ``left`` ends where the observation starts, ``right`` starts where it ends.
    """

    cover: Span | None = None
    left: Span | None = None
    right: Span | None = None


def observe(
    plan: Plan, *, subject: int, around: Around, digest: str | None, start: int, end: int | None
) -> None:
    """Adds to ``plan`` what makes ``subject`` be in state ``digest`` (None: absent) on [start, end)."""
    cover = around.cover
    if cover.digest == digest if cover else digest is None:
        return
    plan.touched.add(subject)
    if cover:
        _cut(plan, cover, start, end)
    if digest is not None:
        _put(plan, subject, around, digest, start, end)


def _cut(plan: Plan, cover: Span, start: int, end: int | None) -> None:
    """Takes [start, end) out of the span that covers it."""
    has_head = cover.start < start
    has_tail = end is not None and (cover.end is None or cover.end > end)
    if has_head:
        plan.ends.append((cover, start))
    if has_tail and end is not None:
        if has_head:
            plan.added.append(New(cover.subject, end, cover.end, copy_of=cover))
        else:
            plan.starts.append((cover, end))
    if not has_head and not has_tail:
        plan.deleted.append(cover)


def _put(plan: Plan, subject: int, around: Around, digest: str, start: int, end: int | None) -> None:
    """Puts the state onto the free [start, end), joined with equal neighbours."""
    cover = around.cover
    left = around.left if cover is None or cover.start == start else None
    right = around.right if cover is None or cover.end == end else None
    joins_left = left is not None and left.digest == digest
    joins_right = right is not None and right.digest == digest
    if left and joins_left and right and joins_right:
        plan.ends.append((left, right.end))
        plan.deleted.append(right)
    elif left and joins_left:
        plan.ends.append((left, end))
    elif right and joins_right:
        plan.starts.append((right, start))
    else:
        plan.added.append(New(subject, start, end))
