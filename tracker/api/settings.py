"""Settings beside the scanner's: the gate, the public page, the archive."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from tracker.api.auth import ADMIN, VIEWER, caller
from tracker.api.problems import answers
from tracker.api.subjects import Key, Text, repository_of
from tracker.models import Repository
from tracker.services import policies, repositories

router = Router(tags=["settings"])
GateAction = Literal["fail", "warn", "neutral"]


class GateRule(Schema):
    """An exception for a part of the code; a path follows the syntax of CODEOWNERS."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["path", "subsystem"]
    value: Text = Field(..., min_length=1, max_length=300)
    action: GateAction


class Gate(Schema):
    """What a change may do. The first rule that covers a unit decides instead of ``new_blocking``; with
    ``ratchet`` a unit may begin to block as long as at least as many stop."""

    model_config = ConfigDict(extra="forbid")

    new_blocking: GateAction = "fail"
    contract: GateAction = "neutral"
    ratchet: bool = False
    rules: list[GateRule] = Field([], max_length=policies.MOST_RULES)


class Opening(Schema):
    public: bool


class PublicPage(Schema):
    """``page`` and ``badge`` are unguessable addresses; null while the page is closed."""

    public: bool
    page: str | None
    badge: str | None


@router.get("/gate", auth=VIEWER, response=answers(Gate))
def show_gate(request: HttpRequest, key: Key) -> Any:
    """The policy that pull requests are judged by."""
    return policies.read(repository_of(key).gate).table()


@router.put("/gate", auth=ADMIN, response=answers(Gate))
def set_gate(request: HttpRequest, key: Key, body: Gate) -> Any:
    """Replaces the policy; it counts from the next judgement on."""
    repository = repository_of(key)
    try:
        policy = policies.read(body.dict())
    except policies.PolicyError as error:
        raise HttpError(422, str(error)) from error
    repositories.update_settings(repository, actor=caller(request).name, gate=policy.table())
    return policies.read(repository_of(key).gate).table()


@router.get("/public", auth=ADMIN, response=answers(PublicPage))
def show_public(request: HttpRequest, key: Key) -> Any:
    """Whether the progress page is open to everybody who has its address, and that address."""
    return public_page(request, repository_of(key))


@router.put("/public", auth=ADMIN, response=answers(PublicPage))
def set_public(request: HttpRequest, key: Key, body: Opening) -> Any:
    """Opens the progress page, under a new address each time, or closes it."""
    repository = repository_of(key)
    if repository.is_public is not body.public:
        repositories.set_public(repository, public=body.public, actor=caller(request).name)
    return public_page(request, repository)


def public_page(request: HttpRequest, repository: Repository) -> dict[str, Any]:
    addresses = {"page": "public", "badge": "badge"}
    return {
        "public": repository.is_public,
        **{
            name: request.build_absolute_uri(reverse(view, args=[repository.public_key]))
            if repository.is_public
            else None
            for name, view in addresses.items()
        },
    }


@router.post("/archive", auth=ADMIN, response=answers(None, 204))
def archive(request: HttpRequest, key: Key) -> Any:
    """Takes the repository out of lists and schedules; its data is kept."""
    repositories.archive(repository_of(key), actor=caller(request).name)
    return Status(204, None)


@router.delete("/archive", auth=ADMIN, response=answers(None, 204))
def restore(request: HttpRequest, key: Key) -> Any:
    """Brings an archived repository back into lists and schedules; another is left as it is."""
    repository = repository_of(key)
    if repository.archived_at:
        repositories.restore(repository, actor=caller(request).name)
    return Status(204, None)
