"""One change to many units of the inventory, and taking it back."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from tracker.forms import WaiverForm
from tracker.models import Repository, Unit
from tracker.queries import inventory
from tracker.services import ServiceError, audit, ownership, plans, undo, waivers
from tracker.views.access import actor, repository_page
from tracker.views.pages import back, counted
from tracker.views.unit_changes import MEMBER, first_error

MOST_AT_ONCE = 2000


class Outcome(NamedTuple):
    """What to tell; ``batch`` takes it back."""

    text: str
    batch: str = ""


@repository_page(MEMBER, ("POST",))
def change(request: HttpRequest, repository: Repository) -> HttpResponse:
    """One action on the units chosen in the inventory, or on all that its filters list."""
    page = reverse("inventory", args=[repository.slug])
    action = ACTIONS.get(request.POST.get("action", ""))
    try:
        units = chosen(request, repository)
        if not units:
            return back(request, page, "Select at least one unit.", error=True)
        if action is None:
            return back(request, page, "Choose what to do.", error=True)
        done = action(request, units)
    except ServiceError as error:
        return back(request, page, str(error), error=True)
    return back(request, page, done.text, undo=done.batch)


def chosen(request: HttpRequest, repository: Repository) -> list[Unit]:
    """The ticked units, or with ``everything`` those that the filters in ``query`` list."""
    if "everything" in request.POST:
        query = QueryDict(request.POST.get("query", ""))
        rows = inventory.units(repository, inventory.InventoryFilter.from_query(query))
    else:
        ticked = [int(pk) for pk in request.POST.getlist("unit") if pk.isdecimal() and len(pk) < 19]
        rows = Unit.objects.filter(repository=repository, pk__in=ticked)
    found = list(rows.select_related("state", "repository").order_by("pk")[: MOST_AT_ONCE + 1])
    if len(found) > MOST_AT_ONCE:
        raise ServiceError(f"At most {MOST_AT_ONCE} units can be changed at once: narrow the list.")
    return found


def assign(request: HttpRequest, units: list[Unit]) -> Outcome:
    handles, batch = request.POST.get("owner", "").split(), audit.batch()
    ownership.assign(units, handles=handles, actor=actor(request), batch=batch)
    done = f"assigned to {', '.join(handles)}" if handles else "returned to the rules"
    return Outcome(f"{counted(len(units))} {done}.", batch)


def plan(request: HttpRequest, units: list[Unit]) -> Outcome:
    batch = audit.batch()
    changed = plans.set_plan(units, plan=request.POST.get("plan", ""), actor=actor(request), batch=batch)
    if not changed:
        return Outcome("That is their phase already.")
    return Outcome(f"Phase of {counted(changed)} saved.", batch)


def waive(request: HttpRequest, units: list[Unit]) -> Outcome:
    form = WaiverForm(request.POST)
    if not form.is_valid():
        raise ServiceError(first_error(form))
    blocking = [unit for unit in units if unit.is_blocking and not unit.waived]
    waivers.waive_all(blocking, actor=actor(request), **form.cleaned_data)
    return Outcome(f"{counted(len(blocking))} waived.")


ACTIONS = {"assign": assign, "plan": plan, "waive": waive}


@repository_page(MEMBER, ("POST",))
def take_back(request: HttpRequest, repository: Repository, batch: str) -> HttpResponse:
    """Undoes what was changed together, but for what was changed again since."""
    page = reverse("audit", args=[repository.slug])
    try:
        undone = undo.take_back(repository, batch=batch, actor=actor(request))
    except ServiceError as error:
        return back(request, page, str(error), error=True)
    kept = f" {counted(undone.kept)} changed since stayed as they are." if undone.kept else ""
    return back(request, page, f"Undone for {counted(undone.back)}.{kept}", undo=undone.batch)
