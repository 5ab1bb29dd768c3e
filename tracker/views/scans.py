"""Scans: the list with its schedule, one scan, its live progress."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from tracker.forms import ScheduleForm
from tracker.models import HistoryRun, Repository, Scan
from tracker.queries import queue
from tracker.queries import scans as known
from tracker.queries.findings import unit_of
from tracker.queries.pulls import judgements
from tracker.services import unresolved as calls
from tracker.views.access import repository_page
from tracker.views.pages import from_htmx, render_page, render_part, waiting
from tracker.views.snippets import commit_link

PAGE_SIZE = 40
UNRESOLVED_LISTED = 100
HEADS_LISTED = 6
PULLS = Scan.Trigger.PULL_REQUEST


def found(repository: Repository, pk: int) -> Scan:
    scan = known.scan_of(repository, pk)
    if scan is None:
        raise Http404("no such scan")
    return scan


@repository_page()
def index(request: HttpRequest, repository: Repository) -> HttpResponse:
    trigger, status = request.GET.get("trigger", ""), request.GET.get("status", "")
    heads = judgements(repository)
    of_pulls = trigger == PULLS
    rows = heads if of_pulls else known.scans(repository, trigger=trigger, status=status)
    run = known.newest_history(repository)
    context: dict[str, Any] = {
        "page": Paginator[Any](rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "trigger": trigger,
        "status": status,
        "of_pulls": of_pulls,
        "newest_heads": [] if of_pulls or trigger or status else heads[:HEADS_LISTED],
        "triggers": Scan.Trigger.choices,
        "statuses": Scan.Status.choices,
        "schedule_form": ScheduleForm.of(repository),
        **back_fill(run),
        "outdated": known.outdated(repository) if repository.has_git else 0,
    }
    return render_page(request, "tracker/scans.html", context, repository=repository, nav="scans")


@repository_page()
def show(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    scan = found(repository, pk)
    context: dict[str, Any] = {
        "scan": scan,
        "pace": known.pace(scan),
        "log": known.log(scan),
        "snapshot": known.snapshot_of(scan),
        "commit_link": commit_link(repository, scan.revision),
        **waiting(scan),
    }
    return render_page(request, "tracker/scan.html", context, repository=repository, nav="scans")


@repository_page()
def unresolved(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """The calls nobody could follow: read from the whole document, so only when asked for.

    ``of`` is the id of a route, ``context`` loop or thread, ``q`` words that a row holds.
    """
    scan = found(repository, pk)
    wanted = {name: request.GET.get(name, "") for name in ("q", "context", "of")}
    unit = unit_of(repository, wanted["of"])
    asked = calls.unresolved(scan, of=unit, context=wanted["context"], words=wanted["q"])
    context = {
        "scan": scan,
        "repository": repository,
        "wanted": wanted,
        "unit": unit,
        "unresolved": asked,
        "page": Paginator[Any](asked.rows, UNRESOLVED_LISTED).get_page(request.GET.get("page")),
    }
    if from_htmx(request) and request.headers.get("HX-Target") != "results":
        return render_part(request, "tracker/parts/scan_unresolved.html", context)
    return render_page(request, "tracker/unresolved.html", context, repository=repository, nav="scans")


@repository_page()
def progress(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """The progress panel; once the scan has ended, the page around it is reloaded."""
    scan = found(repository, pk)
    context = {"scan": scan, "pace": known.pace(scan), "repository": repository, **waiting(scan)}
    response = render_part(request, "tracker/parts/scan_progress.html", context)
    if not scan.is_active:
        response["HX-Refresh"] = "true"
    return response


@repository_page()
def history_progress(request: HttpRequest, repository: Repository) -> HttpResponse:
    run = known.newest_history(repository)
    if run is None:
        raise Http404("no back-fill yet")
    context = {**back_fill(run), "repository": repository}
    response = render_part(request, "tracker/parts/history_run.html", context)
    if not run.is_active:
        response["HX-Refresh"] = "true"
    return response


def back_fill(run: HistoryRun | None) -> dict[str, Any]:
    """The newest back-fill, how fast it is, and what it waits for."""
    ahead = {f"run_{name}": value for name, value in waiting(run).items()}
    pace = known.history_pace(run) if run else None
    return {"run": run, "run_pace": pace, "awaited": queue.awaited(run), **ahead}
