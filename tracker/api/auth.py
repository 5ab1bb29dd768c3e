"""Who calls: a token of a user, a signed-in browser, or anybody where reading is open to all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer

from tracker.models import ApiToken, Membership
from tracker.queries.people import allows, role_of_user
from tracker.services import tokens

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Caller:
    """``name`` goes into the audit trail; it is empty for a stranger, who may only read."""

    name: str
    role: str
    user: AbstractBaseUser | AnonymousUser
    scopes: tuple[str, ...]


class TokenAuth(HttpBearer):
    """``Authorization: Bearer clp_…``; a token may do what its user may, a read-only one only read."""

    def __init__(self, needed: str) -> None:
        self.needed = needed
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        known = tokens.authenticate(token)
        if known is None:
            raise HttpError(401, "This token is unknown, revoked or has ended.")
        caller = Caller(known.user.get_username(), token_role(known), known.user, tuple(known.scopes))
        return permitted(caller, self.needed)


def token_role(token: ApiToken) -> str:
    return role_of_user(token.user) if "write" in token.scopes else Role.VIEWER


class SessionAuth(APIKeyCookie):
    """The session of a signed-in browser; changes need the CSRF token as pages do."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, needed: str) -> None:
        self.needed = needed
        super().__init__(csrf=True)

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller:
        user = request.user
        return permitted(
            Caller(user.get_username(), role_of_user(user), user, ("read", "write")), self.needed
        )


def open_to_all(needed: str) -> Callable[[HttpRequest], Caller | None]:
    def authenticate(request: HttpRequest) -> Caller | None:
        if needed != Role.VIEWER or request.user.is_authenticated:
            return None
        role = role_of_user(request.user)
        return Caller("", role, request.user, ("read",)) if role else None

    return authenticate


def permitted(caller: Caller, needed: str) -> Caller:
    if not allows(caller.role, needed):
        raise HttpError(403, f"This needs the role {needed}.")
    return caller


def needs(role: str) -> list[Callable[[HttpRequest], Any]]:
    """The ways in for callers with at least ``role``."""
    return [TokenAuth(role), SessionAuth(role), open_to_all(role)]


VIEWER, MEMBER, ADMIN = needs(Role.VIEWER), needs(Role.MEMBER), needs(Role.ADMIN)


def caller(request: HttpRequest) -> Caller:
    """The caller that one of the ways in let through."""
    found = getattr(request, "auth", None)
    if not isinstance(found, Caller):
        raise HttpError(401, "Sign in or send a token.")
    return found
