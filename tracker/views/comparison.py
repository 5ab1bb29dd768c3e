"""Two scans side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from tracker.models import Repository, Scan
from tracker.queries import comparison
from tracker.views.access import repository_page
from tracker.views.pages import render_page, render_part


@repository_page()
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    """``?from=`` and ``?to=`` name scans of the timeline; left out, the newest two are compared."""
    scans = comparison.timeline(repository)
    newer = chosen(scans, request.GET.get("to", ""), 0)
    older = chosen(scans, request.GET.get("from", ""), 1)
    found = comparison.compare(repository, *in_order(older, newer)) if older and newer else None
    older, newer = (found.older, found.newer) if found else (older, newer)
    context = {
        "labels": [(scan.pk, comparison.label(scan)) for scan in scans],
        "ends": [("from", "From", older), ("to", "To", newer)],
        "found": found,
    }
    return render_page(request, "tracker/compare.html", context, repository=repository, nav="scans")


def chosen(scans: list[Scan], wanted: str, default: int) -> Scan | None:
    if not wanted:
        return scans[default] if len(scans) > default else None
    return next((scan for scan in scans if str(scan.pk) == wanted), None)


def in_order(one: Scan, other: Scan) -> tuple[Scan, Scan]:
    return (one, other) if (one.position or 0) <= (other.position or 0) else (other, one)


@repository_page()
def changes_part(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """What one scan changed against the counted scan before it."""
    scan = Scan.objects.filter(repository=repository, pk=pk, snapshot__isnull=False).first()
    if scan is None:
        raise Http404("this scan is not on the timeline")
    older = comparison.before(scan)
    context = {
        "repository": repository,
        "found": comparison.compare(repository, older, scan) if older else None,
    }
    return render_part(request, "tracker/parts/scan_changes.html", context)
