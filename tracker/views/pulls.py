"""Pull requests: the list, one judgement, and judging again."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tracker import pull_tasks
from tracker.models import Membership, PullHead, PullRequest, Repository
from tracker.queries import pulls as known
from tracker.services import pulls as service
from tracker.views.access import actor, repository_page
from tracker.views.pages import back, render_page, render_part
from tracker.views.snippets import commit_link, forge_link, steps

PAGE_SIZE = 40
SNIPPETS = 8


@repository_page()
def index(request: HttpRequest, repository: Repository) -> HttpResponse:
    wanted = known.Wanted(
        state=request.GET.get("state", PullRequest.State.OPEN),
        verdict=request.GET.get("verdict", ""),
        q=request.GET.get("q", "").replace("\x00", "").strip()[:100],
    )
    context: dict[str, Any] = {
        "wanted": wanted,
        "page": Paginator(known.pulls(repository, wanted), PAGE_SIZE).get_page(request.GET.get("page")),
        "states": known.states(repository),
        "verdicts": known.VERDICTS,
        "groups": known.groups(repository),
    }
    return render_page(request, "tracker/pulls.html", context, repository=repository, nav="pulls")


@repository_page()
def show(request: HttpRequest, repository: Repository, number: int) -> HttpResponse:
    """A pull request at its newest head."""
    pull = known.pull_of(repository, number)
    if pull is None:
        raise Http404("no such pull request")
    if pull.head is None:
        return render_page(
            request, "tracker/pull.html", {"pull": pull, "head": None}, repository=repository, nav="pulls"
        )
    return page_of(request, repository, pull.head.pk)


@repository_page()
def show_head(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """One commit of a pull request, or a group of the merge queue: where the check leads."""
    return page_of(request, repository, pk)


def page_of(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    head = found(repository, pk)
    pull = head.pull_request
    judged = known.judgement(head)
    context: dict[str, Any] = {
        "pull": pull,
        "head": head,
        "is_newest": pull is None or pull.head_id == head.pk,
        "heads": known.heads(pull) if pull else [],
        "judged": judged,
        "told": known.publications(head),
        "shown": shown_units(repository, head, judged),
        "commit_link": commit_link(repository, head.sha),
        "base_link": commit_link(repository, head.merge_base),
    }
    return render_page(request, "tracker/pull.html", context, repository=repository, nav="pulls")


def shown_units(repository: Repository, head: PullHead, judged: known.Judgement) -> list[dict[str, Any]]:
    """The newly blocking units; the first of them with the source of their causes and chains."""
    rows = []
    for number, change in enumerate(judged.delta.get("newly_blocking", [])):
        row: dict[str, Any] = {"change": change, "unit": judged.units.get(change["id"])}
        if number < SNIPPETS:
            row["steps"] = steps(repository, head.sha, change["chain"])
            row["causes"] = steps(repository, head.sha, change["causes"])
        else:
            row["links"] = [
                forge_link(repository, head.sha, cause["file"], cause["line"]) for cause in change["causes"]
            ]
        rows.append(row)
    return rows


@repository_page()
def progress(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """The waiting panel; once the head is judged, the page around it is reloaded."""
    head = found(repository, pk)
    context = {"head": head, "repository": repository}
    response = render_part(request, "tracker/parts/pull_progress.html", context)
    if not head.is_active:
        response["HX-Refresh"] = "true"
    return response


@repository_page(Membership.Role.MEMBER, ("POST",), personal=True)
def judge_again(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    head = found(repository, pk)
    with transaction.atomic():
        pull_tasks.hand_over(service.judge_again(head, by=actor(request)))
    return back(request, reverse("pull-head", args=[repository.slug, head.pk]), "It is judged again.")


@repository_page(Membership.Role.MEMBER, ("POST",), personal=True)
def look_up(request: HttpRequest, repository: Repository) -> HttpResponse:
    """Asks the forge for open pull requests now."""
    if repository.forge_connection is None or not repository.forge_connection.can_write:
        return back(request, reverse("pulls", args=[repository.slug]), "No forge to ask.", error=True)
    pull_tasks.later(pull_tasks.catch_up_repository, repository.pk)
    return redirect("pulls", repository.slug)


def found(repository: Repository, pk: int) -> PullHead:
    head = known.head_of(repository, pk)
    if head is None:
        raise Http404("no such commit")
    return head
