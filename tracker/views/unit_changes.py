"""What people change about units: owner, phase, waivers, notes, checks."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tracker.forms import NoteForm, WaiverForm
from tracker.models import Membership, Repository, Waiver
from tracker.queries.unit import RISKS
from tracker.services import ServiceError, audit, ownership, plans, remarks, waivers
from tracker.views.access import actor, repository_page
from tracker.views.pages import back
from tracker.views.unit import found

MEMBER = Membership.Role.MEMBER


def unit_page(repository: Repository, pk: int) -> str:
    return reverse("unit", args=[repository.slug, pk])


def first_error(form: NoteForm | WaiverForm) -> str:
    return next(f"{name.capitalize()}: {errors[0]}" for name, errors in form.errors.items())


def attempt(
    request: HttpRequest, page: str, change: Callable[[], object], done: str, undo: str = ""
) -> HttpResponse:
    """Run a change and say how it went; a refusal of the service is told in its own words."""
    try:
        change()
    except ServiceError as error:
        return back(request, page, str(error), error=True)
    return back(request, page, done, undo=undo)


@repository_page(MEMBER, ("POST",))
def assign(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    unit, handles = found(repository, pk), request.POST.get("owner", "").split()
    done = f"Assigned to {', '.join(handles)}." if handles else "Returned to the rules."
    batch = audit.batch()
    return attempt(
        request,
        unit_page(repository, pk),
        lambda: ownership.assign([unit], handles=handles, actor=actor(request), batch=batch),
        done,
        undo=batch,
    )


@repository_page(MEMBER, ("POST",))
def plan(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    unit, chosen = found(repository, pk), request.POST.get("plan", "")
    batch = audit.batch()
    return attempt(
        request,
        unit_page(repository, pk),
        lambda: plans.set_plan([unit], plan=chosen, actor=actor(request), batch=batch),
        "Phase saved.",
        undo=batch if chosen != unit.plan else "",
    )


@repository_page(MEMBER, ("POST",))
def waive(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    unit, form = found(repository, pk), WaiverForm(request.POST)
    page = unit_page(repository, pk)
    if not form.is_valid():
        return back(request, page, first_error(form), error=True)
    return attempt(
        request, page, lambda: waivers.waive(unit, actor=actor(request), **form.cleaned_data), "Waived."
    )


@repository_page(MEMBER, ("POST",))
def revoke_waiver(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    waiver = Waiver.objects.filter(repository=repository, pk=pk).select_related("unit").first()
    if waiver is None:
        raise Http404("no such waiver")
    page = unit_page(repository, waiver.unit_id)
    return attempt(request, page, lambda: waivers.revoke(waiver, actor=actor(request)), "Waiver ended.")


@repository_page(MEMBER, ("POST",))
def add_note(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    unit, form = found(repository, pk), NoteForm(request.POST)
    page = unit_page(repository, pk)
    if not form.is_valid():
        return back(request, page, first_error(form), error=True)
    return attempt(
        request,
        page,
        lambda: remarks.add_note(unit, text=form.cleaned_data["text"], actor=actor(request)),
        "Note added.",
    )


@repository_page(MEMBER, ("POST",))
def tick_risks(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    unit = found(repository, pk)
    ticked = {code for code in request.POST.getlist("risk") if code in RISKS}
    return attempt(
        request,
        unit_page(repository, pk),
        lambda: remarks.tick_risks(unit, codes=ticked, actor=actor(request)),
        "Checks saved.",
    )
