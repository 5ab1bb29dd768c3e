"""The audit trail of a repository: one row for each act, or the single changes of one act."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from tracker.models import Repository
from tracker.queries import batches, people
from tracker.views.access import repository_page
from tracker.views.pages import permissions, render_page

PAGE_SIZE = 100


@repository_page()
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    actor, verb = request.GET.get("actor", ""), request.GET.get("verb", "")
    actors, verbs = people.trail_choices(repository)
    batch = request.GET.get("batch", "")
    rows = people.trail(repository, actor=actor, verb=verb, batch=batch)
    page = Paginator(rows if batch else batches.acts(rows), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "batch": batch,
        "acts": {} if batch else batches.sizes(repository, page),
        "undoable": batches.left(repository, page) if permissions(request)["can_work"] else {},
        "actor": actor,
        "verb": verb,
        "actors": actors,
        "verbs": verbs,
    }
    return render_page(request, "tracker/audit.html", context, repository=repository, nav="audit")
