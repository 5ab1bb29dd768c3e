"""Benchmarks: the list, one file, two variants compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tracker.charts.latency import Curve, Line, distribution, sweep
from tracker.evidence_forms import UploadForm
from tracker.models import BenchmarkFile, Membership, Repository, Subsystem
from tracker.queries import benchmarks as known
from tracker.queries import linked
from tracker.queries.evidence import contradictions, coverage
from tracker.queries.pairing import Pair
from tracker.queries.proof import cleared_with_evidence
from tracker.views.access import repository_page
from tracker.views.figures import Figure, figure
from tracker.views.pages import render_page, render_part

PAGE_SIZE = 30
LISTED = 10
CLEARED_LISTED = 200
DRAWN = 4


def found(repository: Repository, pk: object) -> BenchmarkFile:
    file = known.file_of(repository, int(str(pk))) if str(pk).isdecimal() and len(str(pk)) < 12 else None
    if file is None:
        raise Http404("no such result file")
    return file


@repository_page()
def index(request: HttpRequest, repository: Repository) -> HttpResponse:
    return list_page(request, repository, UploadForm(repository=repository))


def list_page(
    request: HttpRequest, repository: Repository, form: UploadForm, *, status: int = 200
) -> HttpResponse:
    disputed = contradictions(repository)
    covered, cleared = cleared_with_evidence(repository, CLEARED_LISTED)
    context: dict[str, Any] = {
        "page": Paginator(known.files(repository), PAGE_SIZE).get_page(request.GET.get("page")),
        "form": form,
        "coverage": covered,
        "cleared": cleared,
        "uploads": known.uploads(repository),
        "alarms": known.alarms(repository)[:LISTED],
        "suggestions": known.suggestions(repository)[:LISTED],
        "contradictions": disputed[:CLEARED_LISTED],
        "contradiction_count": len(disputed),
    }
    return render_page(
        request, "tracker/benchmarks.html", context, repository=repository, nav="benchmarks", status=status
    )


@repository_page()
def show(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    file = found(repository, pk)
    context: dict[str, Any] = {
        "file": file,
        "rows": known.rows_of(file),
        "targets": known.targets_in(file),
        "observations": Paginator(known.observations(file), PAGE_SIZE).get_page(request.GET.get("page")),
        "passed": known.helpers_passed(file)[:PAGE_SIZE],
        "others": known.files(repository).exclude(pk=file.pk)[:50],
    }
    return render_page(request, "tracker/benchmark.html", context, repository=repository, nav="benchmarks")


@repository_page()
def coverage_part(request: HttpRequest, repository: Repository) -> HttpResponse:
    """Evidence coverage for the overview."""
    context = {"repository": repository, "coverage": coverage(repository)}
    return render_part(request, "tracker/parts/evidence_coverage.html", context)


@repository_page()
def subsystem_evidence(request: HttpRequest, repository: Repository, subsystem: str) -> HttpResponse:
    """What was measured of a subsystem, for its page."""
    row = Subsystem.objects.filter(repository=repository, slug=subsystem).first()
    if row is None:
        raise Http404("no such subsystem")
    return linked_part(request, repository, linked.of_subsystem(row))


@repository_page()
def pull_evidence(request: HttpRequest, repository: Repository, number: int) -> HttpResponse:
    """What was measured of a pull request, for its page."""
    return linked_part(request, repository, linked.of_pull_request(repository, number))


def linked_part(request: HttpRequest, repository: Repository, evidence: linked.Linked) -> HttpResponse:
    context = {"repository": repository, "linked": evidence}
    return render_part(request, "tracker/parts/linked_evidence.html", context)


@repository_page()
def uploads_part(request: HttpRequest, repository: Repository) -> HttpResponse:
    """Large files on their way; asks again by itself while there are any."""
    return render_part(
        request,
        "tracker/parts/uploads.html",
        {"repository": repository, "uploads": known.uploads(repository)},
    )


@repository_page(Membership.Role.MEMBER)
def raw_upload(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """A large file that could not be imported, as it was uploaded."""
    row = known.upload_of(repository, pk)
    if row is None or not row.content:
        raise Http404("no such upload")
    return download(row.name, row.unpack())


@repository_page()
def raw(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """The file as it was uploaded, never shown inline: its content is a stranger's."""
    file = known.raw_file(repository, pk)
    if file is None:
        raise Http404("no such result file")
    return download(file.name, file.unpack())


def download(name: str, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type="application/octet-stream")
    safe = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)
    response["Content-Disposition"] = f'attachment; filename="{safe.encode("ascii", "replace").decode()}"'
    return response


@repository_page()
def compare(request: HttpRequest, repository: Repository) -> HttpResponse:
    before = found(repository, request.GET.get("before"))
    after = found(repository, request.GET.get("after"))
    comparison = known.compare(before, after)
    compare = reverse("compare-benchmarks", args=[repository.slug])
    context: dict[str, Any] = {
        "comparison": comparison,
        "before": before,
        "after": after,
        "cards": [{"pair": each, "drawing": draw_pair(each)} for each in comparison.pairs[:DRAWN]],
        "more": comparison.pairs[DRAWN:],
        "sweep": draw_sweep(comparison.pairs),
        "swap": f"{compare}?before={after.pk}&after={before.pk}",
    }
    return render_page(request, "tracker/comparison.html", context, repository=repository, nav="benchmarks")


def draw_pair(pair: Pair) -> Figure | None:
    """The distribution of single latencies on both sides, where both kept samples."""
    sides = [Curve(f"{name}: {side.name}", known.samples_of(side)) for name, side in sides_of(pair)]
    if not all(curve.samples for curve in sides):
        return None
    keys = [row.pk for _, side in sides_of(pair) for row in side.measurements]
    title = f"Latency of {pair.group.target.name} in {pair.group.scenario}"
    parts = ("latency", [curve.name for curve in sides], keys)
    return figure(lambda: distribution(sides), parts, title=title, key=f"pair-{keys[0]}")


def sides_of(pair: Pair) -> tuple[tuple[str, Any], tuple[str, Any]]:
    return ("before", pair.before), ("after", pair.after)


def draw_sweep(pairs: Iterable[Pair]) -> Figure | None:
    """Where the stall moves: the bystander's p95 over the number of slow requests."""
    points = known.sweeps(pairs)
    if not points:
        return None
    lines = [Line(name, sorted(values.items())) for name, values in points.items()]
    title = "95th percentile of the bystander by slow requests in flight"
    return figure(lambda: sweep(lines, "bystander p95, ms"), ("sweep", lines), title=title, key="sweep")
