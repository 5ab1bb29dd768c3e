"""One unit and everything known about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from tracker.models import (
    Assignment,
    AuditEntry,
    Classification,
    Finding,
    Note,
    Repository,
    RiskTick,
    Unit,
    UnitReach,
    UnitState,
    Waiver,
)
from tracker.queries.ranking import advice
from tracker.queries.words import CLASS_WORDS

RELATED_SHOWN = 12
AUDIT_SHOWN = 20


def unit_of(repository: Repository, pk: int) -> Unit | None:
    rows = Unit.objects.filter(repository=repository, pk=pk)
    return rows.select_related(
        "state", "owner", "subsystem", "since_scan", "first_scan", "traffic", "reach"
    ).first()


@dataclass(frozen=True)
class Related:
    """The other side of the call graph: routes of a helper, helpers of a route."""

    units: list[Unit]
    total: int
    blocking: int


def related(unit: Unit) -> Related:
    reach: UnitReach | None = getattr(unit, "reach", None)
    members = reach.members if reach else []
    rows = Unit.objects.filter(pk__in=members).exclude(lifecycle=Unit.Lifecycle.REMOVED)
    found = list(rows.order_by("classification", "path", "name")[: RELATED_SHOWN + 1])
    if len(found) <= RELATED_SHOWN:
        blocking = sum(one.classification == Classification.BLOCKING for one in found)
        return Related(found, len(found), blocking)
    blocks = Q(classification=Classification.BLOCKING)
    counted = rows.aggregate(total=Count("pk"), blocking=Count("pk", filter=blocks))
    return Related(found[:RELATED_SHOWN], counted["total"], counted["blocking"])


class Cost(NamedTuple):
    """A place that makes a route dear."""

    what: str
    file: str
    line: int
    function: str


COST_WORDS = {"query": "query", "loop": "query in a loop", "join": "join", "eager-load": "eager load"}
COST_ORDER = ("loop", "query", "join", "eager-load")


def costs(unit: Unit) -> list[Cost]:
    """Queries in loops first, then queries, joins and eager loads."""
    reach: UnitReach | None = getattr(unit, "reach", None)
    rows = sorted(reach.costs if reach else [], key=lambda row: COST_ORDER.index(row[0]))
    return [Cost(COST_WORDS[what], file, line, function) for what, file, line, function in rows]


def history(unit: Unit) -> list[UnitState]:
    """The unit's states, newest first."""
    rows = UnitState.objects.filter(unit=unit).select_related("from_scan")
    return list(
        rows.defer("chain", "from_scan__stack", "from_scan__diagnostics").order_by("-from_position")[:40]
    )


def open_findings(unit: Unit) -> QuerySet[Finding]:
    return Finding.objects.filter(unit=unit, lifecycle__in=Finding.OPEN_STATES)


def waivers(unit: Unit) -> list[Waiver]:
    return list(Waiver.objects.filter(unit=unit).order_by("-id")[:10])


def assignments(unit: Unit) -> list[Assignment]:
    return list(Assignment.objects.filter(unit=unit).select_related("owner", "rule"))


def notes(unit: Unit) -> list[Note]:
    return list(Note.objects.filter(unit=unit)[:50])


def trail(unit: Unit) -> list[AuditEntry]:
    rows = AuditEntry.objects.filter(repository_id=unit.repository_id, object_type="unit")
    return list(rows.filter(object_id=str(unit.pk))[:AUDIT_SHOWN])


def verdict(unit: Unit) -> str:
    """Class and cause in one plain sentence."""
    if unit.lifecycle == Unit.Lifecycle.REMOVED:
        return "Gone from the code."
    if unit.classification == Classification.BLOCKING:
        return blocking_sentence(unit)
    calm = {
        Classification.CONVERTED: f"{subject(unit)} is a plain def, so its work runs in a worker thread and "
        "leaves the event loop free.",
        Classification.NATIVE: f"{subject(unit)} is async and nothing it reaches blocks the event loop.",
    }
    return calm[Classification(unit.classification)]


def subject(unit: Unit) -> str:
    return "The handler" if unit.kind == Unit.Kind.ROUTE else "The helper"


def blocking_sentence(unit: Unit) -> str:
    chain = unit.state.chain if unit.state else []
    culprit = CULPRITS.get(unit.detail, subject(unit))
    if len(chain) < 2:
        return f"{culprit} runs a blocking call on the event loop, where every other request waits for it."
    call, between = chain[-1], chain[1:-1]
    path = f"calls {call['symbol']}"
    if len(between) == 1:
        path = f"calls {short(between[0]['symbol'])}, which {path}"
    elif between:
        path = f"reaches {call['symbol']} through {len(between)} helpers"
    return f"{culprit} {path} on the event loop: every other request of the worker waits while it runs."


CULPRITS: Mapping[str, str] = {
    "dependency": "An async dependency of the route",
    "background": "A background task the route adds",
    "stream": "The body the route streams",
}


def short(symbol: str) -> str:
    """A symbol without its module."""
    return symbol.rpartition(":")[2]


@dataclass(frozen=True)
class Risk:
    """One thing to check by hand before converting; ``tick`` when a reviewer did, for this state.
    ``hints`` are ``(name, file, line)`` of what the code shows of it."""

    code: str
    text: str
    tick: RiskTick | None
    hints: tuple[tuple[str, str, int], ...] = ()


RISKS: Mapping[str, str] = {
    "check-then-act": "It reads something, decides, then writes: as plain def two requests can "
    "interleave there.",
    "shared-state": "It changes module or application state that other requests read.",
    "shared-connection": "It uses a connection that must stay on one thread (one shared sqlite connection).",
    "context-variables": "It sets context variables that later code of the request reads.",
    "async-callers": "Other code awaits this function and must change with it.",
}


def risks(unit: Unit, hints: Mapping[str, Sequence[tuple[str, str, int]]] | None = None) -> list[Risk]:
    """The conversion-risk card, what the code shows first; ticks given for an older state of the unit
    count no more."""
    if unit.classification != Classification.BLOCKING:
        return []
    digest = unit.state.digest if unit.state else ""
    ticks = {tick.code: tick for tick in RiskTick.objects.filter(unit=unit, state_digest=digest)}
    seen = hints or {}
    found = [Risk(code, text, ticks.get(code), tuple(seen.get(code, ()))) for code, text in RISKS.items()]
    return sorted(found, key=lambda risk: not risk.hints)


def todo(unit: Unit) -> str:
    """The advice for a blocking unit; empty for the others."""
    return advice(unit) if unit.classification == Classification.BLOCKING else ""


def contract_rows(state: UnitState | None) -> list[tuple[str, Any]]:
    """The contract in words; nothing for helpers."""
    contract = state.contract if state else {}
    names = {"status_code": "Status", "response_model": "Response model"}
    rows: list[tuple[str, Any]] = [
        (label, contract.get(key) or "default") for key, label in names.items() if contract
    ]
    if contract.get("security"):
        rows.append(("Security", ", ".join(contract["security"])))
    if contract.get("parameters"):
        rows.append(("Parameters", ", ".join(contract["parameters"])))
    return rows


def class_meaning(unit: Unit) -> str:
    return CLASS_WORDS[unit.classification].meaning
