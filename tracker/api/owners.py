"""Owners, the rules that name them, and suggestions from authorship."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from tracker import enqueue
from tracker.api.auth import MEMBER, VIEWER, caller
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import answers
from tracker.api.shapes import UnitName
from tracker.api.subjects import Id, Key, Text, repository_of
from tracker.models import Assignment, OwnerRule, Unit
from tracker.queries import owners as known
from tracker.services import authorship, ownership

router = Router(tags=["owners"])
CHANGES_SHOWN = 200


class OwnerRow(Schema):
    """``owner`` is null for what nobody owns; ``trend`` holds blocking units, oldest first."""

    owner: str | None
    kind: str
    open: int
    done: int
    total: int
    waived: int
    oldest: datetime | None
    trend: list[int]

    @staticmethod
    def resolve_owner(row: known.OwnerRow) -> str | None:
        return row.owner.handle if row.owner else None

    @staticmethod
    def resolve_kind(row: known.OwnerRow) -> str:
        return row.owner.kind if row.owner else ""


class RuleRow(Schema):
    pattern: str
    handles: list[str]
    section: str
    file: str
    line: int
    text: str


class Rules(Schema):
    """CODEOWNERS syntax; ``preview`` only tells who would change hands."""

    text: Text = Field(..., max_length=200_000)
    preview: bool = False


class RuleProblem(Schema):
    line: int
    text: str
    reason: str


class Handover(Schema):
    """``line`` is the rule that decides."""

    unit: UnitName
    before: list[str]
    after: list[str]
    line: str


class OwnerRuleResult(Schema):
    preview: bool
    changed: int
    unchanged: int
    kept_manual: int
    unowned: int
    problems: list[RuleProblem]
    changes: list[Handover]


class Suggestion(Schema):
    unit: UnitName
    owner: str
    reason: str

    @staticmethod
    def resolve_owner(row: Assignment) -> str:
        return row.owner.handle


class Taken(Schema):
    """``units``: the suggestions to take over; left out, all of them."""

    units: list[Id] | None = Field(None, max_length=5000)


class Count(Schema):
    changed: int


@router.get("/owners", auth=VIEWER, response=answers(list[OwnerRow]))
def list_owners(request: HttpRequest, key: Key) -> Any:
    """Every owner with what is open and done, the unowned rest last."""
    return known.owner_rows(repository_of(key))


@router.get("/owner-rules", auth=VIEWER, response=answers(list[RuleRow]))
def rules(request: HttpRequest, key: Key, source: Literal["codeowners", "settings"] = "settings") -> Any:
    """The rules in force, of the file in the code or of the settings; the last match decides."""
    return known.rules(repository_of(key), source)


@router.put("/owner-rules", auth=MEMBER, response=answers(OwnerRuleResult))
def set_rules(request: HttpRequest, key: Key, body: Rules) -> Any:
    """Replaces the rules of the settings, or tells what that would change."""
    repository, source = repository_of(key), OwnerRule.Source.SETTINGS
    if body.preview:
        diff = ownership.preview(repository, text=body.text, source=source, file="settings")
    else:
        diff = ownership.apply(
            repository, text=body.text, source=source, actor=caller(request).name, file="settings"
        )
    return {**result(diff), "preview": body.preview}


def result(diff: ownership.Diff) -> dict[str, Any]:
    shown = diff.changes[:CHANGES_SHOWN]
    units = Unit.objects.in_bulk([change[0] for change in shown])
    return {
        "changed": len(diff.changes),
        "unchanged": diff.unchanged,
        "kept_manual": diff.kept_manual,
        "unowned": diff.unowned,
        "problems": diff.problems,
        "changes": [
            {"unit": units[pk], "before": before, "after": after, "line": line}
            for pk, before, after, line in shown
            if pk in units
        ],
    }


@router.get("/owners/suggestions", auth=VIEWER, response=answers(Page[Suggestion]))
def suggestions(request: HttpRequest, key: Key, paging: Query[Paging]) -> Any:
    """Who worked most on the files of units that nobody owns."""
    return paged(request, known.suggestions(repository_of(key)), paging)


@router.post("/owners/suggestions", auth=MEMBER, response=answers(None, 202))
def suggest(request: HttpRequest, key: Key) -> Any:
    """Reads the git history anew for suggestions, in the background."""
    enqueue.suggestions(repository_of(key))
    return Status(202, None)


@router.post("/owners/suggestions/take", auth=MEMBER, response=answers(Count))
def take(request: HttpRequest, key: Key, body: Taken) -> Any:
    """Makes suggestions assignments by hand."""
    return {"changed": authorship.take(repository_of(key), units=body.units, actor=caller(request).name)}
