"""Owners and the rules that decide them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tracker import enqueue
from tracker.forms import OwnerRulesForm
from tracker.models import Membership, OwnerRule, Repository, Unit
from tracker.queries import burndown, owners
from tracker.queries.inventory import NONE
from tracker.services import ServiceError, audit, authorship, ownership
from tracker.views.access import actor, repository_page
from tracker.views.overview import trend as draw_trend
from tracker.views.pages import Home, back, counted, once_scanned, render_page, render_part

CHANGES_SHOWN = 100
SUGGESTIONS_SHOWN = 200


@repository_page()
@once_scanned("Owners", "owners")
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    file_rules = owners.rules(repository, OwnerRule.Source.CODEOWNERS)
    context: dict[str, Any] = {
        "rows": owners.owner_rows(repository),
        "file_rules": file_rules,
        "nobody_named": not any(rule.handles for rule in file_rules),
        "form": OwnerRulesForm(initial={"text": owners.rules_text(repository, OwnerRule.Source.SETTINGS)}),
        "suggestions": list(owners.suggestions(repository)[:SUGGESTIONS_SHOWN]),
        "inventory_url": reverse("inventory", args=[repository.slug]),
    }
    return render_page(request, "tracker/owners.html", context, repository=repository, nav="owners")


@repository_page()
def trend(request: HttpRequest, repository: Repository) -> HttpResponse:
    """The burn-down of what an owner has; ``owner`` is a handle, or none for what nobody owns."""
    handle = request.GET.get("owner", "")
    owner = owners.owner_of(repository, handle)
    if owner is None and handle != NONE:
        raise Http404("no such owner")
    series = burndown.of_owner(repository, owner)
    home = Home("Owners", reverse("owners", args=[repository.slug]), "owners")
    return draw_trend(request, repository, series, owner.handle if owner else "nobody", home)


@repository_page()
def options(request: HttpRequest, repository: Repository) -> HttpResponse:
    """The known handles, offered while typing one."""
    return render_part(request, "tracker/parts/owner_options.html", {"owners": owners.known_owners()})


@repository_page(Membership.Role.MEMBER, ("POST",))
def rules(request: HttpRequest, repository: Repository) -> HttpResponse:
    """Preview first: only a form that comes from the preview applies anything."""
    page = reverse("owners", args=[repository.slug])
    form = OwnerRulesForm(request.POST)
    if not form.is_valid():
        return back(request, page, "The rules are too long.", error=True)
    text, source = form.cleaned_data["text"], OwnerRule.Source.SETTINGS
    try:
        if request.POST.get("action") == "apply":
            diff = ownership.apply(
                repository, text=text, source=source, actor=actor(request), file="settings"
            )
            return back(request, page, f"Rules saved, {counted(len(diff.changes))} changed hands.")
        diff = ownership.preview(repository, text=text, source=source, file="settings")
    except ServiceError as error:
        return back(request, page, str(error), error=True)
    return preview_page(request, repository, text, diff)


@repository_page(Membership.Role.MEMBER, ("POST",))
def suggest(request: HttpRequest, repository: Repository) -> HttpResponse:
    """Has the git history read for owners of what nobody owns."""
    page = reverse("owners", args=[repository.slug])
    try:
        enqueue.suggestions(repository)
    except ServiceError as error:
        return back(request, page, str(error), error=True)
    return back(request, page, "The history is being read. Suggestions appear below in a moment.")


@repository_page(Membership.Role.MEMBER, ("POST",))
def take(request: HttpRequest, repository: Repository) -> HttpResponse:
    """Makes the chosen suggestions assignments by hand."""
    chosen = [int(pk) for pk in request.POST.getlist("unit") if pk.isdecimal() and len(pk) < 19]
    batch = audit.batch()
    taken = authorship.take(repository, units=chosen, actor=actor(request), batch=batch)
    page = reverse("owners", args=[repository.slug])
    if not taken:
        return back(request, page, "Choose at least one.", error=True)
    return back(request, page, f"{counted(taken)} assigned.", undo=batch)


def preview_page(
    request: HttpRequest, repository: Repository, text: str, diff: ownership.Diff
) -> HttpResponse:
    shown = diff.changes[:CHANGES_SHOWN]
    units = Unit.objects.in_bulk([change[0] for change in shown])
    context = {
        "diff": diff,
        "changes": [(units[pk], before, after, line) for pk, before, after, line in shown if pk in units],
        "text": text,
    }
    return render_page(request, "tracker/owner_preview.html", context, repository=repository, nav="owners")
