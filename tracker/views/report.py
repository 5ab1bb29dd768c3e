"""The review report: page, print, Markdown and JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, make_aware

from tracker.charts.drawing import on_page
from tracker.forms import ReportForm
from tracker.models import Membership, Repository, ReviewMark
from tracker.queries import report
from tracker.queries.proof import proof
from tracker.services import digests, reviews
from tracker.views.access import actor, repository_page
from tracker.views.overview import draw_burndown
from tracker.views.pages import back, once_scanned, render_page, render_part

FORMATS = ("md", "json")
MOVES = {"cleared": "Cleared units", "newly": "Newly blocking units"}
PAGE_SIZE = 100


@repository_page()
@once_scanned("Review report", "report")
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    held = report.reviews(repository)
    since = chosen_since(request, held)
    found = report.report(repository, since)
    context: dict[str, Any] = {
        "report": found,
        "form": ReportForm(initial={"since": since.date()}),
        "reviews": held,
        "inventory_url": reverse("inventory", args=[repository.slug]),
        "drawing": drawing(found) if found else None,
        "mail_leaves": digests.mail_leaves(),
    }
    return render_page(request, "tracker/report.html", context, repository=repository, nav="report")


def chosen_since(request: HttpRequest, held: list[ReviewMark]) -> datetime:
    form = ReportForm(request.GET)
    day: date | None = form.cleaned_data["since"] if form.is_valid() else None
    return report.counted_from(day, held)


def drawing(found: report.Report) -> str | None:
    if len(found.burndown.points) < 2:
        return None
    target = found.phases[0].target
    raw = draw_burndown(found.burndown, target.date if target else None)
    return on_page(raw, title="Units per class over time", key="burn")


@repository_page()
def moves(request: HttpRequest, repository: Repository, kind: str) -> HttpResponse:
    """The units behind the numbers of the report: what was cleared, what newly blocks."""
    if kind not in MOVES:
        raise Http404("no such list")
    try:
        since = parse_datetime(request.GET.get("since", ""))
    except ValueError:
        since = None
    since = aware(since) if since else report.default_since(report.reviews(repository))
    by = request.GET.get("by", "")
    rows = report.of_author(report.of_kind(report.moves(repository, since), kind), by)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    states = report.states_of(list(page.object_list))
    context = {
        "title": MOVES[kind],
        "since": since,
        "by": by,
        "page": page,
        "states": [states[move.state] for move in page.object_list],
    }
    return render_page(request, "tracker/moves.html", context, repository=repository, nav="report")


def aware(moment: datetime) -> datetime:
    return moment if is_aware(moment) else make_aware(moment)


@repository_page()
def evidence_part(request: HttpRequest, repository: Repository) -> HttpResponse:
    """What is proven of the migration, loaded beside the report."""
    context = {"proof": proof(repository), "repository": repository}
    return render_part(request, "tracker/parts/report_evidence.html", context)


@repository_page()
def export(request: HttpRequest, repository: Repository, form: str) -> HttpResponse:
    found = report.report(repository, chosen_since(request, report.reviews(repository)))
    if found is None or form not in FORMATS:
        raise Http404("no such report")
    if form == "json":
        return JsonResponse(report.as_json(found))
    page = request.build_absolute_uri(reverse("report", args=[repository.slug]))
    text = render_to_string("tracker/report.md", {"report": found, "page": page})
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


@repository_page(Membership.Role.MEMBER, ("POST",))
def mark(request: HttpRequest, repository: Repository) -> HttpResponse:
    """A review was held now: later reports count from here."""
    reviews.mark(repository, actor=actor(request), note=request.POST.get("note", "")[:2000])
    return back(
        request, reverse("report", args=[repository.slug]), "Review marked. The next report counts from now."
    )
