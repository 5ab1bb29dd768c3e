"""Members and their roles, one's own tokens, saved views, the weekly digest."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from tracker.api.auth import ADMIN, MEMBER, VIEWER, Caller, caller
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import FormError, answers
from tracker.api.subjects import Key, PathId, Text, repository_of
from tracker.forms import MemberForm
from tracker.models import ApiToken, Installation, Membership, SavedView
from tracker.queries import people
from tracker.queries.people import allows
from tracker.services import members, reviews, tokens

router = Router(tags=["people"])
of_repository = Router(tags=["people"])


class MemberRow(Schema):
    username: str
    email: str
    role: str

    @staticmethod
    def resolve_username(row: Membership) -> str:
        return row.user.get_username()

    @staticmethod
    def resolve_email(row: Membership) -> str:
        return row.user.email


class MemberChange(Schema):
    """``email`` counts for an account that is made now."""

    role: Literal["viewer", "member", "admin"]
    email: Text = Field("", max_length=254)


class OpenReading(Schema):
    """Whether everybody may read without an account."""

    anonymous_read: bool


class TokenRow(Schema):
    """A token without what makes it one; ``prefix`` is how it begins."""

    id: int
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None


class ViewRow(Schema):
    """A saved view: the query of a page under a name. ``mine``: whether the caller can delete it."""

    id: int
    name: str
    page: str
    query: str
    shared: bool
    mine: bool


class ViewRequest(Schema):
    """The same name again replaces a view; only members share."""

    name: Text = Field(..., min_length=1, max_length=100)
    query: Text = Field("", max_length=2000)
    shared: bool = False


class DigestRequest(Schema):
    email: Text = Field(..., max_length=254)


@router.get("/members", auth=ADMIN, response=answers(Page[MemberRow]))
def list_members(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Who was given a role."""
    return paged(request, people.members(), paging)


@router.put("/members/{username}", auth=ADMIN, response=answers(MemberRow))
def set_role(request: HttpRequest, username: Text, body: MemberChange) -> Any:
    """Gives a person a role; an unknown name is let in with an account without a password."""
    form = MemberForm({"username": username, **body.dict()})
    if not form.is_valid():
        raise FormError(form)
    return members.set_role(**form.cleaned_data, actor=caller(request).name)


@router.get("/installation", auth=ADMIN, response=answers(OpenReading))
def installation(request: HttpRequest) -> Any:
    """What holds for all repositories."""
    return Installation.current()


@router.put("/installation", auth=ADMIN, response=answers(OpenReading))
def set_installation(request: HttpRequest, body: OpenReading) -> Any:
    """Lets everybody read, or only those who signed in."""
    members.set_anonymous_read(body.anonymous_read, actor=caller(request).name)
    return Installation.current()


@router.get("/tokens", auth=VIEWER, response=answers(Page[TokenRow]))
def list_tokens(request: HttpRequest, paging: Query[Paging]) -> Any:
    """One's own tokens. New ones are made on their page alone: a token that leaked makes no others."""
    return paged(request, people.tokens_of(somebody(request)).order_by("-id"), paging)


@router.delete("/tokens/{pk}", auth=VIEWER, response=answers(None, 204))
def revoke_token(request: HttpRequest, pk: PathId) -> Any:
    """Ends a token of one's own at once."""
    row = ApiToken.objects.filter(pk=pk, user_id=changer(request)).first()
    if row is None:
        raise Http404("There is no such token of yours.")
    tokens.revoke(row, actor=caller(request).name)
    return Status(204, None)


@of_repository.get("/views", auth=VIEWER, response=answers(Page[ViewRow]))
def list_views(request: HttpRequest, key: Key, paging: Query[Paging]) -> Any:
    """Saved views of the inventory: one's own and those that are shared."""
    me = caller(request).user.pk
    rows = SavedView.objects.filter(Q(shared=True) | Q(user_id=me), repository=repository_of(key))
    return paged(request, rows, paging, lambda found: [view_row(one, me) for one in found])


@of_repository.post("/views", auth=VIEWER, response=answers(ViewRow, 201))
def save_view(request: HttpRequest, key: Key, body: ViewRequest) -> Any:
    """Keeps a query of the inventory under a name."""
    me = changer(request)
    by = caller(request)
    shared = body.shared and allows(by.role, Membership.Role.MEMBER)
    made = reviews.save_view(
        repository_of(key), user=by.user, name=body.name, query=body.query, shared=shared
    )
    return Status(201, view_row(made, me))


@of_repository.delete("/views/{pk}", auth=VIEWER, response=answers(None, 204))
def delete_view(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """Deletes a view of one's own."""
    rows = SavedView.objects.filter(repository=repository_of(key), pk=pk, user_id=changer(request))
    view = rows.first()
    if view is None:
        raise Http404("There is no such view of yours.")
    reviews.delete_view(view)
    return Status(204, None)


@of_repository.post("/digest", auth=MEMBER, response=answers(None, 204))
def subscribe(request: HttpRequest, key: Key, body: DigestRequest) -> Any:
    """Sends the report to an address every week; each mail has a link that ends it."""
    reviews.subscribe(repository_of(key), email=body.email, actor=caller(request).name)
    return Status(204, None)


def view_row(view: SavedView, me: int | None) -> dict[str, Any]:
    names = ("id", "name", "page", "query", "shared")
    return {**{name: getattr(view, name) for name in names}, "mine": view.user_id == me}


def somebody(request: HttpRequest) -> int:
    """The id of a caller with an account."""
    return identified(caller(request))


def changer(request: HttpRequest) -> int:
    """The same, for changes: a read-only token makes none."""
    found = caller(request)
    if "write" not in found.scopes:
        raise HttpError(403 if found.user.pk else 401, "This needs a token that may write.")
    return identified(found)


def identified(found: Caller) -> int:
    if found.user.pk is None:
        raise HttpError(401, "Sign in or send a token.")
    return int(found.user.pk)
