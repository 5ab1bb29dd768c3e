"""The review report: what happened since a date, for one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from tracker.charts.burndown import Point
from tracker.models import (
    Classification,
    PhaseTarget,
    Repository,
    ReviewMark,
    Unit,
    UnitState,
    Waiver,
)
from tracker.queries.burndown import BurnDown, burn_down
from tracker.queries.overview import NEWLY
from tracker.queries.progress import Phase, phases
from tracker.queries.proof import Proof, proof
from tracker.queries.proof import as_json as proof_as_json
from tracker.queries.ranking import (
    PLAN_STEPS,
    Candidate,
    FixPlan,
    candidates,
    fix_plan,
    remedy_of,
    rows_of,
    scores,
)
from tracker.queries.standing import Standing, standing

UNKNOWN = "unknown"
LISTED = 8
NEXT_LISTED = 6


@dataclass(frozen=True)
class Report:
    """Everything the page, its Markdown and its JSON show."""

    repository: Repository
    since: datetime
    made_at: datetime
    now: Standing
    before: Point | None
    phases: list[Phase]
    burndown: BurnDown
    cleared: list[UnitState]
    cleared_total: int
    newly: list[UnitState]
    newly_total: int
    movers: list[tuple[str, int]]
    stuck: list[Unit]
    next_routes: list[Candidate]
    plan: FixPlan
    ending: list[Waiver]

    @cached_property
    def proof(self) -> Proof:
        """What is proven; read only where it is shown."""
        return proof(self.repository)

    @property
    def change(self) -> int | None:
        """Blocking units now less those at ``since``, waived ones left out on both sides."""
        return self.left - (self.before.blocking - self.before.waived) if self.before else None

    @property
    def left(self) -> int:
        return self.now.blocking - self.now.waived

    @property
    def headline(self) -> str:
        if not self.left:
            return "Nothing blocks the event loop any more."
        moved = ""
        if self.change:
            moved = (
                f", {abs(self.change)} {'more' if self.change > 0 else 'fewer'} than on {self.since:%d %b %Y}"
            )
        elif self.change == 0:
            moved = f", as many as on {self.since:%d %b %Y}"
        noun = "unit blocks" if self.left == 1 else "units block"
        return f"{self.left} {noun} the event loop{moved}."


def report(repository: Repository, since: datetime) -> Report | None:
    """None until a first complete scan exists."""
    now = standing(repository)
    if not now.total:
        return None
    moved, series = moves(repository, since), burn_down(repository)
    cleared, newly = of_kind(moved, "cleared"), of_kind(moved, "newly")
    states = states_of([*cleared[:LISTED], *newly[:LISTED]])
    ranked, remedy = scores(repository), remedy_of(repository)
    best = ranked[:NEXT_LISTED]
    units = rows_of(best, remedy, PLAN_STEPS)
    return Report(
        repository=repository,
        since=since,
        made_at=timezone.now(),
        now=now,
        before=series.at(since),
        phases=phases(now, PhaseTarget.objects.filter(repository=repository)),
        burndown=series,
        cleared=[states[move.state] for move in cleared[:LISTED]],
        cleared_total=len(cleared),
        newly=[states[move.state] for move in newly[:LISTED]],
        newly_total=len(newly),
        movers=Counter(move.author or UNKNOWN for move in cleared).most_common(6),
        stuck=stuck(repository),
        next_routes=candidates(best, units),
        plan=fix_plan(remedy, {one.unit for one in ranked}, units),
        ending=ending_waivers(repository),
    )


class Move(NamedTuple):
    """A change into or out of blocking: the id of its state, and whose commit brought it."""

    state: int
    change: str
    classification: str
    author: str


def moves(repository: Repository, since: datetime) -> list[Move]:
    """Changes into and out of blocking since then, newest first; at most 2000."""
    rows = UnitState.objects.filter(repository=repository, from_scan__committed_at__gt=since)
    rows = rows.filter(
        Q(change=UnitState.Change.CLEARED) | Q(change__in=NEWLY, classification=Classification.BLOCKING)
    )
    values = rows.values_list("pk", "change", "classification", "from_scan__author_name")
    return [Move(*row) for row in values.order_by("-from_position", "pk")[:2000]]


def of_kind(moved: list[Move], kind: str) -> list[Move]:
    """``cleared``: moves out of blocking; ``newly``: moves into it."""
    if kind == "cleared":
        return [move for move in moved if move.change == UnitState.Change.CLEARED]
    blocking = Classification.BLOCKING
    return [move for move in moved if move.change in NEWLY and move.classification == blocking]


def of_author(moved: list[Move], author: str) -> list[Move]:
    """Those that commits of one person brought; all of them for nobody."""
    return [move for move in moved if not author or (move.author or UNKNOWN) == author]


def states_of(moved: Sequence[Move]) -> dict[int, UnitState]:
    """The states of moves by id, with what a row shows."""
    rows = UnitState.objects.select_related("unit", "from_scan", "unit__owner").defer(
        "chain", "contract", "from_scan__stack", "from_scan__diagnostics", "from_scan__changes"
    )
    return rows.in_bulk([move.state for move in moved])


def stuck(repository: Repository) -> list[Unit]:
    """The blocking units that have blocked longest, waived ones left out."""
    rows = Unit.objects.filter(
        repository=repository,
        lifecycle__in=Unit.BLOCKED,
        classification=Classification.BLOCKING,
        waived=False,
    )
    return list(
        rows.select_related("owner", "since_scan").order_by("since_scan__committed_at", "path", "pk")[
            :NEXT_LISTED
        ]
    )


def ending_waivers(repository: Repository) -> list[Waiver]:
    """Waivers that end within four weeks, the first to end first."""
    soon = timezone.localdate() + timedelta(weeks=4)
    rows = Waiver.objects.filter(repository=repository, ended_at=None, expires__lte=soon)
    return list(rows.select_related("unit")[:NEXT_LISTED])


def default_since(held: list[ReviewMark]) -> datetime:
    """The last review, or else four weeks ago."""
    return held[0].held_at if held else timezone.now() - timedelta(weeks=4)


def counted_from(day: date | None, held: list[ReviewMark]) -> datetime:
    """The start of ``day``, or where no day is chosen the last review."""
    return datetime.combine(day, time.min, tzinfo=UTC) if day else default_since(held)


def reviews(repository: Repository) -> list[ReviewMark]:
    return list(ReviewMark.objects.filter(repository=repository)[:12])


def as_json(found: Report) -> dict[str, Any]:
    return {
        "repository": found.repository.slug,
        "since": found.since.isoformat(),
        "made_at": found.made_at.isoformat(),
        "headline": found.headline,
        "blocking": {
            "routes": found.now.routes_blocking,
            "helpers": found.now.helpers_blocking,
            "change": found.change,
            "waived": found.now.waived,
        },
        "phases": [
            {"phase": one.number, "done": one.done, "total": one.total, "left": one.left}
            for one in found.phases
        ],
        "forecast": {
            "verdict": found.burndown.forecast.verdict,
            "earliest": iso(found.burndown.forecast.earliest),
            "latest": iso(found.burndown.forecast.latest),
        },
        "cleared": [moved(state) for state in found.cleared],
        "cleared_total": found.cleared_total,
        "newly_blocking": [moved(state) for state in found.newly],
        "newly_blocking_total": found.newly_total,
        "stuck": [unit.label for unit in found.stuck],
        "fix_first": {
            "helpers": [step.unit.name for step in found.plan.steps],
            "routes_cleared": found.plan.total,
        },
        "next": [one.unit.label for one in found.next_routes],
        "evidence": proof_as_json(found.proof),
    }


def iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def moved(state: UnitState) -> dict[str, str]:
    return {
        "unit": state.unit.label,
        "revision": state.from_scan.revision,
        "author": state.from_scan.author_name,
    }
