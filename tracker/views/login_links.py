"""Signing in by a one-time link."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tracker.services import login_links


@require_GET
@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Spends the link and goes to ``next``; a spent or expired link says how to get a new one."""
    if _is_prefetch(request):
        return HttpResponse(status=204)
    user = login_links.redeem(token)
    if user:
        login(request, user, backend="tracker.accounts.PasswordBackend")
    elif not request.user.is_authenticated:
        return render(request, "tracker/login_link.html", status=410)
    return HttpResponseRedirect(_destination(request))


def _is_prefetch(request: HttpRequest) -> bool:
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return "prefetch" in purpose.lower()


def _destination(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url("repositories")
