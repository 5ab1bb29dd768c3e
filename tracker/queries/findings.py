"""Findings and blocking call sites, filtered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from tracker.models import CallSite, Finding, Repository, Unit
from tracker.queries.reach import calls_of, is_id

KINDS = (
    "database",
    "http",
    "cloud",
    "subprocess",
    "sleep",
    "file",
    "network",
    "cache",
    "mail",
    "lock",
    "queue",
)


@dataclass(frozen=True)
class FindingFilter:
    """``status``: open (the default), a lifecycle, or all."""

    q: str = ""
    code: str = ""
    level: str = ""
    status: str = "open"
    waived: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> FindingFilter:
        given = {name: query.get(name, "") for name in ("q", "code", "level", "status", "waived")}
        return cls(**{name: value for name, value in given.items() if value})


def findings(repository: Repository, wanted: FindingFilter) -> QuerySet[Finding]:
    rows = Finding.objects.filter(repository=repository).select_related("unit")
    if wanted.status == "open":
        rows = rows.filter(lifecycle__in=Finding.OPEN_STATES)
    elif wanted.status in Finding.Lifecycle.values:
        rows = rows.filter(lifecycle=wanted.status)
    if wanted.level:
        rows = rows.filter(level=wanted.level)
    if wanted.waived in ("yes", "no"):
        rows = rows.filter(waived=wanted.waived == "yes")
    for word in wanted.q.split():
        rows = rows.filter(
            Q(message__icontains=word) | Q(unit_name__icontains=word) | Q(file__icontains=word)
        )
    return rows


def code_counts(rows: QuerySet[Finding]) -> list[tuple[str, int]]:
    return list(rows.order_by("code").values_list("code").annotate(n=Count("pk")))


@dataclass(frozen=True)
class CallFilter:
    """``context``: loop or thread; ``reached``: no lists the calls no route reaches.

    ``of``: the id of a unit lists the calls that it counts.
    """

    q: str = ""
    kind: str = ""
    context: str = ""
    reached: str = ""
    of: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> CallFilter:
        return cls(**{name: query.get(name, "") for name in ("q", "kind", "context", "reached", "of")})


def calls(repository: Repository, wanted: CallFilter) -> QuerySet[CallSite]:
    rows = CallSite.objects.filter(repository=repository)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.context in ("loop", "thread"):
        rows = rows.filter(on_loop=wanted.context == "loop")
    if wanted.reached == "no":
        rows = rows.filter(routes=0)
    if wanted.of:
        rows = rows.filter(pk__in=calls_of(unit_of(repository, wanted.of)).order_by().values("pk"))
    for word in wanted.q.split():
        rows = rows.filter(Q(symbol__icontains=word) | Q(function__icontains=word) | Q(file__icontains=word))
    return rows.order_by("-on_loop", "-routes", "file", "line")


def unit_of(repository: Repository, key: str) -> Unit | None:
    return Unit.objects.filter(repository=repository, pk=int(key)).first() if is_id(key) else None


def kind_counts(repository: Repository, wanted: CallFilter) -> list[tuple[str, int]]:
    """How many of each kind the other filters leave."""
    rows = calls(repository, replace(wanted, kind="")).order_by("kind")
    return list(rows.values_list("kind").annotate(n=Count("pk")))
