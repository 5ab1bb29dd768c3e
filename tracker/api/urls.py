"""The API as a whole."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Schema

from tracker.api import (
    benchmarks,
    capacity,
    findings,
    forge,
    owners,
    people,
    planning,
    problems,
    progress,
    pulls,
    repositories,
    scans,
    settings,
    unit_changes,
    unit_patches,
    units,
)
from tracker.api.auth import VIEWER, caller
from tracker.api.problems import answers

DESCRIPTION = """\
Everything the pages read, and what people change. Send a token as `Authorization: Bearer clp_…` (made on
the page API tokens), or call from a signed-in browser with its CSRF token in `X-CSRFToken`.

Lists come in pages (`page`, `per`); their filters are those of the pages, by the same names. Every refusal
is `{"error", "message", "fields"}`."""


class Me(Schema):
    """Who calls; a read-only token has the role viewer whoever owns it."""

    name: str
    role: str
    scopes: list[str]


def build() -> NinjaAPI:
    api = NinjaAPI(
        title="Clearloop",
        version="1",
        description=DESCRIPTION,
        urls_namespace="api-v1",
        docs_url="/docs",
    )
    problems.install(api)
    api.add_router("/repositories", repositories.router)
    # More specific addresses first: what a router matches, the ones after it never see.
    for module in (
        scans,
        unit_changes,
        unit_patches,
        units,
        findings,
        planning,
        owners,
        progress,
        benchmarks,
        capacity,
        pulls,
        forge,
        settings,
    ):
        api.add_router("/repositories/{key}", module.router)
    api.add_router("/repositories/{key}", people.of_repository)
    api.add_router("", people.router)
    return api


api = build()


@api.get("/me", auth=VIEWER, response=answers(Me), tags=["me"])
def me(request: HttpRequest) -> Any:
    """Who the token or session belongs to, and what it may do."""
    return caller(request)
