"""Units: what people change, one at a time and in bulk."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from ninja import Path, Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from tracker.api.auth import MEMBER, VIEWER, caller
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import answers
from tracker.api.shapes import UnitName, WaiverRow
from tracker.api.subjects import Id, Key, PathId, Text, repository_of, unit_of
from tracker.api.units import Note, UnitDetail
from tracker.models import Note as NoteRow
from tracker.models import Repository, Unit, Waiver
from tracker.queries import inventory
from tracker.queries.unit import RISKS
from tracker.services import audit, ownership, plans, remarks, undo, waivers

router = Router(tags=["changes to units"])
MOST_AT_ONCE = 2000
SHOWN = 100
Plan = Literal["", "1", "2", "stay"]
Batch = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


class Owners(Schema):
    """Handles in order, the first one leads; none returns the unit to the rules."""

    owners: list[Text] = Field(..., max_length=20)


class Planned(Schema):
    plan: Plan


class WaiverRequest(Schema):
    """``symbol`` defaults to the call the unit blocks on; ``code`` narrows to findings of one code."""

    reason: Text
    text: Text = Field(..., max_length=2000)
    expires: date
    symbol: Text | None = None
    code: Text = Field("", max_length=8)


class NoteText(Schema):
    text: Text = Field(..., max_length=5000)


class Ticks(Schema):
    codes: list[Text] = Field(..., max_length=20)


class Bulk(Schema):
    """``units`` or ``filter`` (as of the inventory) choose; ``preview`` only tells what would change."""

    action: Literal["assign", "plan", "waive"]
    units: list[Id] = Field([], max_length=MOST_AT_ONCE)
    filter: dict[Text, list[Text] | Text] | None = None
    owners: list[Text] = Field([], max_length=20)
    plan: Plan = ""
    waiver: WaiverRequest | None = None
    preview: bool = False


class BulkResult(Schema):
    """``units`` names the first that change (or would). ``undo`` takes it back; empty for waivers."""

    preview: bool
    matched: int
    changed: int
    units: list[UnitName]
    undo: str


class UndoResult(Schema):
    """``kept`` units were changed again since and stay; ``undo`` takes the undoing back."""

    changed: int
    kept: int
    undo: str


@router.put("/units/{pk}/owners", auth=MEMBER, response=answers(UnitDetail))
def assign(request: HttpRequest, key: Key, pk: PathId, body: Owners) -> Any:
    """Gives a unit to owners by hand."""
    repository = repository_of(key)
    ownership.assign(
        [unit_of(repository, pk)], handles=body.owners, actor=caller(request).name, batch=audit.batch()
    )
    return unit_of(repository, pk)


@router.put("/units/{pk}/plan", auth=MEMBER, response=answers(UnitDetail))
def plan(request: HttpRequest, key: Key, pk: PathId, body: Planned) -> Any:
    """Plans a phase for a unit."""
    repository = repository_of(key)
    plans.set_plan([unit_of(repository, pk)], plan=body.plan, actor=caller(request).name, batch=audit.batch())
    return unit_of(repository, pk)


@router.put("/units/{pk}/risks", auth=MEMBER, response=answers(UnitDetail))
def tick(request: HttpRequest, key: Key, pk: PathId, body: Ticks) -> Any:
    """Makes these the ticked items of the conversion-risk card."""
    repository = repository_of(key)
    if unknown := set(body.codes) - RISKS.keys():
        raise HttpError(422, f"There is no risk {min(unknown)}.")
    remarks.tick_risks(unit_of(repository, pk), codes=set(body.codes), actor=caller(request).name)
    return unit_of(repository, pk)


@router.post("/units/{pk}/notes", auth=MEMBER, response=answers(Note, 201))
def add_note(request: HttpRequest, key: Key, pk: PathId, body: NoteText) -> Any:
    """Adds a note to a unit."""
    made = remarks.add_note(unit_of(repository_of(key), pk), text=body.text, actor=caller(request).name)
    return Status(201, made)


@router.put("/notes/{pk}", auth=MEMBER, response=answers(Note))
def edit_note(request: HttpRequest, key: Key, pk: PathId, body: NoteText) -> Any:
    """Changes a note of one's own."""
    rows = NoteRow.objects.filter(unit__repository=repository_of(key), pk=pk)
    note = rows.select_related("unit__repository").first()
    if note is None:
        raise Http404("There is no such note.")
    remarks.edit_note(note, text=body.text, actor=caller(request).name)
    return note


@router.get("/waivers", auth=VIEWER, response=answers(Page[WaiverRow]))
def list_waivers(
    request: HttpRequest, key: Key, paging: Query[Paging], state: Literal["", "in-force", "ended"] = ""
) -> Any:
    """Waivers, the first to end first."""
    rows = Waiver.objects.filter(repository=repository_of(key))
    if state:
        rows = rows.filter(ended_at__isnull=state == "in-force")
    return paged(request, rows, paging)


@router.post("/units/{pk}/waivers", auth=MEMBER, response=answers(WaiverRow, 201))
def waive(request: HttpRequest, response: HttpResponse, key: Key, pk: PathId, body: WaiverRequest) -> Any:
    """Allows a unit to stay as it is until a day within a year."""
    repository = repository_of(key)
    made = waivers.waive(unit_of(repository, pk), actor=caller(request).name, **body.dict())
    response["Location"] = reverse("api-v1:waiver", args=[repository.slug, made.pk])
    return Status(201, made)


@router.delete("/waivers/{pk}", auth=MEMBER, response=answers(None, 204), url_name="waiver")
def revoke(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """Ends a waiver now."""
    rows = Waiver.objects.filter(repository=repository_of(key), pk=pk)
    waiver = rows.select_related("unit", "repository").first()
    if waiver is None:
        raise Http404("There is no such waiver.")
    waivers.revoke(waiver, actor=caller(request).name)
    return Status(204, None)


@router.post("/units/bulk", auth=MEMBER, response=answers(BulkResult))
def bulk(request: HttpRequest, key: Key, body: Bulk) -> Any:
    """One change to many units, after a look at what it would do."""
    units = chosen(repository_of(key), body)
    changing = affected(units, body)
    batch = "" if body.preview or body.action == "waive" or not changing else audit.batch()
    if not body.preview:
        carry_out(changing, body, caller(request).name, batch)
    return {
        "undo": batch,
        "preview": body.preview,
        "matched": len(units),
        "changed": len(changing),
        "units": changing[:SHOWN],
    }


@router.post("/audit/{batch}/undo", auth=MEMBER, response=answers(UndoResult))
def take_back(request: HttpRequest, key: Key, batch: Batch) -> Any:
    """Takes back what was changed together (``undo`` of a change, ``batch`` of the trail), unit by unit
    where nobody changed it since."""
    undone = undo.take_back(repository_of(key), batch=batch, actor=caller(request).name)
    return {"changed": undone.back, "kept": undone.kept, "undo": undone.batch}


def chosen(repository: Repository, body: Bulk) -> list[Unit]:
    if bool(body.units) == (body.filter is not None):
        raise HttpError(422, "Give either units or a filter.")
    if body.filter is not None:
        wanted = inventory.InventoryFilter.from_query(QueryDict(urlencode(body.filter, doseq=True)))
        rows = inventory.units(repository, wanted)
    else:
        rows = Unit.objects.filter(repository=repository, pk__in=body.units)
    found = list(rows.select_related("state", "repository", "owner").order_by("pk")[: MOST_AT_ONCE + 1])
    if len(found) > MOST_AT_ONCE:
        raise HttpError(422, f"At most {MOST_AT_ONCE} units can be changed at once.")
    return found


def affected(units: list[Unit], body: Bulk) -> list[Unit]:
    """The units that a change would really change."""
    if body.action == "plan":
        return [unit for unit in units if unit.plan != body.plan]
    if body.action == "waive":
        return [unit for unit in units if unit.is_blocking and not unit.waived]
    return ownership.differing(units, body.owners)


def carry_out(units: list[Unit], body: Bulk, actor: str, batch: str) -> None:
    if body.action == "assign":
        ownership.assign(units, handles=body.owners, actor=actor, batch=batch)
    elif body.action == "plan":
        plans.set_plan(units, plan=body.plan, actor=actor, batch=batch)
    elif body.waiver is None:
        raise HttpError(422, "Give the waiver's reason, text and end.")
    else:
        waivers.waive_all(units, actor=actor, **body.waiver.dict())
