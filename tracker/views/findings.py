"""Lists of findings and of blocking calls."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from tracker.models import Finding, Repository
from tracker.queries import findings as known
from tracker.queries.reach import counts_are_listed, leading
from tracker.views.access import repository_page
from tracker.views.pages import once_scanned, render_page

PAGE_SIZE = 100


@repository_page()
@once_scanned("Findings", "findings")
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    wanted = known.FindingFilter.from_query(request.GET)
    rows = known.findings(repository, wanted)
    codes = known.code_counts(rows)
    if wanted.code:
        rows = rows.filter(code=wanted.code)
    context = {
        "wanted": wanted,
        "codes": codes,
        "total": sum(n for _, n in codes),
        "statuses": [("open", "Open"), *Finding.Lifecycle.choices, ("all", "All")],
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render_page(request, "tracker/findings.html", context, repository=repository, nav="findings")


@repository_page()
@once_scanned("Blocking calls", "calls")
def calls(request: HttpRequest, repository: Repository) -> HttpResponse:
    wanted = known.CallFilter.from_query(request.GET)
    kinds = known.kind_counts(repository, wanted)
    page = Paginator(known.calls(repository, wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    unit = known.unit_of(repository, wanted.of)
    counted = ((call.function, call.routes) for call in page if call.members is None)
    context = {
        "wanted": wanted,
        "kinds": kinds,
        "total": sum(n for _, n in kinds),
        "page": page,
        "unit": unit,
        "exact": unit is not None and counts_are_listed(unit),
        "leading": leading(repository, counted),
    }
    return render_page(request, "tracker/calls.html", context, repository=repository, nav="calls")
