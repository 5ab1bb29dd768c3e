"""Scans: asked for, followed while they run, read and compared afterwards; and the back-fill of history."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import P, Query, QueryEx, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from tracker import enqueue
from tracker.api.auth import ADMIN, MEMBER, VIEWER, caller
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import answers
from tracker.api.shapes import ScanRow, UnitName
from tracker.api.subjects import MOST_ID, Key, PathId, Text, repository_of, scan_of
from tracker.models import HistoryRun, Repository, Scan
from tracker.queries import comparison
from tracker.queries import scans as known
from tracker.queries.findings import unit_of as unit_named
from tracker.services import history, scans
from tracker.services import unresolved as calls

router = Router(tags=["scans"])
REVISION = r"^[A-Za-z0-9_./+@~^][A-Za-z0-9_./+@~^-]*$"


class Pace(Schema):
    """``rate``: files a second (commits a minute for a back-fill); ``left``: seconds."""

    rate: int | None
    left: float | None


class LogLine(Schema):
    at: datetime
    level: str
    text: str


class ScanDetail(ScanRow):
    pace: Pace
    log: list[LogLine]
    changes: dict[str, Any]
    diagnostics: list[dict[str, Any]]
    unresolved_reasons: dict[str, int]
    stack: dict[str, Any]

    resolve_pace = staticmethod(known.pace)
    resolve_log = staticmethod(known.log)


class ScanRequest(Schema):
    """``revision``: a branch, tag or commit; left out, the newest commit of the default branch."""

    revision: str | None = Field(None, pattern=REVISION, max_length=255)


class Unresolved(Page[dict[str, Any]]):
    """Calls nobody could follow; ``kept`` is false once the scan's document is gone.

    ``total`` and ``on_loop`` (those that run on the event loop) count all of the scan's.
    """

    kept: bool
    total: int
    on_loop: int


class UnresolvedQuery(Schema):
    """The filters of the page of unresolved calls."""

    q: Text = ""
    context: Text = Field("", description="loop or thread")
    of: Text = Field("", description="The id of a route: the calls that serving it reaches on the loop")


class Move(Schema):
    """A unit that differs between two scans; an empty class means it was not there."""

    unit: UnitName
    before: str
    after: str
    kind: str


class ScanComparison(Schema):
    older: ScanRow
    newer: ScanRow
    total: int
    moves: list[Move]


class History(Schema):
    id: int
    status: str
    sampling: str
    stage: str
    done: int
    total: int
    commits: int
    refined: int
    refine_left: int
    failures: int
    error: str
    rescan: bool
    pace: Pace

    resolve_pace = staticmethod(known.history_pace)


class HistoryRequest(Schema):
    """``sampling``: which commits; ``rescan``: also those that another scanner version counted."""

    sampling: Literal["commit", "day", "week"] = "week"
    rescan: bool = False


@router.get("/scans", auth=VIEWER, response=answers(Page[ScanRow]))
def list_scans(
    request: HttpRequest, key: Key, paging: Query[Paging], trigger: Text = "", status: Text = ""
) -> Any:
    """Scans, newest first."""
    return paged(request, known.scans(repository_of(key), trigger=trigger, status=status), paging)


@router.post("/scans", auth=MEMBER, response=answers(ScanRow, 202))
def request_scan(
    request: HttpRequest, response: HttpResponse, key: Key, body: ScanRequest | None = None
) -> Any:
    """Queues a scan; ``Location`` is where to follow it. Asked for twice, the same scan answers."""
    repository = repository_of(key)
    revision = (body.revision if body else None) or ""
    if revision and not repository.has_git:
        raise HttpError(422, "A directory without git has no revisions.")
    scan = enqueue.scan(repository, trigger=Scan.Trigger.MANUAL, by=caller(request).name, ref=revision)
    response["Location"] = reverse("api-v1:scan", args=[repository.slug, scan.pk])
    return Status(202, scan)


@router.get("/scans/compare", auth=VIEWER, response=answers(ScanComparison))
def compare(
    request: HttpRequest,
    key: Key,
    older: QueryEx[int, P(alias="from", ge=1, le=MOST_ID)],
    newer: QueryEx[int, P(alias="to", ge=1, le=MOST_ID)],
) -> Any:
    """What differs between two scans of the timeline."""
    repository = repository_of(key)
    one, other = (on_timeline(repository, pk) for pk in (older, newer))
    ordered = (one, other) if (one.position or 0) <= (other.position or 0) else (other, one)
    return comparison.compare(repository, *ordered)


def on_timeline(repository: Repository, pk: int) -> Scan:
    scan = Scan.objects.filter(repository=repository, pk=pk, snapshot__isnull=False).first()
    if scan is None:
        raise Http404("There is no such scan on the timeline.")
    return scan


@router.get("/scans/{pk}", auth=VIEWER, response=answers(ScanDetail), url_name="scan")
def show(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """One scan with its log; poll it for live progress."""
    return scan_of(repository_of(key), pk)


@router.get("/scans/{pk}/unresolved", auth=VIEWER, response=answers(Unresolved))
def unresolved(
    request: HttpRequest, key: Key, pk: PathId, paging: Query[Paging], wanted: Query[UnresolvedQuery]
) -> Any:
    """The calls the scanner could not follow."""
    repository = repository_of(key)
    unit = unit_named(repository, wanted.of)
    found = calls.unresolved(scan_of(repository, pk), of=unit, context=wanted.context, words=wanted.q)
    page = paged(request, found.rows, paging)
    return {"kept": found.kept, "total": found.total, "on_loop": found.on_loop, **page}


@router.get("/scans/{pk}/document", auth=VIEWER, response=answers(dict[str, Any]))
def document(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """The whole scan document, ``clearloop.scan/1``, while it is kept."""
    found = known.document(scan_of(repository_of(key), pk))
    if found is None:
        raise Http404("The document of this scan is not kept.")
    return found


@router.post("/scans/{pk}/cancel", auth=MEMBER, response=answers(ScanRow))
def cancel(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """Stops a queued scan at once, a running one at its next step."""
    repository = repository_of(key)
    scans.cancel(scan_of(repository, pk), actor=caller(request).name)
    return scan_of(repository, pk)


@router.post("/scans/{pk}/accept", auth=ADMIN, response=answers(ScanRow))
def accept(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """Counts an incomplete scan after all."""
    repository = repository_of(key)
    scans.accept(scan_of(repository, pk), actor=caller(request).name)
    return scan_of(repository, pk)


@router.get("/history", auth=VIEWER, response=answers(History))
def show_history(request: HttpRequest, key: Key) -> Any:
    """The newest back-fill."""
    run = known.newest_history(repository_of(key))
    if run is None:
        raise Http404("There was no back-fill yet.")
    return run


@router.post("/history", auth=MEMBER, response=answers(History, 202))
def start_history(request: HttpRequest, response: HttpResponse, key: Key, body: HistoryRequest) -> Any:
    """Queues a back-fill."""
    repository = repository_of(key)
    run = enqueue.backfill(repository, sampling=body.sampling, by=caller(request).name, rescan=body.rescan)
    response["Location"] = reverse("api-v1:history", args=[repository.slug])
    return Status(202, HistoryRun.objects.get(pk=run.pk))


@router.delete("/history", auth=MEMBER, response=answers(None, 204), url_name="history")
def cancel_history(request: HttpRequest, key: Key) -> Any:
    """Stops the back-fill; what it has scanned stays."""
    history.cancel(repository_of(key), actor=caller(request).name)
    return Status(204, None)
