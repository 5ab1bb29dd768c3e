"""How the migration goes: snapshots, burn-down, what to convert next, the review report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import File, Form, P, Query, QueryEx, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile
from pydantic import Field

from tracker.api.auth import MEMBER, VIEWER, caller
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import FormError, answers
from tracker.api.shapes import UnitName
from tracker.api.subjects import Id, Key, Text, repository_of, subsystem_of
from tracker.forms import TrafficForm
from tracker.models import Owner, Repository, ReviewMark, Snapshot, Unit
from tracker.queries import burndown, owners, ranking, report
from tracker.queries.inventory import NONE
from tracker.services import remedies, reviews, traffic

router = Router(tags=["progress"])
MOST_NEXT = 200


class SnapshotRow(Schema):
    """The numbers of one commit; ``outdated`` ones were counted by an older scanner version."""

    scan: int
    at: datetime
    revision: str
    subject: str
    author_name: str
    routes_blocking: int
    routes_converted: int
    routes_native: int
    helpers_blocking: int
    helpers_converted: int
    helpers_native: int
    waived: int
    findings: int
    blocking_calls: int
    loop_calls: int
    unreached_calls: int
    unresolved_calls: int
    outdated: bool

    @staticmethod
    def resolve_scan(snapshot: Snapshot) -> int:
        return snapshot.scan_id

    @staticmethod
    def resolve_revision(snapshot: Snapshot) -> str:
        return snapshot.scan.revision

    @staticmethod
    def resolve_subject(snapshot: Snapshot) -> str:
        return snapshot.scan.subject

    @staticmethod
    def resolve_author_name(snapshot: Snapshot) -> str:
        return snapshot.scan.author_name


class Forecast(Schema):
    """``verdict``: done, range, open-ended, not-at-this-pace, too-little-history or
    reading-history; ``pace`` is the net number of units cleared a week."""

    verdict: str
    weeks: int
    pace: float
    earliest: date | None
    latest: date | None


class Point(Schema):
    at: datetime
    blocking: int
    converted: int
    native: int
    waived: int
    revision: str
    subject: str
    author: str
    outdated: bool


class BurnDown(Schema):
    """The points where the counts moved, thinned; the snapshots have all."""

    points: list[Point]
    snapshots: int
    outdated: int
    forecast: Forecast


class Costs(Schema):
    """Places that a route reaches: queries, those that run in a loop, joins, eager loads."""

    queries: int
    loops: int
    joins: int
    eager_loads: int


class Candidate(Schema):
    """A blocking route; ``score`` is gain over effort, its parts are given beside it."""

    unit: UnitName
    score: float
    blocking_calls: int
    share: float | None
    costs: Costs
    awaits: bool
    detail: str
    advice: str
    effort: str
    factor: float

    @staticmethod
    def resolve_blocking_calls(one: ranking.Candidate) -> int:
        return one.unit.blocking_calls

    @staticmethod
    def resolve_awaits(one: ranking.Candidate) -> bool:
        return one.unit.awaits

    @staticmethod
    def resolve_detail(one: ranking.Candidate) -> str:
        return one.unit.detail


class Lever(Schema):
    """A blocking helper: blocking routes that reach it, and those that go clean when only it is fixed."""

    unit: UnitName
    routes: int
    alone: int


class Step(Schema):
    """A helper of the plan and the routes it clears beyond the steps before."""

    unit: UnitName
    adds: int


class FixPlan(Schema):
    """Helpers to fix and the routes that go clean once all are; ``frees`` lists them in the inventory."""

    steps: list[Step]
    total: int
    frees: str


class Next(Schema):
    """``middleware`` blocks before the routes of its application, whatever their own class."""

    routes: list[Candidate]
    middleware: list[UnitName]
    helpers: list[Lever]
    plan: FixPlan


class Fixes(Schema):
    helpers: list[Id] = Field(..., min_length=1, max_length=200)


class Cleared(Schema):
    """The routes that go clean once all these helpers are offloaded or converted, judged anew."""

    count: int
    routes: list[UnitName]


class Review(Schema):
    id: int
    held_at: datetime
    by: str
    note: str
    revision: str

    @staticmethod
    def resolve_revision(mark: ReviewMark) -> str:
        return mark.scan.revision if mark.scan else ""


class ReviewNote(Schema):
    note: Text = Field("", max_length=2000)


class TrafficResult(Schema):
    """``matched`` of ``requests`` belong to routes of the inventory; the largest others are named."""

    requests: int
    matched: int
    unmatched: list[dict[str, Any]]


@router.get("/snapshots", auth=VIEWER, response=answers(Page[SnapshotRow]))
def snapshots(request: HttpRequest, key: Key, paging: Query[Paging]) -> Any:
    """The numbers of every counted commit, newest first."""
    rows = Snapshot.objects.filter(repository=repository_of(key)).select_related("scan")
    rows = rows.defer("scan__stack", "scan__diagnostics", "scan__changes", "scan__unresolved_reasons")
    return paged(request, rows.order_by("-position"), paging)


def owner_named(repository: Repository, handle: str) -> Owner | None:
    found = owners.owner_of(repository, handle)
    if found is None and handle != NONE:
        raise Http404("There is no such owner here.")
    return found


@router.get("/burndown", auth=VIEWER, response=answers(BurnDown))
def burn_down(request: HttpRequest, key: Key, subsystem: Text = "", owner: Text = "") -> Any:
    """The burn-down with its forecast: of the whole, of one subsystem (slug) or of one owner (handle, or
    none for what nobody owns)."""
    repository = repository_of(key)
    if subsystem:
        found = burndown.of_subsystem(subsystem_of(repository, subsystem))
    elif owner:
        found = burndown.of_owner(repository, owner_named(repository, owner))
    else:
        found = burndown.burn_down(repository)
    points = [point._asdict() for point in found.points]
    return {
        "points": points,
        "snapshots": found.snapshots,
        "outdated": found.outdated,
        "forecast": found.forecast,
    }


@router.get("/next", auth=VIEWER, response=answers(Next))
def convert_next(request: HttpRequest, key: Key, limit: QueryEx[int, P(ge=1, le=MOST_NEXT)] = 20) -> Any:
    """What to convert next: routes by gain over effort, helpers by the routes they hold up."""
    repository = repository_of(key)
    ranked, remedy = ranking.scores(repository), ranking.remedy_of(repository)
    blocked = {one.unit for one in ranked}
    best = ranked[:limit]
    units = ranking.rows_of(best, remedy, ranking.PLAN_STEPS)
    return {
        "routes": ranking.candidates(best, units),
        "middleware": ranking.around_routes(repository),
        "helpers": ranking.levers(repository, remedy, blocked, limit),
        "plan": ranking.fix_plan(remedy, blocked, units),
    }


@router.post("/next/what-if", auth=VIEWER, response=answers(Cleared))
def what_if(request: HttpRequest, key: Key, body: Fixes) -> Any:
    """What fixing these helpers together would do."""
    repository = repository_of(key)
    helpers = list(Unit.objects.filter(repository=repository, pk__in=body.helpers, kind=Unit.Kind.HELPER))
    if len(helpers) < len(set(body.helpers)):
        raise HttpError(422, "Not all of these are helpers of this repository.")
    cleared = remedies.what_if(repository, helpers)
    rows = ranking.blocking(repository, Unit.Kind.ROUTE).filter(pk__in=cleared).order_by("path", "pk")
    return {"count": len(rows), "routes": list(rows)}


@router.post("/traffic", auth=MEMBER, response=answers(TrafficResult, 201))
def import_traffic(request: HttpRequest, key: Key, file: File[UploadedFile], form: Form[Text] = "") -> Any:
    """Takes request counts of routes over from a CSV, an access log or Prometheus text; without ``form``
    the format is recognised."""
    repository = repository_of(key)
    given = TrafficForm({"form": form}, MultiValueDict({"file": [file]}))
    if not given.is_valid():
        raise FormError(given)
    made = traffic.import_counts(
        repository,
        text=file.read().decode("utf-8", "replace"),
        form=form,
        actor=caller(request).name,
        file_name=file.name or "",
    )
    return Status(201, made)


@router.get("/report", auth=VIEWER, response=answers(dict[str, Any]))
def show_report(request: HttpRequest, key: Key, since: date | None = None) -> Any:
    """The review report since a day, by default since the last review."""
    repository = repository_of(key)
    found = report.report(repository, report.counted_from(since, report.reviews(repository)))
    if found is None:
        raise HttpError(404, "There is nothing to report before a first complete scan.")
    return report.as_json(found)


@router.get("/report/moves/{kind}", auth=VIEWER, response=answers(Page[dict[str, str]]))
def report_moves(
    request: HttpRequest,
    key: Key,
    kind: Literal["cleared", "newly"],
    paging: Query[Paging],
    since: date | None = None,
    by: Text = "",
) -> Any:
    """Every unit that was cleared, or that newly blocks, since a day or the last review; ``by`` an author."""
    repository = repository_of(key)
    start = report.counted_from(since, report.reviews(repository))
    rows = report.of_author(report.of_kind(report.moves(repository, start), kind), by)
    return paged(request, rows, paging, moved_rows)


def moved_rows(moves: Any) -> list[dict[str, str]]:
    states = report.states_of(list(moves))
    return [report.moved(states[move.state]) for move in moves]


@router.get("/reviews", auth=VIEWER, response=answers(list[Review]))
def list_reviews(request: HttpRequest, key: Key) -> Any:
    """The last status reviews, newest first."""
    return report.reviews(repository_of(key))


@router.post("/reviews", auth=MEMBER, response=answers(Review, 201))
def mark_review(request: HttpRequest, key: Key, body: ReviewNote | None = None) -> Any:
    """Notes that a review was held now; later reports count from here."""
    note = body.note if body else ""
    return Status(201, reviews.mark(repository_of(key), actor=caller(request).name, note=note))
