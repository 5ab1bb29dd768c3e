"""The inventory: one filter object for the page, the exports, bulk actions and the API."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from tracker.models import Assignment, Classification, Finding, Repository, Unit, Waiver
from tracker.queries.ranking import freed_by
from tracker.queries.reach import is_id, needing, routes_of_call, running

NONE = "none"
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("path", "name"),
    "class": ("classification", "-kind", "path", "name"),
    "calls": ("blocking_calls", "path", "name"),
    "reach": ("reach_count", "path", "name"),
    "subsystem": ("subsystem__name", "path", "name"),
    "owner": ("owner__handle", "path", "name"),
    "file": ("file", "line"),
    "since": ("since_scan__committed_at", "path", "name"),
    "traffic": ("traffic__requests", "path", "name"),
}
DEFAULT_SORT = "class"
EXPIRING_DAYS = 14
FUNCTIONS = {"def": "def", "async": "async def"}


@dataclass(frozen=True)
class InventoryFilter:
    """What to list. Empty tuples filter nothing; several values of one field are alternatives."""

    q: str = ""
    classification: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    subsystem: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    first_owner: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    finding: tuple[str, ...] = ()
    lifecycle: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    waiver: str = ""
    reaches: str = ""
    frees: str = ""
    through: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    runs: str = ""
    since: str = ""
    file: str = ""
    sort: str = DEFAULT_SORT

    @classmethod
    def from_query(cls, query: QueryDict) -> InventoryFilter:
        """Read the address of a page; unknown names and sort columns are ignored."""
        values: dict[str, Any] = {}
        for spec in fields(cls):
            name = PARAMETERS.get(spec.name, spec.name)
            if name not in query:
                continue
            given = tuple(value for value in query.getlist(name) if value)
            values[spec.name] = given if isinstance(spec.default, tuple) else (given[-1] if given else "")
        if values.get("sort", DEFAULT_SORT).removeprefix("-") not in SORTS:
            values["sort"] = DEFAULT_SORT
        return cls(**values)

    def query_string(self) -> str:
        """The shortest address that reads back as this filter."""
        pairs: list[tuple[str, str]] = []
        for spec in fields(self):
            value = getattr(self, spec.name)
            if value != spec.default:
                name = PARAMETERS.get(spec.name, spec.name)
                pairs += [(name, one) for one in ((value,) if isinstance(value, str) else value)]
        return urlencode(pairs)

    @property
    def narrow(self) -> dict[str, tuple[str, ...]]:
        """The fields in use, apart from the sort order."""
        used: dict[str, tuple[str, ...]] = {}
        for spec in fields(self):
            value = getattr(self, spec.name)
            if value and spec.name != "sort":
                used[PARAMETERS.get(spec.name, spec.name)] = (value,) if isinstance(value, str) else value
        return used


PARAMETERS = {"classification": "class"}


def units(repository: Repository, wanted: InventoryFilter) -> QuerySet[Unit]:
    """The filtered units, unsorted; removed ones only when asked for by lifecycle."""
    rows = Unit.objects.filter(repository=repository)
    if Unit.Lifecycle.REMOVED not in wanted.lifecycle:
        rows = rows.exclude(lifecycle=Unit.Lifecycle.REMOVED)
    for column in ("classification", "kind", "detail", "role", "lifecycle", "confidence"):
        if chosen := getattr(wanted, column):
            rows = rows.filter(**{f"{column}__in": chosen})
    rows = rows.filter(plan_is(wanted.plan) & methods_are(wanted.method))
    if len(chosen := {one for one in wanted.function if one in FUNCTIONS}) == 1:
        rows = rows.filter(is_async="async" in chosen)
    rows = rows.filter(subsystem_is(wanted.subsystem) & text_is(wanted.q))
    rows = rows.filter(first_owner_is(wanted.first_owner))
    if wanted.change:
        rows = rows.filter(state__change__in=wanted.change)
    for narrowed in (owned_by, with_finding, with_waiver, reaching, changed_since):
        rows = narrowed(rows, wanted)
    rows = rows.filter(counted_elsewhere(repository, wanted))
    return rows.filter(file=wanted.file) if wanted.file else rows


def counted_elsewhere(repository: Repository, wanted: InventoryFilter) -> Q:
    """The routes behind a number that another page tells of helpers, functions, dependencies or calls."""
    found = Q()
    if wanted.frees:
        found &= Q(pk__in=freed(repository, wanted.frees))
    if wanted.through:
        found &= Q(pk__in=running(repository, wanted.through))
    if wanted.needs:
        found &= Q(pk__in=set().union(*needing(repository, wanted.needs).values()))
    if wanted.runs:
        found &= Q(pk__in=routes_of_call(repository, wanted.runs))
    return found


def plan_is(plans: tuple[str, ...]) -> Q:
    return Q(plan__in=["" if plan == NONE else plan for plan in plans]) if plans else Q()


def methods_are(methods: tuple[str, ...]) -> Q:
    found = Q()
    for method in methods:
        found |= Q(protocol="websocket") if method == "WS" else Q(methods__contains=method)
    return found


def subsystem_is(slugs: tuple[str, ...]) -> Q:
    found = Q(subsystem__slug__in=slugs) if slugs else Q()
    return found | Q(subsystem=None) if NONE in slugs else found


def first_owner_is(handles: tuple[str, ...]) -> Q:
    found = Q(owner__handle__in=handles) if handles else Q()
    return found | Q(owner=None) if NONE in handles else found


def text_is(text: str) -> Q:
    """Every word must occur in the path, the symbol or the file."""
    found = Q()
    for word in text.split():
        found &= Q(path__icontains=word) | Q(name__icontains=word) | Q(file__icontains=word)
    return found


def owned_by(rows: QuerySet[Unit], wanted: InventoryFilter) -> QuerySet[Unit]:
    if not wanted.owner:
        return rows
    handles = [handle for handle in wanted.owner if handle != NONE]
    assigned = Assignment.objects.filter(unit=OuterRef("pk"), owner__handle__in=handles).exclude(
        source=Assignment.Source.SUGGESTION
    )
    found = Q(Exists(assigned)) if handles else Q()
    return rows.filter(found | Q(owner=None) if NONE in wanted.owner else found)


def with_finding(rows: QuerySet[Unit], wanted: InventoryFilter) -> QuerySet[Unit]:
    if not wanted.finding:
        return rows
    present = Finding.objects.filter(unit=OuterRef("pk"), lifecycle__in=Finding.OPEN_STATES)
    if "any" not in wanted.finding:
        present = present.filter(code__in=wanted.finding)
    return rows.filter(Exists(present))


def with_waiver(rows: QuerySet[Unit], wanted: InventoryFilter) -> QuerySet[Unit]:
    if wanted.waiver == "expiring":
        soon = timezone.localdate() + timedelta(days=EXPIRING_DAYS)
        ending = Waiver.objects.filter(unit=OuterRef("pk"), ended_at=None, expires__lte=soon)
        return rows.filter(Exists(ending))
    return rows.filter(waived=wanted.waiver == "yes") if wanted.waiver in ("yes", "no") else rows


def reaching(rows: QuerySet[Unit], wanted: InventoryFilter) -> QuerySet[Unit]:
    """``reaches`` names a helper: list the routes that reach it (for a route: the helpers it reaches)."""
    if not is_id(wanted.reaches):
        return rows
    target = Unit.objects.select_related("reach").filter(pk=int(wanted.reaches)).first()
    reach = getattr(target, "reach", None)
    return rows.filter(pk__in=reach.members if reach else [])


def freed(repository: Repository, helpers: str) -> list[int]:
    """``frees`` names helpers, by ids with commas: list the routes that go clean once they are fixed.

    Behind a tilde: the helpers fixed before, whose routes do not count.
    """
    fixed, _, before = helpers.partition("~")
    already = set(freed_by(repository, ids_of(before)))
    return [route for route in freed_by(repository, ids_of(fixed)) if route not in already]


def ids_of(text: str) -> list[int]:
    """Ids with commas between them; none where one is no number."""
    keys = text.split(",")
    return [int(key) for key in keys] if all(map(str.isdecimal, keys)) else []


def changed_since(rows: QuerySet[Unit], wanted: InventoryFilter) -> QuerySet[Unit]:
    """Units whose present class holds since this day or later."""
    try:
        day = date.fromisoformat(wanted.since)
    except ValueError:
        return rows
    return rows.filter(since_scan__committed_at__date__gte=day)


def in_order(rows: QuerySet[Unit], sort: str) -> QuerySet[Unit]:
    """Sort by a public column name, ``-`` in front for descending; always ends on the id."""
    first, *rest = SORTS[sort.removeprefix("-")]
    leading = F(first).desc(nulls_last=True) if sort.startswith("-") else F(first).asc(nulls_last=True)
    return rows.order_by(leading, *rest, "pk")


def with_related(keys: list[int]) -> list[Unit]:
    """The units of these ids, in this order, with what a row shows besides its own columns.

    Sorting ids first and fetching a page of wide rows afterwards is several times as fast as
    sorting wide rows.
    """
    rows = Unit.objects.filter(pk__in=keys)
    found = rows.select_related("subsystem", "owner", "since_scan", "state", "traffic").defer(
        "since_scan__diagnostics", "since_scan__stack", "since_scan__changes", "state__contract"
    )
    by_key = {unit.pk: unit for unit in found}
    return [by_key[key] for key in keys if key in by_key]


def class_counts(rows: QuerySet[Unit]) -> dict[str, int]:
    """How many of the rows are of each class, ``all`` for their sum."""
    counted = dict(rows.order_by().values_list("classification").annotate(n=Count("pk")))
    counts = {value: counted.get(value, 0) for value in Classification.values}
    return {**counts, "all": sum(counts.values())}
