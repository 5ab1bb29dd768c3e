"""The inventory and single units: read."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from tracker.api.auth import VIEWER
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import answers
from tracker.api.shapes import AuditRow, FindingRow, Hop, StateRow, UnitName, UnitRow, WaiverRow
from tracker.api.subjects import Key, PathId, Text, repository_of, unit_of
from tracker.models import Assignment, Repository, Unit
from tracker.queries import inventory
from tracker.queries import unit as known
from tracker.queries.evidence import evidence_of
from tracker.queries.exports import UNITS, streamed

router = Router(tags=["units"])
Form = Literal["csv", "json", "md"]


class UnitFilter(Schema):
    """The filters of the inventory page, by the same names; several values of one are alternatives."""

    q: Text = Field("", description="Words that occur in path, symbol or file")
    classification: list[Text] = Field([], alias="class")
    kind: list[Text] = []
    detail: list[Text] = []
    role: list[Text] = []
    function: list[Text] = Field([], description="def or async")
    method: list[Text] = []
    subsystem: list[Text] = Field([], description="Slugs, or none")
    owner: list[Text] = Field([], description="Handles, or none")
    first_owner: list[Text] = []
    plan: list[Text] = []
    finding: list[Text] = Field([], description="Codes, or any")
    lifecycle: list[Text] = []
    confidence: list[Text] = []
    change: list[Text] = []
    waiver: Text = Field("", description="yes, no or expiring")
    reaches: Text = Field("", description="The id of a helper: its routes; of a route: its helpers")
    frees: Text = Field(
        "", description="Ids of helpers with commas: the routes that go clean once they are fixed"
    )
    through: list[Text] = Field([], description="Names of functions: the routes that run one of them")
    needs: list[Text] = Field([], description="Names of dependencies: the routes that need one of them")
    runs: Text = Field("", description="The id of a blocking call: the routes that run it")
    since: Text = Field("", description="A day: units whose class holds since then or later")
    file: Text = ""
    sort: Text = Field("", description=f"One of {', '.join(inventory.SORTS)}; - in front turns it round")


class OwnerShape(Schema):
    """``reason`` is the line or person that decided; a suggestion owns nothing."""

    handle: str
    source: str
    rank: int
    reason: str

    @staticmethod
    def resolve_handle(assignment: Assignment) -> str:
        return assignment.owner.handle


class Note(Schema):
    id: int
    author: str
    text: str
    created_at: datetime
    edited_at: datetime | None


class Risk(Schema):
    code: str
    text: str
    ticked_by: str | None

    @staticmethod
    def resolve_ticked_by(risk: known.Risk) -> str | None:
        return risk.tick.by if risk.tick else None


class RelatedUnits(Schema):
    """The routes of a helper or the helpers of a route, the first of them named."""

    units: list[UnitName]
    total: int
    blocking: int


class RunTimeShape(Schema):
    verdict: str
    sentence: str
    revision: str
    requests: int
    loop_calls: int
    thread_calls: int


class Cost(Schema):
    """A place that makes a route dear: a query, one in a loop, a join, an eager load."""

    what: str
    file: str
    line: int
    function: str


class Evidence(Schema):
    """``runs``: how many benchmark runs measured the route; ``run_time``: what a recorder saw of it."""

    runs: int
    run_time: RunTimeShape | None


class UnitDetail(UnitRow):
    """``verdict`` and ``advice`` are the sentences of the page."""

    verdict: str
    advice: str
    chain: list[Hop]
    contract: dict[str, Any]
    dependencies: list[str]
    contexts: list[str]
    owners: list[OwnerShape]
    related: RelatedUnits
    costs: list[Cost]
    findings: list[FindingRow]
    waivers: list[WaiverRow]
    notes: list[Note]
    risks: list[Risk]
    history: list[StateRow]
    evidence: Evidence

    resolve_verdict = staticmethod(known.verdict)
    resolve_advice = staticmethod(known.todo)
    resolve_owners = staticmethod(known.assignments)
    resolve_related = staticmethod(known.related)
    resolve_costs = staticmethod(known.costs)
    resolve_waivers = staticmethod(known.waivers)
    resolve_notes = staticmethod(known.notes)
    resolve_risks = staticmethod(known.risks)
    resolve_history = staticmethod(known.history)

    @staticmethod
    def resolve_chain(unit: Unit) -> Any:
        return unit.state.chain if unit.state else []

    @staticmethod
    def resolve_contract(unit: Unit) -> Any:
        return unit.state.contract if unit.state else {}

    @staticmethod
    def resolve_dependencies(unit: Unit) -> Any:
        return unit.state.dependencies if unit.state else []

    @staticmethod
    def resolve_contexts(unit: Unit) -> Any:
        return unit.state.contexts if unit.state else []

    @staticmethod
    def resolve_findings(unit: Unit) -> Any:
        return list(known.open_findings(unit))

    @staticmethod
    def resolve_evidence(unit: Unit) -> Any:
        found = evidence_of(unit)
        return {"runs": found.runs, "run_time": found.recorded}


@router.get("/units", auth=VIEWER, response=answers(Page[UnitRow]))
def list_units(request: HttpRequest, key: Key, paging: Query[Paging], wanted: Query[UnitFilter]) -> Any:
    """The inventory, filtered and sorted."""
    return paged(request, filtered(request, repository_of(key)).values_list("pk", flat=True), paging, rows)


def rows(keys: Any) -> list[Unit]:
    return inventory.with_related(list(keys))


def filtered(request: HttpRequest, repository: Repository) -> Any:
    wanted = inventory.InventoryFilter.from_query(request.GET)
    return inventory.in_order(inventory.units(repository, wanted), wanted.sort)


@router.get("/units/export.{form}", auth=VIEWER)
def export(request: HttpRequest, key: Key, form: Form, wanted: Query[UnitFilter]) -> StreamingHttpResponse:
    """The filtered rows as CSV, JSON or Markdown, streamed."""
    repository = repository_of(key)
    found = filtered(request, repository).select_related("subsystem", "owner", "state")
    return streamed(UNITS, found, form, f"{repository.slug}-inventory")


@router.get("/units/counts", auth=VIEWER, response=answers(dict[str, int]))
def counts(request: HttpRequest, key: Key, wanted: Query[UnitFilter]) -> Any:
    """How many of the filtered units are of each class."""
    chosen = inventory.InventoryFilter.from_query(request.GET)
    return inventory.class_counts(inventory.units(repository_of(key), chosen))


@router.get("/units/{pk}", auth=VIEWER, response=answers(UnitDetail), url_name="unit")
def show(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """One unit with its chain, history and everything people said about it."""
    return unit_of(repository_of(key), pk)


@router.get("/units/{pk}/audit", auth=VIEWER, response=answers(list[AuditRow]))
def audit(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """What people changed about a unit, newest first."""
    return known.trail(unit_of(repository_of(key), pk))
