"""Takes a scan document into the tables, whole or not at all, wherever on the timeline it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from scanner import Seen, lost_sight, seen
from tracker.models import FindingState, Repository, Scan, ScanPayload, Snapshot, Unit, UnitState
from tracker.services import (
    ServiceError,
    call_sites,
    faces,
    finding_rows,
    remedies,
    snapshots,
    standings,
    waivers,
)
from tracker.services.finding_rows import Row
from tracker.services.identity import Identity, identify
from tracker.services.ledger import Ledger, Moment
from tracker.services.records import FindingFact, UnitFact, call_facts, finding_facts, unit_facts
from tracker.services.timeline import Plan
from tracker.services.uncollected import uncollected

if TYPE_CHECKING:
    from scanner import ScanDocument

_MAX_DIAGNOSTICS = 500
_STAMPED = ("scanner_version", "catalog_digest", "seconds", "files", "lines", "files_parsed", "files_cached",
            "unresolved_calls", "unresolved_reasons", "diagnostics", "diagnostic_count", "stack",
            "incomplete_reasons", "complete")  # fmt: skip


class LostScanError(ServiceError):
    """The scan was taken over by another worker or cancelled meanwhile; nothing was written."""


@uncollected()
def record(scan: Scan, document: ScanDocument, *, accepted: bool = False) -> bool:
    """Ingests ``document`` and ends ``scan`` as done or incomplete, in one transaction.

    An incomplete scan leaves units, findings and snapshots alone unless a person ``accepted`` it.
    Returns whether the scan counts as complete. Raises LostScanError when it is no longer ours.
    """
    with transaction.atomic():
        repository = Repository.objects.select_for_update().get(pk=scan.repository_id)
        _ensure_ours(scan)
        _stamp(scan, document)
        scan.incomplete_reasons = [] if accepted else _blind_spots(scan, document)
        scan.complete = not scan.incomplete_reasons
        scan.save(update_fields=_STAMPED)
        if scan.complete and scan.on_timeline and scan.position is not None:
            scan.changes = _observe(repository, scan, document)
        _finish(scan)
        _keep_document(scan, document)
    return scan.complete


def _ensure_ours(scan: Scan) -> None:
    mine = Scan.objects.select_for_update().filter(
        pk=scan.pk, attempts=scan.attempts, status=scan.status, cancel_requested=False
    )
    if not mine.exists():
        raise LostScanError("The scan was cancelled or taken over by another worker.")


def _stamp(scan: Scan, document: ScanDocument) -> None:
    target, scanner, summary = document["target"], document["scanner"], document["summary"]
    scan.scanner_version = scanner["version"][:40]
    scan.catalog_digest = scanner["catalog"][:80]
    scan.seconds = scanner["seconds"]
    scan.files, scan.lines = target["files"], target["lines"]
    scan.files_parsed, scan.files_cached = scanner["files_parsed"], scanner["files_cached"]
    scan.unresolved_calls = summary["unresolved_calls"]
    scan.unresolved_reasons = dict(Counter(call["reason"] for call in document["unresolved"]).most_common(50))
    scan.diagnostics = document["diagnostics"][:_MAX_DIAGNOSTICS]
    scan.diagnostic_count = len(document["diagnostics"])
    scan.stack = document["stack"]


def _blind_spots(scan: Scan, document: ScanDocument) -> list[str]:
    """Why the document must not be believed; empty when it may."""
    summary = document["summary"]
    if not summary["complete"]:
        return list(summary["incomplete_reasons"]) or ["The scanner calls its own result incomplete."]
    if not scan.on_timeline or scan.trigger == Scan.Trigger.HISTORY:
        return []
    last = Snapshot.objects.filter(repository=scan.repository_id).order_by("-position").first()
    if last is None:
        return []
    return lost_sight(Seen(last.routes, last.unresolved_calls), seen(document), earlier="the scan before had")


def moment_of(scan: Scan, position: int) -> Moment:
    """The scan among its observed neighbours."""
    snapshots = Snapshot.objects.filter(repository=scan.repository_id).select_related("scan")
    before = snapshots.filter(position__lt=position).order_by("-position").first()
    after = snapshots.filter(position__gt=position).order_by("position").first()
    return Moment(
        scan=scan,
        position=position,
        before=before.scan if before else None,
        after=after.scan if after else None,
        repeats=snapshots.filter(position=position).exists(),
    )


def _observe(repository: Repository, scan: Scan, document: ScanDocument) -> dict[str, int]:
    moment = moment_of(scan, scan.position or 0)
    calls = call_facts(document)
    facts = unit_facts(document, list(calls))
    identity, units = _observe_units(repository, moment, facts)
    ids = {key: known.id for key, known in identity.units.items()}
    finds = finding_facts(document)
    names = finding_rows.units_by_name(facts, ids)
    rows, findings = _observe_findings(moment, finds, names, units.touched)
    if moment.is_tip:
        routes = [ids[key] for key, fact in facts.items() if fact.kind == Unit.Kind.ROUTE]
        call_sites.replace(repository.pk, calls, routes)
        remedies.keep(repository, document, facts, ids)
        waivers.settle(repository, {ids[key]: fact for key, fact in facts.items()})
        repository.latest_scan = scan.repository.latest_scan = scan
        repository.save(update_fields=["latest_scan"])
    found = _tally(moment, facts, ids, finds, rows)
    snapshots.write(moment, document, found, list(finds.values()))
    snapshots.mark_outdated(repository.pk, repository.latest_scan or scan)
    return _changes(moment, identity, units, findings)


def _observe_units(
    repository: Repository, moment: Moment, facts: Mapping[str, UnitFact]
) -> tuple[Identity, Plan]:
    ledger = Ledger.open(UnitState, "unit", moment)
    identity = identify(moment, facts, ledger.present())
    faces.create(moment, facts, identity)
    by_id = {known.id: facts[key] for key, known in identity.units.items()}
    plan = ledger.plan({unit: fact.digest for unit, fact in by_id.items()})
    ledger.write(plan, lambda unit: UnitState(**by_id[unit].state()))
    placed = faces.update(facts, identity) if moment.is_tip else set(identity.fresh)
    faces.settle(repository, placed, facts, identity)
    standings.refresh_units(moment, plan.touched)
    return identity, plan


def _observe_findings(
    moment: Moment, facts: Mapping[str, FindingFact], units: Mapping[str, int], touched: Collection[int]
) -> tuple[dict[str, Row], Plan]:
    ledger = Ledger.open(FindingState, "finding", moment)
    rows = finding_rows.load(moment, facts, units)
    plan = ledger.plan({row.id: "" for row in rows.values()})
    ledger.write(plan, lambda _: FindingState())
    standings.refresh_findings(moment, plan.touched, touched)
    return rows, plan


def _tally(
    moment: Moment,
    facts: Mapping[str, UnitFact],
    ids: Mapping[str, int],
    finds: Mapping[str, FindingFact],
    rows: Mapping[str, Row],
) -> snapshots.Tally:
    belongs = snapshots.belonging(moment.scan.repository_id, waivers=moment.is_tip)
    found = snapshots.Tally(belongs)
    for key, fact in facts.items():
        unit, record = ids[key], fact.record
        detail = belongs.details[unit] if moment.is_tip else record["detail"]
        found.count(snapshots.Member(unit, fact.kind, record["classification"], detail))
    for fingerprint, finding in finds.items():
        if not finding.record.get("suppressed"):
            found.count_finding(rows[fingerprint].unit)
    return found


def _changes(moment: Moment, identity: Identity, units: Plan, findings: Plan) -> dict[str, int]:
    """A summary for lists of scans; exact per commit once its neighbours are scanned."""
    started = UnitState.objects.filter(repository=moment.scan.repository_id, from_position=moment.position)
    ended = UnitState.objects.filter(repository=moment.scan.repository_id, to_position=moment.position)
    kinds = Counter(started.order_by().values_list("change", flat=True)) if moment.before else Counter()
    blocked = started.filter(standings.newly_blocking()) if moment.before else started.none()
    return {
        "added": kinds[UnitState.Change.ADDED],
        "newly_blocking": blocked.count(),
        "cleared": kinds[UnitState.Change.CLEARED],
        "returned": kinds[UnitState.Change.RETURNED],
        "removed": ended.filter(ends=UnitState.Ending.REMOVED).count(),
        "moved": len(identity.moved),
        "touched": len(units.touched),
        "findings": len(findings.touched),
    }


def _finish(scan: Scan) -> None:
    scan.status = Scan.Status.DONE if scan.complete else Scan.Status.INCOMPLETE
    scan.finished_at = timezone.now()
    scan.stage = ""
    scan.error = ""
    scan.save(update_fields=["status", "finished_at", "stage", "error", "changes"])


def _keep_document(scan: Scan, document: ScanDocument) -> None:
    """History behind the newest scan only feeds the tables; other documents are kept for comparisons."""
    newest = scan.repository.latest_scan_id == scan.pk
    if scan.trigger != Scan.Trigger.HISTORY or newest:
        ScanPayload.objects.update_or_create(scan=scan, defaults={"content": ScanPayload.pack(document)})
