"""Findings and blocking calls."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from tracker.api.auth import VIEWER
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import answers
from tracker.api.shapes import CallRow, FindingRow
from tracker.api.subjects import Key, Text, repository_of
from tracker.api.units import Form
from tracker.models import Repository
from tracker.queries import findings as known
from tracker.queries.exports import CALLS, FINDINGS, streamed

router = Router(tags=["findings"])


class FindingQuery(Schema):
    """The filters of the findings page."""

    q: Text = ""
    code: Text = ""
    level: Text = ""
    status: Text = Field("open", description="open, a lifecycle, or all")
    waived: Text = Field("", description="yes or no")


class CallQuery(Schema):
    """The filters of the page of blocking calls."""

    q: Text = ""
    kind: Text = ""
    context: Text = Field("", description="loop or thread")
    reached: Text = Field("", description="no lists the calls no route reaches")
    of: Text = Field("", description="The id of a unit: the calls it can reach")


def chosen_findings(request: HttpRequest, repository: Repository) -> Any:
    wanted = known.FindingFilter.from_query(request.GET)
    rows = known.findings(repository, wanted)
    return rows.filter(code=wanted.code) if wanted.code else rows


def chosen_calls(request: HttpRequest, repository: Repository) -> Any:
    return known.calls(repository, known.CallFilter.from_query(request.GET))


@router.get("/findings", auth=VIEWER, response=answers(Page[FindingRow]))
def list_findings(request: HttpRequest, key: Key, paging: Query[Paging], wanted: Query[FindingQuery]) -> Any:
    """Findings, the open ones unless asked otherwise."""
    return paged(request, chosen_findings(request, repository_of(key)), paging)


@router.get("/findings/export.{form}", auth=VIEWER)
def export_findings(
    request: HttpRequest, key: Key, form: Form, wanted: Query[FindingQuery]
) -> StreamingHttpResponse:
    """The filtered findings as CSV, JSON or Markdown, streamed."""
    repository = repository_of(key)
    return streamed(FINDINGS, chosen_findings(request, repository), form, f"{repository.slug}-findings")


@router.get("/calls", auth=VIEWER, response=answers(Page[CallRow]))
def list_calls(request: HttpRequest, key: Key, paging: Query[Paging], wanted: Query[CallQuery]) -> Any:
    """Blocking calls in the code, those on the loop first."""
    return paged(request, chosen_calls(request, repository_of(key)), paging)


@router.get("/calls/export.{form}", auth=VIEWER)
def export_calls(
    request: HttpRequest, key: Key, form: Form, wanted: Query[CallQuery]
) -> StreamingHttpResponse:
    """The filtered calls as CSV, JSON or Markdown, streamed."""
    repository = repository_of(key)
    return streamed(CALLS, chosen_calls(request, repository), form, f"{repository.slug}-calls")
