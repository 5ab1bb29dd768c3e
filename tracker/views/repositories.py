"""The list of repositories, and adding one."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tracker import enqueue
from tracker.forms import RegisterForm
from tracker.models import Membership, Repository
from tracker.queries.frame import switchable
from tracker.queries.repositories import archived, repository_rows
from tracker.services import ServiceError, repositories
from tracker.views.access import actor, page, refuse
from tracker.views.pages import render_page, render_part


@page(methods=("GET", "HEAD", "POST"))
def index(request: HttpRequest) -> HttpResponse:
    form = RegisterForm(request.POST or None)
    if request.method == "POST":
        if refusal := refuse(request, Membership.Role.ADMIN):
            return refusal
        if form.is_valid() and (added := add(request, form)):
            following = "forge-settings" if form.cleaned_data["private"] else "overview"
            return HttpResponseRedirect(reverse(following, args=[added.slug]))
    context = {
        "rows": repository_rows(),
        "archived": archived(),
        "form": form,
        "example": example_path() is not None,
    }
    status = 422 if form.errors else 200
    return render_page(request, "tracker/repositories.html", context, nav="repositories", status=status)


@page()
def switcher(request: HttpRequest) -> HttpResponse:
    """The repositories offered by the menu at the top, loaded when it opens."""
    return render_part(request, "tracker/parts/switcher.html", {"repositories": switchable()})


def add(request: HttpRequest, form: RegisterForm) -> Repository | None:
    """The repository registered and its first scan queued; none when the form tells why not. A private
    one waits for its forge to be connected."""
    location, name = form.cleaned_data["location"], form.cleaned_data["name"]
    try:
        if form.cleaned_data["private"]:
            return repositories.register(
                location=location, name=name or None, actor=actor(request), check=False
            )
        return enqueue.registration(location, name, by=actor(request))
    except ServiceError as error:
        form.add_error("location", str(error))
        return None


def example_path() -> Path | None:
    """Where the bundled example project lies, if this installation has written it."""
    place = Path(settings.EXAMPLE_REPOSITORY)
    return place if place.is_dir() else None


@page(Membership.Role.ADMIN, ("POST",))
def example(request: HttpRequest) -> HttpResponse:
    place = example_path()
    if place is None:
        raise Http404("no example in this installation")
    repository = enqueue.registration(str(place), "Example", by=actor(request))
    return HttpResponseRedirect(reverse("overview", args=[repository.slug]))
