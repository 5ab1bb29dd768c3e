"""The review report: page, print, Markdown and JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse

from tracker.charts.drawing import on_page
from tracker.forms import ReportForm
from tracker.models import Membership, Repository, ReviewMark
from tracker.queries import report
from tracker.services import reviews
from tracker.views.access import actor, repository_page
from tracker.views.overview import draw_burndown
from tracker.views.pages import back, render_page

FORMATS = ("md", "json")


@repository_page()
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
