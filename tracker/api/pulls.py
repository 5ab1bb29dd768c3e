"""Pull requests: each with its judgements; judged again, and looked up at the forge."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from tracker import pull_tasks
from tracker.api.auth import MEMBER, VIEWER, caller
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import answers
from tracker.api.subjects import Key, PathId, Text, repository_of
from tracker.models import PullHead, PullRequest, Repository
from tracker.queries import pulls as known
from tracker.queries.linked import of_pull_request
from tracker.services import pulls as service

router = Router(tags=["pull requests"])


class PullFilter(Schema):
    """The filters of the page."""

    state: Literal["open", "merged", "closed", "all"] = "open"
    verdict: Literal["", "failure", "neutral", "success", "pending"] = ""
    q: Text = Field("", max_length=100, description="Number, title, author, branch or commit")


class Head(Schema):
    """One commit to be judged against a base; ``pull_request`` is null for a group of the merge queue.

    ``counts`` holds the numbers of the judgement, ``reasons`` why it failed or is neutral.
    """

    id: int
    pull_request: int | None
    sha: str
    base_ref: str
    merge_base: str
    status: str
    conclusion: str
    title: str
    reasons: list[str]
    counts: dict[str, Any]
    requested_by: str
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    stage: str
    seconds: float
    superseded_by: int | None

    @staticmethod
    def resolve_pull_request(head: PullHead) -> int | None:
        return head.pull_request.number if head.pull_request else None

    @staticmethod
    def resolve_superseded_by(head: PullHead) -> int | None:
        return head.superseded_by_id


class PullRow(Schema):
    """A pull request with its newest head."""

    number: int
    title: str
    author: str
    state: str
    draft: bool
    from_fork: bool
    base_ref: str
    head_ref: str
    head_sha: str
    url: str
    updated_at: datetime
    head: Head | None


class Told(Schema):
    """What the forge was told, or still has to be."""

    kind: str
    status: str
    attempts: int
    error: str
    told_at: datetime | None


class Judgement(Schema):
    """``delta`` is ``clearloop.delta/1``, empty before the verdict; ``actions`` says what the gate makes of
    each newly blocking unit (by its id in the delta), ``units`` names ours by the same ids."""

    head: Head
    delta: dict[str, Any]
    actions: dict[str, str]
    units: dict[str, int]
    change: int = Field(description="Blocking units more (or fewer) once this is merged")
    told: list[Told]


class PullDetail(PullRow):
    """``heads``: the commits it pointed at, newest first; ``benchmarks``: result files linked to it."""

    judgement: Judgement | None
    heads: list[Head]
    benchmarks: list[int]


@router.get("/pulls", auth=VIEWER, response=answers(Page[PullRow]))
def list_pulls(request: HttpRequest, key: Key, paging: Query[Paging], wanted: Query[PullFilter]) -> Any:
    """Pull requests, newest first; the open ones unless another state is asked for."""
    chosen = known.Wanted(state=wanted.state, verdict=wanted.verdict, q=wanted.q.strip())
    return paged(
        request, known.pulls(repository_of(key), chosen).select_related("head__pull_request"), paging
    )


@router.get("/pulls/counts", auth=VIEWER, response=answers(dict[str, int]))
def counts(request: HttpRequest, key: Key) -> Any:
    """How many pull requests there are of each state."""
    return {value: number for value, _, number in known.states(repository_of(key))}


@router.get("/pulls/queue", auth=VIEWER, response=answers(list[Head]))
def merge_queue(request: HttpRequest, key: Key) -> Any:
    """The newest groups of the merge queue."""
    return known.groups(repository_of(key))


@router.post("/pulls/look-up", auth=MEMBER, response=answers(None, 202))
def look_up(request: HttpRequest, key: Key) -> Any:
    """Asks the forge for open pull requests now."""
    repository = repository_of(key)
    if repository.forge_connection is None or not repository.forge_connection.can_write:
        raise HttpError(409, "There is no forge to ask.")
    pull_tasks.later(pull_tasks.catch_up_repository, repository.pk)
    return Status(202, None)


@router.get("/pulls/heads/{pk}", auth=VIEWER, response=answers(Judgement), url_name="pull-head")
def show_head(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """One commit's judgement; poll it while its status is queued or running."""
    return detail_of(head_of(repository_of(key), pk))


@router.post("/pulls/heads/{pk}/judge", auth=MEMBER, response=answers(Head, 202))
def judge_again(request: HttpRequest, response: HttpResponse, key: Key, pk: PathId) -> Any:
    """Judges a commit anew."""
    repository = repository_of(key)
    head = head_of(repository, pk)
    with transaction.atomic():
        pull_tasks.hand_over(service.judge_again(head, by=caller(request).name))
    response["Location"] = reverse("api-v1:pull-head", args=[repository.slug, head.pk])
    return Status(202, head_of(repository, pk))


@router.get("/pulls/{number}", auth=VIEWER, response=answers(PullDetail))
def show(request: HttpRequest, key: Key, number: PathId) -> Any:
    """A pull request at its newest commit, with what was found."""
    pull = pull_of(repository_of(key), number)
    shown = {name: getattr(pull, name) for name in PullRow.model_fields}
    return {
        **shown,
        "judgement": detail_of(head_of(pull.repository, pull.head.pk)) if pull.head else None,
        "heads": known.heads(pull),
        "benchmarks": [file.pk for file in of_pull_request(pull.repository, pull.number).files],
    }


def pull_of(repository: Repository, number: int) -> PullRequest:
    found = known.pull_of(repository, number) if number < 2**31 else None
    if found is None:
        raise Http404("There is no such pull request.")
    return found


def head_of(repository: Repository, pk: int) -> PullHead:
    found = known.head_of(repository, pk)
    if found is None:
        raise Http404("There is no such commit.")
    return found


def detail_of(head: PullHead) -> dict[str, Any]:
    """A head with its judgement taken apart."""
    judged = known.judgement(head)
    return {
        "head": head,
        "delta": judged.delta,
        "actions": judged.actions,
        "units": judged.units,
        "change": judged.change,
        "told": known.publications(head),
    }
