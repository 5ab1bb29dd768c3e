"""Starting, stopping and scheduling scans."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tracker import enqueue
from tracker.forms import ScheduleForm
from tracker.models import HistoryRun, Membership, Repository, Scan
from tracker.services import ServiceError, history, repositories, scans
from tracker.views.access import actor, repository_page
from tracker.views.pages import back
from tracker.views.scans import found

MEMBER = Membership.Role.MEMBER


def scans_page(repository: Repository) -> str:
    return reverse("scans", args=[repository.slug])


@repository_page(MEMBER, ("POST",))
def rescan(request: HttpRequest, repository: Repository) -> HttpResponse:
    page = reverse("overview", args=[repository.slug])
    try:
        enqueue.scan(repository, trigger=Scan.Trigger.MANUAL, by=actor(request))
    except ServiceError as error:
        return back(request, page, str(error), error=True)
    return back(request, page)


@repository_page(MEMBER, ("POST",))
def cancel(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    scans.cancel(found(repository, pk), actor=actor(request))
    return back(request, reverse("scan", args=[repository.slug, pk]), "The scan stops at its next step.")


@repository_page(Membership.Role.ADMIN, ("POST",))
def accept(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """Count an incomplete scan after all."""
    page = reverse("scan", args=[repository.slug, pk])
    try:
        scans.accept(found(repository, pk), actor=actor(request))
    except ServiceError as error:
        return back(request, page, str(error), error=True)
    return back(request, page, "The scan counts now.")


@repository_page(MEMBER, ("POST",))
def save(request: HttpRequest, repository: Repository) -> HttpResponse:
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return back(request, scans_page(repository), "Choose an hour between 0 and 23.", error=True)
    repositories.update_settings(repository, actor=actor(request), **form.cleaned_data)
    return back(request, scans_page(repository), "Schedule saved.")


@repository_page(MEMBER, ("POST",))
def start_history(request: HttpRequest, repository: Repository) -> HttpResponse:
    sampling = request.POST.get("sampling", "")
    chosen = sampling if sampling in HistoryRun.Sampling.values else HistoryRun.Sampling.WEEK
    try:
        enqueue.backfill(
            repository, sampling=chosen, by=actor(request), rescan=request.POST.get("rescan") == "on"
        )
    except ServiceError as error:
        return back(request, scans_page(repository), str(error), error=True)
    return back(request, scans_page(repository))


@repository_page(MEMBER, ("POST",))
def cancel_history(request: HttpRequest, repository: Repository) -> HttpResponse:
    history.cancel(repository, actor=actor(request))
    return back(request, scans_page(repository), "The back-fill stops after the commit at hand.")
