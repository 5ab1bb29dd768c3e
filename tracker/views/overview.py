"""The overview of a repository and its charts."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from tracker.charts import burndown as burndown_chart
from tracker.charts import store, treemap
from tracker.charts.drawing import for_browser, on_page, standalone
from tracker.forms import TrafficForm
from tracker.models import PhaseTarget, Repository, Unit
from tracker.queries import burndown, overview, progress, queue, ranking
from tracker.queries.scans import history_pace, newest_history
from tracker.queries.standing import Dimension
from tracker.queries.standing import standing as counted
from tracker.services import remedies
from tracker.views.access import repository_page
from tracker.views.pages import Home, once_scanned, render_page, render_part, render_piece

SHORT_LIST = 5
LONG_LIST = 50
LONG_PLAN = 8
MOST_FIXED = 100
DIMENSIONS = ("subsystem", "owner")


@repository_page()
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    snapshot = progress.latest_snapshot(repository)
    context: dict[str, Any] = {"scan": repository.latest_scan, "snapshot": snapshot}
    if snapshot is not None:
        context |= standing(repository, request.GET.get("by", ""), request.GET.get("in", ""))
    return render_page(request, "tracker/overview.html", context, repository=repository, nav="overview")


def standing(repository: Repository, by: str, inside: str) -> dict[str, Any]:
    """Everything below the header, from counts, snapshots and bounded lists."""
    dimension = by if by in DIMENSIONS else DIMENSIONS[0]
    treemap_query = urlencode({"by": dimension, **({"in": inside} if inside else {})})
    counts = counted(repository)
    change = progress.change(repository, counts)
    ranked, remedy = ranking.scores(repository), ranking.remedy_of(repository)
    blocked = {one.unit for one in ranked}
    best = ranked[:SHORT_LIST]
    units = ranking.rows_of(best, remedy, ranking.PLAN_STEPS)
    plan = ranking.fix_plan(remedy, blocked, units)
    return {
        "phases": progress.phases(counts, PhaseTarget.objects.filter(repository=repository)),
        "change": change,
        "tiles": overview.class_tiles(counts, change),
        "candidates": ranking.candidates(best, units),
        "plan": plan,
        **surroundings(repository),
        "levers": [] if plan.steps else ranking.levers(repository, remedy, blocked, SHORT_LIST),
        "newly": overview.newly_blocking(repository),
        "dimension": dimension,
        "treemap_query": treemap_query,
        "inventory_url": reverse("inventory", args=[repository.slug]),
    }


def surroundings(repository: Repository) -> dict[str, Any]:
    """Middleware that blocks, and how many routes it may stall."""
    found = ranking.around_routes(repository)
    return {"around": found, "stalled": ranking.all_routes(repository) if found else 0}


@repository_page()
def burndown_part(request: HttpRequest, repository: Repository) -> HttpResponse:
    """The burn-down with its table twin; ``?format=svg`` gives the drawing alone as a file."""
    series = burndown.burn_down(repository)
    title, run = "Units per class over time", newest_history(repository)
    context: dict[str, Any] = {"series": series, "repository": repository, "run": run}
    context |= {"run_pace": history_pace(run) if run else None, "awaited": queue.awaited(run)}
    if len(series.points) < 2:
        return render_part(request, "tracker/parts/burndown.html", context)
    target = progress.target_date(repository)
    if request.GET.get("format") == "vega":
        return JsonResponse(interactive_burndown(series, target, key="burn"))
    raw = draw_burndown(series, target)
    if request.GET.get("format") == "svg":
        return svg_file(standalone(raw, title=title), f"{repository.slug}-burndown.svg")
    context |= {
        "drawing": on_page(raw, title=title, key="burn"),
        "rows": list(reversed(series.points))[:60],
    }
    return render_part(request, "tracker/parts/burndown.html", context)


def trend(
    request: HttpRequest,
    repository: Repository,
    series: burndown.BurnDown,
    name: str,
    home: Home,
    target: date | None = None,
) -> HttpResponse:
    """The burn-down of a part, with its table twin; ``?format=vega`` gives what the page draws itself."""
    rows = list(reversed(series.points))[:60]
    context: dict[str, Any] = {"series": series, "rows": rows, "carded": True, "part": name}
    if len(series.points) > 1 and request.GET.get("format") == "vega":
        return JsonResponse(interactive_burndown(series, target, key="burn"))
    if len(series.points) > 1:
        raw = draw_burndown(series, target)
        context["drawing"] = on_page(raw, title=f"Units of {name} per class over time", key="burn")
    return render_piece(
        request,
        "tracker/parts/burndown.html",
        context,
        repository=repository,
        title=f"Burn-down of {name}",
        home=home,
    )


def interactive_burndown(series: burndown.BurnDown, target: date | None, *, key: str) -> dict[str, Any]:
    """The specification that the page's own renderer draws."""
    found = series.forecast
    outlook = burndown_chart.Outlook(found.earliest, found.latest)
    return for_browser(burndown_chart.interactive(series.points, outlook, target), key=key)


def draw_burndown(series: burndown.BurnDown, target: date | None) -> str:
    """The raw drawing, kept under what it shows."""
    found = series.forecast
    outlook = burndown_chart.Outlook(found.earliest, found.latest)
    return store.drawn(
        lambda: burndown_chart.draw(series.points, outlook, target),
        "burndown",
        tuple(series.points),
        outlook,
        target,
    )


@repository_page()
def treemap_part(request: HttpRequest, repository: Repository) -> HttpResponse:
    """Blocking units by subsystem or owner; ``?in=`` looks into one of them, by file."""
    dimension: Dimension = "owner" if request.GET.get("by") == "owner" else "subsystem"
    inside = request.GET.get("in", "")
    within = overview.zoomed(repository, dimension, inside) if inside else None
    tiles = within.tiles if within else overview.tiles(repository, dimension)
    title = f"Blocking units of {within.name} by file" if within else f"Blocking units by {dimension}"
    context = {
        "tiles": tiles,
        "dimension": dimension,
        "within": within,
        "drawing_title": title,
        "whole": f"{request.path}?by={dimension}",
        "opens": any(tile.inside for tile in tiles if tile.blocking),
        "carded": True,
        "drawing": draw_treemap(title, tiles),
    }
    home = Home(repository.name, reverse("overview", args=[repository.slug]), "overview")
    return render_piece(
        request,
        "tracker/parts/treemap.html",
        context,
        repository=repository,
        title="Where it blocks",
        home=home,
    )


def draw_treemap(title: str, tiles: list[treemap.Tile]) -> SafeString | None:
    if not any(tile.blocking for tile in tiles):
        return None
    raw = store.drawn(lambda: treemap.draw(tiles), "treemap", tuple(tiles))
    return on_page(raw, title=title, key="tree")


def svg_file(svg: str, name: str) -> HttpResponse:
    return HttpResponse(
        svg,
        content_type="image/svg+xml",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@repository_page()
@once_scanned("Convert next", "overview")
def whole_ranking(request: HttpRequest, repository: Repository) -> HttpResponse:
    ranked, remedy = ranking.scores(repository), ranking.remedy_of(repository)
    blocked = {one.unit for one in ranked}
    best = ranked[:LONG_LIST]
    units = ranking.rows_of(best, remedy, LONG_PLAN)
    context = {
        "candidates": ranking.candidates(best, units),
        "blocked": len(ranked),
        "levers": ranking.levers(repository, remedy, blocked, LONG_LIST // 2),
        "plan": ranking.fix_plan(remedy, blocked, units, LONG_PLAN),
        **surroundings(repository),
        "what_if": what_if(repository, request.GET.getlist("fix")),
        "traffic_form": TrafficForm(),
        "inventory_url": reverse("inventory", args=[repository.slug]),
    }
    return render_page(request, "tracker/ranking.html", context, repository=repository, nav="overview")


def what_if(repository: Repository, chosen: list[str]) -> dict[str, Any] | None:
    """The helpers chosen on the page and the blocking routes that go clean once they are fixed."""
    keys = [int(key) for key in chosen[:MOST_FIXED] if key.isdecimal() and len(key) < 19]
    helpers = list(ranking.blocking(repository, Unit.Kind.HELPER).filter(pk__in=keys).order_by("name"))
    if not helpers:
        return None
    cleared = remedies.what_if(repository, helpers)
    blocked = ranking.blocking(repository, Unit.Kind.ROUTE)
    routes = list(blocked.filter(pk__in=cleared).order_by("path", "pk"))
    return {
        "helpers": helpers,
        "chosen": {one.pk for one in helpers},
        "routes": routes,
        "all": blocked.count(),
    }
