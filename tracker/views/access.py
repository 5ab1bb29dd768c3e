"""Who may see and do what: viewers read, members work on units, admins change settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from tracker.models import Membership, Repository
from tracker.queries.frame import repository_by_slug
from tracker.queries.people import allows, role_of_user

P = ParamSpec("P")
Role = Membership.Role
View = Callable[..., HttpResponseBase]

NEVER_STORED = "private, no-cache"


def role_of(request: HttpRequest) -> str:
    """The caller's role; empty for a stranger. Read once per request."""
    if "clearloop.role" not in request.META:
        request.META["clearloop.role"] = role_of_user(request.user)
    return str(request.META["clearloop.role"])


def page(
    role: str = Role.VIEWER, methods: tuple[str, ...] = ("GET", "HEAD"), *, personal: bool = False
) -> Callable[[Callable[Concatenate[HttpRequest, P], HttpResponseBase]], View]:
    """A page for callers with ``role``. Strangers are sent to sign in, others told no.

    A ``personal`` page shows what belongs to one user, so even where anybody may read, one signs in.
    """

    def decorate(view: Callable[Concatenate[HttpRequest, P], HttpResponseBase]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if refusal := refuse(request, role, personal=personal):
                return refusal
            response = view(request, *args, **kwargs)
            response.setdefault("Cache-Control", NEVER_STORED)
            return response

        return require_http_methods(list(methods))(guarded)

    return decorate


def repository_page(
    role: str = Role.VIEWER, methods: tuple[str, ...] = ("GET", "HEAD"), *, personal: bool = False
) -> Callable[[Callable[Concatenate[HttpRequest, Repository, P], HttpResponseBase]], View]:
    """A page below ``/r/<slug>/``: as ``page``, and the view receives the repository."""

    def decorate(view: Callable[Concatenate[HttpRequest, Repository, P], HttpResponseBase]) -> View:
        def found(request: HttpRequest, /, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            repository = repository_by_slug(slug)
            if repository is None:
                raise Http404("no such repository")
            return view(request, repository, *args, **kwargs)

        return wraps(view)(page(role, methods, personal=personal)(found))

    return decorate


def refuse(request: HttpRequest, needed: str, *, personal: bool = False) -> HttpResponse | None:
    known = request.user.is_authenticated or not personal
    if known and allows(role_of(request), needed):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied(f"this needs the role {needed}")


def actor(request: HttpRequest) -> str:
    """The name written into the audit trail."""
    return request.user.get_username()


def user_id(request: HttpRequest) -> int:
    """The id of the signed-in caller of a personal page."""
    if request.user.pk is None:
        raise PermissionDenied("sign in first")
    return request.user.pk
