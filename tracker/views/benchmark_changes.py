"""Changes to measurements: upload, link, remove."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tracker import enqueue
from tracker.evidence_forms import UploadForm
from tracker.models import BenchmarkTarget, BenchmarkUpload, Membership, Repository, Unit
from tracker.queries import benchmarks as known
from tracker.services.benchmarks import (
    BenchmarkError,
    confirm_all,
    confirm_link,
    reject_link,
    remove_file,
)
from tracker.services.uploads import dismiss
from tracker.views.access import actor, repository_page
from tracker.views.benchmarks import found, list_page
from tracker.views.pages import back

MEMBER = Membership.Role.MEMBER


@repository_page(MEMBER, ("POST",))
def upload(request: HttpRequest, repository: Repository) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES, repository=repository)
    if not form.is_valid():
        return list_page(request, repository, form, status=422)
    try:
        made = enqueue.benchmark(repository, form.upload(), by=actor(request))
    except BenchmarkError as error:
        form.add_error("file", str(error))
        return list_page(request, repository, form, status=422)
    if isinstance(made, BenchmarkUpload):
        address = reverse("benchmarks", args=[repository.slug])
        return back(request, address, f"{made.name} is large: a worker reads it now.")
    return back(request, reverse("benchmark", args=[repository.slug, made.pk]), f"{made.name} imported.")


@repository_page(MEMBER, ("POST",))
def dismiss_upload(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """Take a large upload that has ended off the page."""
    row = known.upload_of(repository, pk)
    if row is None:
        raise Http404("no such upload")
    dismiss(row)
    return back(request, reverse("benchmarks", args=[repository.slug]), f"{row.name} taken off the list.")


@repository_page(MEMBER, ("POST",))
def link(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """Confirm the suggestion, name another route, or say that it is none."""
    target = known.target_of(repository, pk)
    if target is None:
        raise Http404("no such target")
    address = reverse("benchmarks", args=[repository.slug])
    if "reject" in request.POST:
        reject_link(target, actor=actor(request))
        return back(request, address, f"{target.name} is linked to no route.")
    unit = chosen(repository, target, request.POST.get("route", ""))
    if unit is None:
        return back(request, address, "No route of that method and path is in the inventory.", error=True)
    confirm_link(target, unit, actor=actor(request))
    return back(request, address, f"{target.name} is linked to {unit.label}.")


def chosen(repository: Repository, target: BenchmarkTarget, route: str) -> Unit | None:
    return known.route_labelled(repository, route) if route.strip() else target.unit


@repository_page(MEMBER, ("POST",))
def link_all(request: HttpRequest, repository: Repository) -> HttpResponse:
    count = confirm_all(repository, actor=actor(request))
    return back(request, reverse("benchmarks", args=[repository.slug]), f"{count} links confirmed.")


@repository_page(Membership.Role.ADMIN, ("POST",))
def remove(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    file = found(repository, pk)
    remove_file(file, actor=actor(request))
    return back(request, reverse("benchmarks", args=[repository.slug]), f"{file.name} removed.")
