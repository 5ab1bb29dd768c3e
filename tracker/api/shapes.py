"""What the API gives: the shapes that several lists share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema

from tracker.models import CallSite, Finding, Scan, Unit, UnitState, Waiver


class Counts(Schema):
    """Units by class; ``waived`` counts blocking ones under a waiver."""

    routes_blocking: int
    routes_converted: int
    routes_native: int
    helpers_blocking: int
    helpers_converted: int
    helpers_native: int
    waived: int


class Target(Schema):
    phase: str
    date: date
    note: str


class PhaseShape(Schema):
    """One progress bar: ``done`` of ``total`` units; the queries list the rows behind the numbers."""

    number: str
    title: str
    goal: str
    done: int
    waived: int
    left: int
    total: int
    percent: int
    overdue: bool
    left_query: str
    done_query: str
    target: Target | None


class ScanRow(Schema):
    """``percent`` is the progress of the stage at hand."""

    id: int
    status: str
    trigger: str
    requested_by: str
    ref: str
    revision: str
    branch: str
    committed_at: datetime | None
    author_name: str
    subject: str
    on_timeline: bool
    pull_request: int | None
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    stage: str
    stage_done: int
    stage_total: int
    percent: int
    complete: bool | None
    incomplete_reasons: list[str]
    error: str
    scanner_version: str
    seconds: float
    files: int
    lines: int
    files_parsed: int
    files_cached: int
    unresolved_calls: int
    diagnostic_count: int
    superseded_by: int | None

    @staticmethod
    def resolve_superseded_by(scan: Scan) -> int | None:
        return scan.superseded_by_id


class Hop(Schema):
    """One hop of a chain; the last symbol is the blocking call."""

    symbol: str
    file: str
    line: int


class UnitRow(Schema):
    """A route or helper as in the inventory. ``subsystem`` is a slug, ``owner`` a handle."""

    id: int
    key: str
    kind: str
    label: str
    name: str
    protocol: str
    methods: list[str]
    path: str
    role: str
    tags: list[str]
    file: str
    line: int
    end_line: int
    classification: str
    detail: str
    confidence: str
    is_async: bool
    awaits: bool
    blocking_calls: int
    unresolved_calls: int
    reach: int
    status: str
    symbols: list[str]
    subsystem: str | None
    owner: str | None
    plan: str
    waived: bool
    since: datetime | None
    since_revision: str
    requests: int | None

    @staticmethod
    def resolve_methods(unit: Unit) -> list[str]:
        return unit.methods.split()

    @staticmethod
    def resolve_reach(unit: Unit) -> int:
        return unit.reach_count

    @staticmethod
    def resolve_status(unit: Unit) -> str:
        return unit.lifecycle

    @staticmethod
    def resolve_symbols(unit: Unit) -> Any:
        return unit.state.symbols if unit.state else []

    @staticmethod
    def resolve_subsystem(unit: Unit) -> str | None:
        return unit.subsystem.slug if unit.subsystem else None

    @staticmethod
    def resolve_owner(unit: Unit) -> str | None:
        return unit.owner.handle if unit.owner else None

    @staticmethod
    def resolve_since(unit: Unit) -> datetime | None:
        return unit.since_scan.committed_at if unit.since_scan else None

    @staticmethod
    def resolve_since_revision(unit: Unit) -> str:
        return unit.since_scan.revision if unit.since_scan else ""

    @staticmethod
    def resolve_requests(unit: Unit) -> int | None:
        traffic = getattr(unit, "traffic", None)
        return traffic.requests if traffic else None


class UnitName(Schema):
    """A unit named in another list."""

    id: int
    kind: str
    label: str
    classification: str


class FindingRow(Schema):
    id: int
    fingerprint: str
    code: str
    level: str
    status: str
    waived: bool
    suppressed: str
    unit: int | None
    unit_name: str
    file: str
    line: int
    message: str
    chain: list[Hop]

    @staticmethod
    def resolve_status(finding: Finding) -> str:
        return finding.lifecycle

    @staticmethod
    def resolve_unit(finding: Finding) -> int | None:
        return finding.unit_id


class CallRow(Schema):
    """A blocking call in the code; ``contexts`` say whether it runs on the loop."""

    id: int
    symbol: str
    kind: str
    file: str
    line: int
    function: str
    contexts: list[str]
    confidence: str
    routes: int
    alternative: str

    @staticmethod
    def resolve_contexts(call: CallSite) -> Any:
        return call.contexts


class WaiverRow(Schema):
    id: int
    unit: int
    handler: str
    symbol: str
    code: str
    reason: str
    text: str
    author: str
    created_at: datetime
    expires: date
    ended_at: datetime | None
    ending: str
    ended_by: str

    @staticmethod
    def resolve_unit(waiver: Waiver) -> int:
        return waiver.unit_id


class StateRow(Schema):
    """What a unit was from one commit on; ``change`` says how the state came about."""

    classification: str
    detail: str
    confidence: str
    change: str
    previous_class: str
    ends: str
    exact: bool
    scanner_changed: bool
    blocking_calls: int
    symbols: list[str]
    revision: str
    committed_at: datetime | None
    author_name: str
    subject: str

    @staticmethod
    def resolve_revision(state: UnitState) -> str:
        return state.from_scan.revision

    @staticmethod
    def resolve_committed_at(state: UnitState) -> datetime | None:
        return state.from_scan.committed_at

    @staticmethod
    def resolve_author_name(state: UnitState) -> str:
        return state.from_scan.author_name

    @staticmethod
    def resolve_subject(state: UnitState) -> str:
        return state.from_scan.subject


class AuditRow(Schema):
    """Rows of one ``batch`` were made by one change, which may be taken back."""

    id: int
    at: datetime
    actor: str
    verb: str
    object_type: str
    object_id: str
    object_label: str
    before: dict[str, Any]
    after: dict[str, Any]
    batch: str
