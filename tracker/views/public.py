"""The public progress page and badge, behind a key nobody can guess."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from tracker.charts.drawing import on_page
from tracker.models import PhaseTarget, Repository
from tracker.queries import burndown, progress
from tracker.queries.standing import Standing, standing
from tracker.views.overview import draw_burndown
from tracker.views.pages import render_page

SHORTEST_KEY = 20
BADGE_SECONDS = 300


def opened(key: str) -> Repository:
    row = (
        Repository.objects.filter(public_key=key, archived_at=None).first()
        if len(key) >= SHORTEST_KEY
        else None
    )
    if row is None:
        raise Http404("no such page")
    return row


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Counts and the burn-down only: no code, no names of routes or people."""
    repository = opened(key)
    snapshot = progress.latest_snapshot(repository)
    context: dict[str, object] = {"subject": repository, "snapshot": snapshot, "key": key}
    if snapshot:
        series = nameless(burndown.burn_down(repository))
        context["phases"] = progress.phases(
            standing(repository), PhaseTarget.objects.filter(repository=repository)
        )
        context["series"] = series
        if len(series.points) > 1:
            raw = draw_burndown(series, progress.target_date(repository))
            context["drawing"] = on_page(raw, title="Units per class over time", key="burn")
    return render_page(request, "tracker/public.html", context)


def nameless(series: burndown.BurnDown) -> burndown.BurnDown:
    """The same numbers without commits and authors."""
    points = [point._replace(revision="", subject="", author="") for point in series.points]
    return burndown.BurnDown(points, points, series.forecast)


@require_safe
def badge(request: HttpRequest, key: str) -> HttpResponse:
    counts = standing(opened(key))
    return HttpResponse(
        render_to_string("tracker/badge.svg", badge_context(counts)),
        content_type="image/svg+xml",
        headers={"Cache-Control": f"public, max-age={BADGE_SECONDS}"},
    )


def badge_context(counts: Standing) -> dict[str, object]:
    """Widths are estimated from the text: a badge cannot measure."""
    label, value = "event loop", "not scanned"
    colour = "#5f6775"
    if counts.total:
        left = counts.blocking - counts.waived
        value = f"{left} blocking" if left else "clear"
        colour = "#a5360f" if left else "#0b6a50"
    left_width, right_width = 12 + 6.4 * len(label), 12 + 6.4 * len(value)
    return {
        "label": label,
        "value": value,
        "colour": colour,
        "left": round(left_width),
        "right": round(right_width),
        "width": round(left_width + right_width),
        "middle_left": round(left_width / 2),
        "middle_right": round(left_width + right_width / 2),
    }
