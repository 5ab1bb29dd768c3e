"""Phases, their target dates, subsystems and the rules that sort units into them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from tracker.api.auth import ADMIN, MEMBER, VIEWER, caller
from tracker.api.problems import answers
from tracker.api.shapes import Counts, PhaseShape, UnitName
from tracker.api.subjects import Key, Slug, Text, repository_of, subsystem_of
from tracker.models import PhaseTarget, Subsystem, SubsystemRule, Unit
from tracker.queries import board, progress
from tracker.queries.linked import of_subsystem
from tracker.queries.standing import standing, standings
from tracker.services import ownership, subsystems, targets

router = Router(tags=["phases and subsystems"])
MOVES_SHOWN = 200
PhaseName = Literal["", "1", "2", "done"]


class Check(Schema):
    """One line of the readiness checklist."""

    text: str
    met: bool
    detail: str


class Phases(Schema):
    """``outside_routes`` counts blocking calls that no route reaches."""

    phases: list[PhaseShape]
    readiness: list[Check]
    outside_routes: int


class TargetDay(Schema):
    date: date
    note: Text = Field("", max_length=300)


class SubsystemRow(Schema):
    """``column`` is where its card stands on the board; ``criteria`` counts entry and exit criteria."""

    slug: str
    name: str
    column: str
    phase: str
    owner: str | None
    target_date: date | None
    counts: Counts | None
    criteria_met: int
    criteria: int


class Criterion(Schema):
    text: Text = Field(..., max_length=500)
    done: bool = False


class Rule(Schema):
    kind: Literal["prefix", "package", "tag"]
    value: Text = Field(..., max_length=300)


class SubsystemDetail(SubsystemRow):
    notes: str
    entry: list[Criterion]
    exit: list[Criterion]
    rules: list[Rule]
    blocking_by_role: dict[str, int]
    findings: dict[str, int]
    twins: list[tuple[UnitName, UnitName]]


class SubsystemEvidence(Schema):
    """``cleared`` routes, ``covered`` of them measured before and after; ``files`` are the newest result
    files about the subsystem."""

    cleared: int
    covered: int
    files: list[int]


class SubsystemChange(Schema):
    """Only what is given changes; an empty owner takes the owner away."""

    model_config = ConfigDict(extra="forbid")

    phase: PhaseName | None = None
    owner: Text | None = None
    target_date: date | None = None
    notes: Text | None = Field(None, max_length=4000)
    entry: list[Criterion] | None = Field(None, max_length=50)
    exit: list[Criterion] | None = Field(None, max_length=50)


class SubsystemRules(Schema):
    name: Text = Field(..., max_length=200)
    rules: list[Rule] = Field(..., max_length=200)


class RuleSet(Schema):
    """The rules of all subsystems in order; ``preview`` only tells what would move."""

    subsystems: list[SubsystemRules] = Field(..., max_length=500)
    preview: bool = False


class RuleMove(Schema):
    unit: UnitName
    before: str
    after: str


class SubsystemRuleResult(Schema):
    """Units per subsystem, how many move, and the first of them."""

    preview: bool
    counts: dict[str, int]
    moved: int
    moves: list[RuleMove]


@router.get("/phases", auth=VIEWER, response=answers(Phases))
def phases(request: HttpRequest, key: Key) -> Any:
    """Both phases with their targets, and what the code is ready for."""
    repository = repository_of(key)
    days = PhaseTarget.objects.filter(repository=repository)
    return {
        "phases": progress.phases(standing(repository), days),
        "readiness": board.readiness(repository.latest_scan),
        "outside_routes": board.outside_routes(repository),
    }


@router.put("/phases/{phase}/target", auth=MEMBER, response=answers(None, 204))
def set_target(request: HttpRequest, key: Key, phase: Literal["1", "2"], body: TargetDay) -> Any:
    """Sets the day a phase should be finished."""
    repository = repository_of(key)
    targets.set_target(repository, phase=phase, day=body.date, note=body.note, actor=caller(request).name)
    return Status(204, None)


@router.delete("/phases/{phase}/target", auth=MEMBER, response=answers(None, 204))
def remove_target(request: HttpRequest, key: Key, phase: Literal["1", "2"]) -> Any:
    """Takes the target away."""
    targets.set_target(repository_of(key), phase=phase, day=None, actor=caller(request).name)
    return Status(204, None)


@router.get("/subsystems", auth=VIEWER, response=answers(list[SubsystemRow]))
def list_subsystems(request: HttpRequest, key: Key) -> Any:
    """The cards of the board."""
    return [row(card) for card in board.board(repository_of(key))]


def row(card: board.Card) -> dict[str, Any]:
    one = card.subsystem
    return {
        "slug": one.slug,
        "name": one.name,
        "column": card.column,
        "phase": one.phase,
        "owner": one.owner.handle if one.owner else None,
        "target_date": one.target_date,
        "counts": card.counts,
        "criteria_met": card.met,
        "criteria": card.criteria,
    }


@router.get("/subsystems/{slug}", auth=VIEWER, response=answers(SubsystemDetail))
def show(request: HttpRequest, key: Key, slug: Slug) -> Any:
    """One subsystem: plan, criteria, rules and what is left."""
    return detail(subsystem_of(repository_of(key), slug))


def detail(one: Subsystem) -> dict[str, Any]:
    card = board.card(one, standings([one.repository], "subsystem").get(one.pk))
    left = board.leftovers(one)
    return {
        **row(card),
        "notes": one.notes,
        "entry": one.criteria.get("entry", []),
        "exit": one.criteria.get("exit", []),
        "rules": list(one.rules.all()),
        "blocking_by_role": {role or "route": n for role, n in left.roles},
        "findings": dict(left.findings),
        "twins": board.dual_helpers(one),
    }


@router.get("/subsystems/{slug}/evidence", auth=VIEWER, response=answers(SubsystemEvidence))
def evidence(request: HttpRequest, key: Key, slug: Slug) -> Any:
    """How much of what a subsystem cleared is measured."""
    found = of_subsystem(subsystem_of(repository_of(key), slug))
    return {
        "cleared": found.cleared,
        "covered": found.covered,
        "files": [file.pk for file in found.files],
    }


@router.patch("/subsystems/{slug}", auth=MEMBER, response=answers(SubsystemDetail))
def change(request: HttpRequest, key: Key, slug: Slug, body: SubsystemChange) -> Any:
    """Changes what a team plans for a subsystem."""
    repository = repository_of(key)
    one = subsystem_of(repository, slug)
    subsystems.update(one, actor=caller(request).name, **values(body, one, caller(request).name))
    return detail(subsystem_of(repository, slug))


def values(body: SubsystemChange, one: Subsystem, by: str) -> dict[str, object]:
    given = body.dict(exclude_unset=True)
    found: dict[str, object] = {
        name: given[name] for name in ("phase", "notes") if given.get(name) is not None
    }
    if "target_date" in given:
        found["target_date"] = given["target_date"]
    if "owner" in given:
        found["owner"] = ownership.owner(given["owner"]) if given["owner"] else None
    if kinds := {kind: given[kind] for kind in ("entry", "exit") if given.get(kind) is not None}:
        found["criteria"] = {**one.criteria, **{kind: stamped(one, kind, kinds[kind], by) for kind in kinds}}
    return found


def stamped(one: Subsystem, kind: str, items: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    lines = [f"{'[x] ' if item.get('done') else ''}{item['text']}" for item in items]
    return subsystems.criteria("\n".join(lines), one.criteria.get(kind, []), by)


@router.get("/subsystem-rules", auth=VIEWER, response=answers(list[SubsystemRules]))
def rules(request: HttpRequest, key: Key) -> Any:
    """The saved rules in the order they are tried."""
    rows = SubsystemRule.objects.filter(subsystem__repository=repository_of(key)).select_related("subsystem")
    found: dict[str, list[SubsystemRule]] = {}
    for rule in rows.order_by("subsystem__order", "subsystem__name", "order", "id"):
        found.setdefault(rule.subsystem.name, []).append(rule)
    return [{"name": name, "rules": mine} for name, mine in found.items()]


@router.put("/subsystem-rules", auth=ADMIN, response=answers(SubsystemRuleResult))
def set_rules(request: HttpRequest, key: Key, body: RuleSet) -> Any:
    """Replaces all rules and moves the units, or tells what that would do."""
    repository = repository_of(key)
    specs: Any = [spec.dict() for spec in body.subsystems]
    if body.preview:
        found = subsystems.preview(repository, specs)
    else:
        found = subsystems.apply(repository, specs, actor=caller(request).name)
    shown = found.moves[:MOVES_SHOWN]
    units = Unit.objects.in_bulk([pk for pk, _, _ in shown])
    return {
        "preview": body.preview,
        "counts": dict(found.counts),
        "moved": len(found.moves),
        "moves": [
            {"unit": units[pk], "before": before, "after": after}
            for pk, before, after in shown
            if pk in units
        ],
    }
