"""The board of phases and subsystems."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tracker.forms import SubsystemForm, TargetForm
from tracker.models import Membership, PhaseTarget, Repository, Subsystem
from tracker.queries import board, burndown, progress
from tracker.queries.standing import standing, standings
from tracker.services import ServiceError, ownership, subsystems, targets
from tracker.views.access import actor, repository_page
from tracker.views.overview import trend
from tracker.views.pages import Home, back, once_scanned, render_page


@repository_page()
@once_scanned("Phases and subsystems", "phases")
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    counts = standing(repository)
    dates = list(PhaseTarget.objects.filter(repository=repository))
    context: dict[str, Any] = {
        "counts": counts,
        "phases": progress.phases(counts, dates),
        "columns": board.columns(repository),
        "readiness": board.readiness(repository.latest_scan),
        "outside": board.outside_routes(repository),
        "target_form": TargetForm(),
        "inventory_url": reverse("inventory", args=[repository.slug]),
    }
    return render_page(request, "tracker/phases.html", context, repository=repository, nav="phases")


@repository_page(Membership.Role.MEMBER, ("POST",))
def set_target(request: HttpRequest, repository: Repository) -> HttpResponse:
    page = reverse("phases", args=[repository.slug])
    form = TargetForm(request.POST)
    if not form.is_valid():
        return back(request, page, "Choose a phase and a day.", error=True)
    day: date | None = form.cleaned_data["date"]
    targets.set_target(
        repository,
        phase=form.cleaned_data["phase"],
        day=day,
        note=form.cleaned_data["note"],
        actor=actor(request),
    )
    return back(request, page, "Target date saved." if day else "Target date removed.")


def found(repository: Repository, slug: str) -> Subsystem:
    row = Subsystem.objects.filter(repository=repository, slug=slug).select_related("owner").first()
    if row is None:
        raise Http404("no such subsystem")
    return row


@repository_page()
def subsystem(request: HttpRequest, repository: Repository, subsystem: str) -> HttpResponse:
    return subsystem_page(request, repository, found(repository, subsystem))


def subsystem_page(
    request: HttpRequest, repository: Repository, row: Subsystem, form: SubsystemForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "subsystem": row,
        "card": board.card(row, standings([repository], "subsystem").get(row.pk)),
        "leftovers": board.leftovers(row),
        "dual": board.dual_helpers(row),
        "rules": row.rules.all(),
        "form": form or SubsystemForm.of(row),
        "criteria": [(kind, row.criteria.get(kind, [])) for kind in ("entry", "exit")],
        "inventory_url": reverse("inventory", args=[repository.slug]),
    }
    return render_page(request, "tracker/subsystem.html", context, repository=repository, nav="phases")


@repository_page()
def trend_part(request: HttpRequest, repository: Repository, subsystem: str) -> HttpResponse:
    row = found(repository, subsystem)
    home = Home(row.name, reverse("subsystem", args=[repository.slug, row.slug]), "phases")
    return trend(request, repository, burndown.of_subsystem(row), row.name, home, row.target_date)


@repository_page(Membership.Role.MEMBER, ("POST",))
def edit(request: HttpRequest, repository: Repository, subsystem: str) -> HttpResponse:
    row = found(repository, subsystem)
    form = SubsystemForm(request.POST)
    if not form.is_valid():
        return subsystem_page(request, repository, row, form)
    page = reverse("subsystem", args=[repository.slug, row.slug])
    try:
        subsystems.update(row, actor=actor(request), **changes(form, row, actor(request)))
    except ServiceError as error:
        return back(request, page, str(error), error=True)
    return back(request, page, f"{row.name} saved.")


def changes(form: SubsystemForm, row: Subsystem, by: str) -> dict[str, object]:
    given = form.cleaned_data
    return {
        "phase": given["phase"],
        "target_date": given["target_date"],
        "notes": given["notes"],
        "owner": ownership.owner(given["owner"]) if given["owner"] else None,
        "criteria": form.criteria(row, by),
    }
