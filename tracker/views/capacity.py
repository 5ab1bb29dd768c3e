"""The capacity page: what bounds the deployment, what is wrong with it, and a what-if."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from tracker.capacity.cautions import cautions_for
from tracker.capacity.setup import Load, Setup, bottleneck, ceiling
from tracker.capacity.simulation import Prediction, simulate
from tracker.charts.latency import Layer, Line, sweep
from tracker.charts.store import remembered
from tracker.evidence_forms import WhatIfForm
from tracker.models import Repository
from tracker.queries.capacity import IN_THREADS, Needy, Reading, dependencies, reading, stack_of
from tracker.queries.reach import needing
from tracker.views.access import repository_page
from tracker.views.figures import Figure, figure
from tracker.views.pages import once_scanned, render_page

LISTED = 15
PAGE_SIZE = 100
CURVE_REQUESTS = 1500
CURVE_SHARES = (0.2, 0.4, 0.6, 0.75, 0.9, 1.0, 1.1, 1.25)
START = {"rate": 40.0, "query_ms": 120.0, "other_ms": 20.0, "cpu_ms": 2.0}


@repository_page()
@once_scanned("Capacity", "capacity")
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    read = reading(repository)
    form = WhatIfForm(request.GET if "tokens" in request.GET else as_values(read.setup))
    context: dict[str, Any] = {
        "reading": read,
        "cautions": cautions_for(
            read.setup,
            health_in_thread=read.health_in_threads,
            statement_timeout=read.statement_timeout,
            takes_threads=read.takes_threads,
        ),
        "form": form,
        "needed": read.dependencies[:LISTED],
        "leading": followed(repository, read.dependencies[:LISTED]),
        "in_threads": IN_THREADS.query_string(),
        **(what_if(read, form) if form.is_valid() else {}),
    }
    return render_page(request, "tracker/capacity.html", context, repository=repository, nav="capacity")


@repository_page()
@once_scanned("Plain def dependencies", "capacity")
def thread_dependencies(request: HttpRequest, repository: Repository) -> HttpResponse:
    """Every plain dependency, in pages."""
    found = dependencies(repository, stack_of(repository))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "leading": followed(repository, page.object_list)}
    return render_page(
        request, "tracker/thread_dependencies.html", context, repository=repository, nav="capacity"
    )


def followed(repository: Repository, needed: Iterable[Needy]) -> set[str]:
    """Names of the dependencies whose number of routes leads to them; older scanners counted otherwise."""
    counts = {each.name: each.routes for each in needed}
    found = needing(repository, counts)
    return {name for name, count in counts.items() if len(found[name]) == count}


def as_values(setup: Setup) -> dict[str, Any]:
    names = ("workers", "tokens", "pool_size", "overflow", "pool_timeout_s", "limit")
    return {**{name: getattr(setup, name) for name in names}, **START}


def what_if(read: Reading, form: WhatIfForm) -> dict[str, Any]:
    """The deployment as read and as imagined, under the same load."""
    load, imagined = form.load(), form.setup()
    columns = [column("As read", read.setup, load)]
    if imagined != read.setup:
        columns.append(column("What if", imagined, load))
    return {"columns": columns, "load": load, "drawing": draw(columns, load)}


def column(name: str, setup: Setup, load: Load) -> dict[str, Any]:
    found: Prediction = remembered(lambda: simulate(setup, load), "prediction", setup, load)
    return {
        "name": name,
        "setup": setup,
        "prediction": found,
        "ceiling": ceiling(setup, load),
        "bottleneck": bottleneck(setup, load),
    }


def draw(columns: list[dict[str, Any]], load: Load) -> Figure:
    """p95 over the arrival rate, up to a little beyond what the deployment as read can carry."""
    top = max(load.rate, min(columns[0]["ceiling"], 20_000.0))
    rates = sorted({max(1, round(top * share)) for share in CURVE_SHARES})

    def chart() -> Layer:
        lines = [Line(each["name"], curve(each["setup"], load, rates)) for each in columns]
        return sweep(lines, "p95, ms", "requests per second")

    parts = ("capacity", [each["setup"] for each in columns], load, rates)
    return figure(chart, parts, title="95th percentile by load", key="capacity")


def curve(setup: Setup, load: Load, rates: list[int]) -> list[tuple[int, float]]:
    loads = [
        Load(query_s=load.query_s, other_s=load.other_s, cpu_s=load.cpu_s, rate=float(rate)) for rate in rates
    ]
    return [(rate, simulate(setup, one, CURVE_REQUESTS).p95) for rate, one in zip(rates, loads, strict=True)]
