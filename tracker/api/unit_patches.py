"""The suggested patch of a unit."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from tracker.api.auth import VIEWER
from tracker.api.problems import answers
from tracker.api.subjects import Key, PathId, repository_of, unit_of
from tracker.services import patches

router = Router(tags=["units"])


class PatchShape(Schema):
    """``diff`` is for ``git apply`` at the top of the repository, empty where no patch can be offered;
    ``reasons`` say why, or why not a simpler one. ``clears``: whether the unit stops blocking with it,
    null where only the next scan can tell."""

    kind: Literal["", "plain-def", "offload"]
    symbol: str
    file: str
    lines: list[int]
    diff: str
    reasons: list[str]
    clears: bool | None


@router.get("/units/{pk}/patch", auth=VIEWER, response=answers(PatchShape))
def show(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """What phase 1 would change about a blocking unit; nothing for the others."""
    found = patches.suggested(unit_of(repository_of(key), pk))
    return found or patches.Suggested()
