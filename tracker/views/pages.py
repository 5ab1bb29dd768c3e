"""Drawing a page: the frame around it, and small answers to htmx."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from tracker import liveness
from tracker.models import HistoryRun, Membership, Repository, Scan
from tracker.queries import queue
from tracker.queries.frame import attempts
from tracker.queries.people import allows
from tracker.views.access import role_of

Context = Mapping[str, Any]
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Repository, P], HttpResponse]


class Home(NamedTuple):
    """The page that a fragment belongs to."""

    title: str
    address: str
    nav: str


def render_page(
    request: HttpRequest,
    template: str,
    context: Context,
    *,
    repository: Repository | None = None,
    nav: str = "",
    status: int = 200,
) -> HttpResponse:
    """A whole page. ``nav`` names the entry of the navigation that is current."""
    return render(request, template, {**frame(request, repository, nav), **context}, status=status)


def once_scanned(title: str, nav: str) -> Callable[[View[P]], View[P]]:
    """For pages of what a scan found: before the first one, an empty list would claim that all is well."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def shown(
            request: HttpRequest, repository: Repository, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if repository.latest_scan_id is None:
                context = {"title": title}
                return render_page(request, "tracker/unscanned.html", context, repository=repository, nav=nav)
            return view(request, repository, *args, **kwargs)

        return shown

    return decorate


def render_part(request: HttpRequest, template: str, context: Context) -> HttpResponse:
    """A fragment for htmx, with the caller's permissions but without the frame."""
    return render(request, template, {**permissions(request), **context})


def render_piece(
    request: HttpRequest, template: str, context: Context, *, repository: Repository, title: str, home: Home
) -> HttpResponse:
    """A fragment for htmx; for a reader who followed its address, a page with the fragment on it."""
    if from_htmx(request):
        return render_part(request, template, {"repository": repository, **context})
    shown = {**context, "piece": template, "title": title, "home": home.address, "home_title": home.title}
    return render_page(request, "tracker/piece.html", shown, repository=repository, nav=home.nav)


def frame(request: HttpRequest, repository: Repository | None, nav: str) -> dict[str, Any]:
    found: dict[str, Any] = {"repository": repository, "nav": nav, **permissions(request)}
    if repository is not None:
        found["active_scan"], found["trouble"] = attempts(repository)
        found |= waiting(found["active_scan"])
    return found


def waiting(row: Scan | HistoryRun | None) -> dict[str, Any]:
    """What a scan or back-fill has before it in the queue, and whether anybody works on the queue."""
    if row is None or not row.is_active:
        return {}
    return {"line": queue.ahead(row), "no_worker": not liveness.is_alive(liveness.WORKER)}


def permissions(request: HttpRequest) -> dict[str, Any]:
    role = role_of(request)
    return {
        "role": role,
        "can_work": allows(role, Membership.Role.MEMBER) and request.user.is_authenticated,
        "can_administer": allows(role, Membership.Role.ADMIN),
    }


def counted(number: int) -> str:
    return f"{number} unit{'' if number == 1 else 's'}"


def from_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def back(
    request: HttpRequest, fallback: str, message: str = "", *, error: bool = False, undo: str = ""
) -> HttpResponse:
    """After a change: tell the outcome and return to where the form was. ``undo``: the batch to take back."""
    if message:
        level = messages.ERROR if error else messages.SUCCESS
        messages.add_message(request, level, message, extra_tags=undo)
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if target and safe else fallback)
