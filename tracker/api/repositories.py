"""Repositories: the list, one with where it stands, registering, settings."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from pydantic import AfterValidator, ConfigDict

from tracker import enqueue
from tracker.api.auth import ADMIN, VIEWER, caller
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import FormError, answers
from tracker.api.shapes import AuditRow, Counts, PhaseShape, ScanRow
from tracker.api.subjects import Key, Text, repository_of, storable_throughout
from tracker.forms import GeneralForm, RegisterForm, ScannerForm, ScheduleForm
from tracker.models import PhaseTarget, Repository
from tracker.queries import overview, people, progress
from tracker.queries.evidence import coverage
from tracker.queries.frame import attempts
from tracker.queries.repositories import repository_rows
from tracker.queries.standing import Standing, standing
from tracker.services import repositories

router = Router(tags=["repositories"])


class RepositoryRow(Schema):
    id: int
    slug: str
    name: str
    kind: str
    default_branch: str
    web_url: str
    archived: bool
    counts: Counts | None
    phases: list[PhaseShape]
    newest_scan: ScanRow | None


class Change(Schema):
    """How the counts moved since the last review, or within a week; null where nothing older is known."""

    since: datetime | None
    reviewed: bool
    blocking: int | None
    converted: int | None
    native: int | None


class NewlyBlocking(Schema):
    since: Any
    total: int
    query: str


class EvidenceCoverage(Schema):
    cleared: int
    measured: int
    recorded: int


class RepositoryDetail(RepositoryRow):
    """``trouble`` is the newest scan when it failed or saw too little: the numbers are from before it."""

    frequency: str
    schedule_hour: int
    import_roots: list[str]
    codeowners_synced: bool
    public: bool
    change: Change
    newly_blocking: NewlyBlocking
    evidence: EvidenceCoverage
    active_scan: ScanRow | None
    trouble: ScanRow | None


class Registration(Schema):
    location: Text
    name: Text = ""


class SettingsChange(Schema):
    """Only what is given changes. ``config`` and ``catalog`` are as in the project's own file."""

    model_config = ConfigDict(extra="forbid")

    name: Text | None = None
    default_branch: Text | None = None
    web_url: Text | None = None
    codeowners_synced: bool | None = None
    frequency: Text | None = None
    schedule_hour: int | None = None
    import_roots: list[Text] | None = None
    config: Annotated[dict[str, Any] | None, AfterValidator(storable_throughout)] = None
    catalog: Annotated[list[Any] | None, AfterValidator(storable_throughout)] = None


@router.get("", auth=VIEWER, response=answers(list[RepositoryRow]))
def list_repositories(request: HttpRequest) -> Any:
    """Repositories that are not archived, each with where it stands."""
    return [row(one.repository, one.counts, one.newest) for one in repository_rows()]


@router.post("", auth=ADMIN, response=answers(RepositoryDetail, 201))
def register(request: HttpRequest, response: HttpResponse, body: Registration) -> Any:
    """Adds a code base by path or URL, queues its first scan and the back-fill of its history."""
    form = RegisterForm(body.dict())
    if not form.is_valid():
        raise FormError(form)
    given = form.cleaned_data
    made = enqueue.registration(given["location"], given["name"], by=caller(request).name)
    made = repository_of(made.slug)
    response["Location"] = reverse("api-v1:repository", args=[made.slug])
    return Status(201, detail(made))


@router.get("/{key}", auth=VIEWER, response=answers(RepositoryDetail), url_name="repository")
def show(request: HttpRequest, key: Key) -> Any:
    """One repository as on its overview."""
    return detail(repository_of(key))


@router.patch("/{key}", auth=ADMIN, response=answers(RepositoryDetail))
def change_settings(request: HttpRequest, key: Key, body: SettingsChange) -> Any:
    """Changes settings; the next scan uses them."""
    repository = repository_of(key)
    given = {name: value for name, value in body.dict(exclude_unset=True).items() if value is not None}
    repositories.update_settings(repository, actor=caller(request).name, **checked(repository, given))
    return detail(repository_of(key))


def checked(repository: Repository, given: dict[str, Any]) -> dict[str, Any]:
    """The given settings as the forms of the pages accept them."""
    found: dict[str, Any] = {}
    for form_class in (GeneralForm, ScannerForm, ScheduleForm):
        names = given.keys() & form_class.base_fields.keys()
        if not names:
            continue
        form = form_class(
            {**form_class.of(repository).initial, **{name: written(given[name]) for name in names}}
        )
        if not form.is_valid():
            raise FormError(form)
        found |= {name: form.cleaned_data[name] for name in names}
    return found


def written(value: Any) -> Any:
    """A value as a form field takes it: directories one a line, tables and rows as JSON."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    return json.dumps(value) if isinstance(value, dict | list) else value


@router.get("/{key}/audit", auth=VIEWER, response=answers(Page[AuditRow]))
def audit(request: HttpRequest, key: Key, paging: Query[Paging], actor: Text = "", verb: Text = "") -> Any:
    """Who changed what, newest first."""
    return paged(request, people.trail(repository_of(key), actor=actor, verb=verb), paging)


def row(repository: Repository, counts: Standing | None, newest: Any) -> dict[str, Any]:
    names = ("id", "slug", "name", "kind", "default_branch", "web_url")
    return {
        **{name: getattr(repository, name) for name in names},
        "archived": repository.archived_at is not None,
        "counts": counts,
        "phases": progress.phases(counts) if counts else [],
        "newest_scan": newest,
    }


def detail(repository: Repository) -> dict[str, Any]:
    counts = standing(repository)
    active, trouble = attempts(repository)
    targets = PhaseTarget.objects.filter(repository=repository)
    names = ("frequency", "schedule_hour", "import_roots", "codeowners_synced")
    return {
        **row(repository, counts, repository.latest_scan),
        **{name: getattr(repository, name) for name in names},
        "phases": progress.phases(counts, targets),
        "public": repository.is_public,
        "change": progress.change(repository, counts),
        "newly_blocking": overview.newly_blocking(repository),
        "evidence": coverage(repository),
        "active_scan": active,
        "trouble": trouble,
    }
