"""The forge: the connection without its secrets, what it sent, and what it still has to be told."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from tracker import pull_tasks
from tracker.api.auth import ADMIN, caller
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import FormError, answers
from tracker.api.subjects import Id, Key, PathId, Text, repository_of
from tracker.forge_forms import AttachForm, ConnectionForm
from tracker.models import Delivery, ForgeConnection, Publication, Repository
from tracker.queries import pulls as known
from tracker.services import connections, outbox
from tracker.services import deliveries as deliveries_service

router = Router(tags=["forge"])


class Connection(Schema):
    """``credentials``: whether any are stored; they are never given out. ``problem`` is what went wrong
    last. The webhook secret before the newest one counts until ``previous_until``."""

    id: int
    name: str
    kind: str
    auth: str
    api_url: str
    app_id: str
    credentials: bool
    webhook_url: str
    previous_until: datetime | None
    received_at: datetime | None
    rejected: int
    rejected_at: datetime | None
    problem: str


class Forge(Schema):
    """``slug`` is what the forge calls the repository; ``connections`` can be chosen from."""

    connection: Connection | None
    slug: str
    connections: dict[int, str]


class NewForge(Forge):
    """``secret`` signs webhooks; it is shown this once. null where the connection was there before."""

    secret: str | None = None


class ConnectionChange(Schema):
    """Credentials left empty stay as they are."""

    model_config = ConfigDict(extra="forbid")

    name: Text = Field(..., max_length=120)
    kind: Literal["github", "gitlab", "gitea"]
    api_url: Text = Field(..., max_length=300)
    auth: Literal["", "token", "app"] = ""
    token: Text = Field("", max_length=1000)
    app_id: Text = Field("", max_length=64)
    private_key: Text = Field("", max_length=20_000)


class Attachment(Schema):
    """Which repository at the forge this one is; without a connection it is bound to none."""

    model_config = ConfigDict(extra="forbid")

    connection: Id | None = None
    slug: Text = Field("", max_length=200)


class WebhookSecret(Schema):
    """Shown this once; the one before counts until ``previous_until``."""

    secret: str
    previous_until: datetime


class ForgeAnswer(Schema):
    default_branch: str


class DeliveryRow(Schema):
    """A webhook delivery as taken in."""

    id: int
    guid: str
    event: str
    status: str
    outcome: str
    received_at: datetime
    ended_at: datetime | None
    times: int


class OutboxRow(Schema):
    """Something the forge was not told yet."""

    id: int
    kind: str
    status: str
    attempts: int
    error: str
    due_at: datetime
    head: int | None
    pull_request: int | None

    @staticmethod
    def resolve_head(row: Publication) -> int | None:
        return row.head_id

    @staticmethod
    def resolve_pull_request(row: Publication) -> int | None:
        return row.pull_request.number if row.pull_request else None


@router.get("/forge", auth=ADMIN, response=answers(Forge))
def show(request: HttpRequest, key: Key) -> Any:
    """The forge that pull requests come from and verdicts go to."""
    return shown(request, repository_of(key))


@router.put("/forge", auth=ADMIN, response={**answers(NewForge), 201: NewForge})
def change(request: HttpRequest, response: HttpResponse, key: Key, body: ConnectionChange) -> Any:
    """Changes the connection, or makes one: then the answer is 201 and holds the webhook secret."""
    repository = repository_of(key)
    form = ConnectionForm(body.dict())
    if not form.is_valid():
        raise FormError(form)
    by = caller(request).name
    if repository.forge_connection is not None:
        connections.update(repository.forge_connection, form.draft(), actor=by)
        return shown(request, repository_of(key))
    _, secret = connections.connect(repository, form.draft(), actor=by)
    if repository.forge_slug:
        pull_tasks.later(pull_tasks.catch_up_repository, repository.pk)
    response["Cache-Control"] = "no-store"
    return Status(201, {**shown(request, repository_of(key)), "secret": secret})


@router.put("/forge/repository", auth=ADMIN, response=answers(Forge))
def attach(request: HttpRequest, key: Key, body: Attachment) -> Any:
    """Binds the repository to its counterpart at the forge, or to none."""
    repository = repository_of(key)
    form = AttachForm({"connection": str(body.connection or ""), "slug": body.slug})
    if not form.is_valid():
        raise FormError(form)
    slug = form.cleaned_data["slug"]
    connections.attach(repository, form.chosen(), slug=slug, actor=caller(request).name)
    pull_tasks.later(pull_tasks.catch_up_repository, repository.pk)
    return shown(request, repository_of(key))


@router.post("/forge/secret", auth=ADMIN, response=answers(WebhookSecret, 201))
def rotate(request: HttpRequest, response: HttpResponse, key: Key) -> Any:
    """A new webhook secret."""
    connection = connection_of(repository_of(key))
    secret = connections.rotate(connection, actor=caller(request).name)
    response["Cache-Control"] = "no-store"
    return Status(201, {"secret": secret, "previous_until": connection.previous_until})


@router.post("/forge/probe", auth=ADMIN, response=answers(ForgeAnswer))
def probe(request: HttpRequest, key: Key) -> Any:
    """Asks the forge for the repository's default branch."""
    repository = repository_of(key)
    connection_of(repository)
    return {"default_branch": connections.probe(repository)}


@router.get("/forge/outbox", auth=ADMIN, response=answers(list[OutboxRow]))
def list_outbox(request: HttpRequest, key: Key) -> Any:
    """What the forge still has to be told, or refused to hear."""
    return known.outbox(repository_of(key))


@router.post("/forge/outbox/{pk}/retry", auth=ADMIN, response=answers(None, 202))
def retry(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """Sends a row again."""
    row = Publication.objects.filter(repository=repository_of(key), pk=pk).first()
    if row is None:
        raise Http404("There is no such row.")
    outbox.retry(row)
    pull_tasks.later(pull_tasks.publish, row.pk)
    return Status(202, None)


@router.get("/deliveries", auth=ADMIN, response=answers(Page[DeliveryRow]))
def deliveries(
    request: HttpRequest,
    key: Key,
    paging: Query[Paging],
    status: Literal["", "received", "done", "ignored", "failed"] = "",
) -> Any:
    """The log of what the forge sent, newest first."""
    return paged(request, known.deliveries(repository_of(key), status=status), paging)


@router.post("/deliveries/{pk}/replay", auth=ADMIN, response=answers(None, 202))
def replay(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """Carries a delivery out again."""
    delivery: Delivery | None = known.deliveries(repository_of(key)).filter(pk=pk).first()
    if delivery is None:
        raise Http404("There is no such delivery.")
    deliveries_service.replay(delivery, actor=caller(request).name)
    pull_tasks.later(pull_tasks.process_delivery, delivery.pk)
    return Status(202, None)


def connection_of(repository: Repository) -> ForgeConnection:
    if repository.forge_connection is None:
        raise Http404("The repository is not connected to a forge.")
    return repository.forge_connection


def shown(request: HttpRequest, repository: Repository) -> dict[str, Any]:
    connection = repository.forge_connection
    return {
        "connection": described(request, connection) if connection else None,
        "slug": repository.forge_slug,
        "connections": dict(ForgeConnection.objects.values_list("pk", "name")),
    }


def described(request: HttpRequest, connection: ForgeConnection) -> dict[str, Any]:
    """Everything about a connection but its secrets."""
    webhook = reverse("webhook", args=[connection.kind, connection.key])
    given = {name: getattr(connection, name) for name in Connection.model_fields if hasattr(connection, name)}
    return {
        **given,
        "credentials": connection.can_write,
        "webhook_url": request.build_absolute_uri(webhook),
    }
