"""Importing request counts per route."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tracker.forms import TrafficForm
from tracker.models import Membership, Repository
from tracker.services import ServiceError, traffic
from tracker.views.access import actor, repository_page
from tracker.views.pages import back


@repository_page(Membership.Role.MEMBER, ("POST",))
def load(request: HttpRequest, repository: Repository) -> HttpResponse:
    page = reverse("ranking", args=[repository.slug])
    form = TrafficForm(request.POST, request.FILES)
    if not form.is_valid():
        return back(request, page, str(next(iter(form.errors.values()))[0]), error=True)
    file = form.cleaned_data["file"]
    try:
        made = traffic.import_counts(
            repository,
            text=file.read().decode(errors="replace"),
            form=form.cleaned_data["form"],
            actor=actor(request),
            file_name=file.name,
        )
    except ServiceError as error:
        return back(request, page, str(error), error=True)
    return back(request, page, f"{made.matched} of {made.requests} requests belong to known routes.")
