"""Where the migration stands: phase progress and change, read from snapshots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from tracker.models import PhaseTarget, Repository, ReviewMark, Snapshot
from tracker.queries.standing import Standing

Part = tuple[str, int, str]


@dataclass(frozen=True)
class Phase:
    """One progress bar. ``done`` of ``total`` units are there; ``parts`` draw the bar."""

    number: str
    title: str
    goal: str
    done: int
    waived: int
    left: int
    total: int
    parts: list[Part]
    left_query: str
    done_query: str
    target: PhaseTarget | None = None

    @property
    def percent(self) -> int:
        """Rounded down: 100 means every unit."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def overdue(self) -> bool:
        return bool(self.target and self.left and self.target.date < timezone.localdate())


def phases(counts: Standing, targets: Iterable[PhaseTarget] = ()) -> list[Phase]:
    """Phase 1 (nothing blocks the loop) and phase 2 (everything is natively async)."""
    by_phase = {target.phase: target for target in targets}
    native, converted, total = counts.native, counts.converted, counts.total
    return [
        Phase(
            "1",
            "Off the loop",
            "no route or helper blocks the event loop",
            native + converted,
            counts.waived,
            counts.blocking - counts.waived,
            total,
            [
                ("native", native, "Native async"),
                ("converted", converted, "Plain def"),
                ("waived", counts.waived, "Waived"),
            ],
            "class=blocking-async&waiver=no",
            "class=converted-def&class=native-async",
            by_phase.get("1"),
        ),
        Phase(
            "2",
            "Native async",
            "every route and helper does its I/O through async clients",
            native,
            0,
            total - native,
            total,
            [("native", native, "Native async")],
            "class=blocking-async&class=converted-def",
            "class=native-async",
            by_phase.get("2"),
        ),
    ]


def target_date(repository: Repository) -> date | None:
    """When phase 1 should be finished."""
    row = PhaseTarget.objects.filter(repository=repository, phase="1").first()
    return row.date if row else None


@dataclass(frozen=True)
class Change:
    """How the counts moved between two snapshots; a missing older one gives no numbers."""

    since: datetime | None
    reviewed: bool
    blocking: int | None = None
    converted: int | None = None
    native: int | None = None


def latest_snapshot(repository: Repository) -> Snapshot | None:
    return Snapshot.objects.filter(repository=repository).select_related("scan").order_by("position").last()


def snapshot_at(repository: Repository, moment: datetime) -> Snapshot | None:
    """The numbers as they stood at ``moment``: the last commit before it."""
    return Snapshot.objects.filter(repository=repository, at__lte=moment).order_by("position").last()


def last_review(repository: Repository) -> ReviewMark | None:
    return ReviewMark.objects.filter(repository=repository).first()


def change(repository: Repository, now: Standing) -> Change:
    """The change since the last review, or over a week where none was held."""
    review = last_review(repository)
    since = review.held_at if review else timezone.now() - timedelta(days=7)
    before = snapshot_at(repository, since)
    if before is None:
        return Change(since, review is not None)
    return Change(
        since,
        review is not None,
        now.blocking - before.blocking,
        now.converted - before.routes_converted - before.helpers_converted,
        now.native - before.routes_native - before.helpers_native,
    )
