"""Settings around the forge: the connection with its secrets, the gate, the log of deliveries."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tracker import pull_tasks
from tracker.forge_forms import AttachForm, ConnectionForm, GateForm
from tracker.models import Delivery, Membership, Publication, Repository
from tracker.queries import pulls as known
from tracker.services import ServiceError, connections, deliveries, outbox, repositories
from tracker.views.access import actor, repository_page
from tracker.views.pages import back, render_page
from tracker.views.settings import SECTIONS

ADMIN = Membership.Role.ADMIN
PAGE_SIZE = 50


def address(repository: Repository) -> str:
    return reverse("forge-settings", args=[repository.slug])


@repository_page(ADMIN, ("GET", "HEAD", "POST"))
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    if request.method == "POST":
        change = CHANGES.get(request.POST.get("action", ""))
        if change is None:
            raise Http404("no such change")
        return change(request, repository)
    return forge_page(request, repository)


def forge_page(request: HttpRequest, repository: Repository, **context: Any) -> HttpResponse:
    connection = repository.forge_connection
    shown: dict[str, Any] = {
        "section": "forge",
        "sections": SECTIONS.items(),
        "connection": connection,
        "form": ConnectionForm.of(connection, repository),
        "attach_form": AttachForm.of(repository),
        "outbox": known.outbox(repository),
    }
    if connection is not None:
        shown["webhook_url"] = request.build_absolute_uri(
            reverse("webhook", args=[connection.kind, connection.key])
        )
    return render_page(
        request, "tracker/forge.html", {**shown, **context}, repository=repository, nav="settings"
    )


def save_connection(request: HttpRequest, repository: Repository) -> HttpResponse:
    form = ConnectionForm(request.POST)
    connection = repository.forge_connection
    secret = ""
    try:
        if not form.is_valid():
            return forge_page(request, repository, form=form)
        if connection is None:
            _, secret = connections.connect(repository, form.draft(), actor=actor(request))
            if repository.forge_slug:
                pull_tasks.later(pull_tasks.catch_up_repository, repository.pk)
        else:
            connections.update(connection, form.draft(), actor=actor(request))
    except ServiceError as error:
        form.add_error(None, str(error))
        return forge_page(request, repository, form=form)
    if secret:
        return forge_page(request, repository, secret=secret)
    return back(request, address(repository), "Connection saved.")


def save_attachment(request: HttpRequest, repository: Repository) -> HttpResponse:
    form = AttachForm(request.POST)
    if not form.is_valid():
        return forge_page(request, repository, attach_form=form)
    slug = form.cleaned_data["slug"]
    connections.attach(repository, form.chosen(), slug=slug, actor=actor(request))
    pull_tasks.later(pull_tasks.catch_up_repository, repository.pk)
    return back(request, address(repository), "Repository connected." if slug else "Saved.")


def rotate(request: HttpRequest, repository: Repository) -> HttpResponse:
    connection = repository.forge_connection
    if connection is None:
        raise Http404("no connection")
    secret = connections.rotate(connection, actor=actor(request))
    return forge_page(request, repository, secret=secret)


def probe(request: HttpRequest, repository: Repository) -> HttpResponse:
    try:
        branch = connections.probe(repository)
    except ServiceError as error:
        return back(request, address(repository), str(error), error=True)
    return back(request, address(repository), f"The forge answers. Its default branch is {branch}.")


def retry(request: HttpRequest, repository: Repository) -> HttpResponse:
    chosen = request.POST.get("row", "")
    rows = Publication.objects.filter(repository=repository, pk=int(chosen) if chosen.isdecimal() else 0)
    for row in rows:
        outbox.retry(row)
        pull_tasks.later(pull_tasks.publish, row.pk)
    return back(request, address(repository), "It is sent again.")


CHANGES = {
    "save": save_connection,
    "attach": save_attachment,
    "rotate": rotate,
    "probe": probe,
    "retry": retry,
}


@repository_page(ADMIN, ("GET", "HEAD", "POST"))
def gate(request: HttpRequest, repository: Repository) -> HttpResponse:
    form = GateForm(request.POST) if request.method == "POST" else GateForm.of(repository)
    if request.method == "POST" and form.is_valid():
        repositories.update_settings(repository, actor=actor(request), gate=form.cleaned_data)
        told = "Gate saved. It counts from the next judgement on."
        return back(request, reverse("gate-settings", args=[repository.slug]), told)
    context = {"section": "gate", "sections": SECTIONS.items(), "form": form}
    return render_page(request, "tracker/gate.html", context, repository=repository, nav="settings")


@repository_page(ADMIN)
def log(request: HttpRequest, repository: Repository) -> HttpResponse:
    status = request.GET.get("status", "")
    rows = known.deliveries(repository, status=status)
    context = {
        "section": "forge",
        "sections": SECTIONS.items(),
        "status": status,
        "statuses": Delivery.Status.choices,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render_page(request, "tracker/deliveries.html", context, repository=repository, nav="settings")


@repository_page(ADMIN, ("POST",))
def replay(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    delivery = known.deliveries(repository).filter(pk=pk).first()
    if delivery is None:
        raise Http404("no such delivery")
    there = reverse("deliveries", args=[repository.slug])
    try:
        deliveries.replay(delivery, actor=actor(request))
    except ServiceError as error:
        return back(request, there, str(error), error=True)
    pull_tasks.later(pull_tasks.process_delivery, delivery.pk)
    return back(request, there, "The delivery is carried out again.")
