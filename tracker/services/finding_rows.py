"""Keeps the finding table: one row per fingerprint, its newest place and message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.models import Finding
from tracker.services.bulk import write_columns
from tracker.services.ledger import Moment
from tracker.services.records import FindingFact, UnitFact

_COLUMNS = ("code", "level", "unit_name", "file", "line", "message", "chain", "suppressed", "place")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as stored, as far as an ingest needs it."""

    id: int
    place: str
    unit: int | None


def load(moment: Moment, facts: Mapping[str, FindingFact], units: Mapping[str, int]) -> dict[str, Row]:
    """The stored row of every fact, created or (at the tip) brought up to date; ``units`` maps what
    findings call their unit to unit ids."""
    rows = Finding.objects.filter(repository=moment.scan.repository_id).order_by()
    known = {row[0]: Row(*row[1:]) for row in rows.values_list("fingerprint", "pk", "place", "unit_id")}
    fresh = [_finding(moment, fact, units) for fingerprint, fact in facts.items() if fingerprint not in known]
    for finding in Finding.objects.bulk_create(fresh, batch_size=_CHUNK):
        known[finding.fingerprint] = Row(finding.pk, finding.place, finding.unit_id)
    if moment.is_tip:
        _update(facts, known, units)
    return {fingerprint: known[fingerprint] for fingerprint in facts}


def units_by_name(facts: Mapping[str, UnitFact], ids: Mapping[str, int]) -> dict[str, int]:
    """Unit ids by what a finding may call a unit: its key, else a helper's or handler's name."""
    names = {fact.name: ids[key] for key, fact in reversed(list(facts.items()))}
    return names | dict(ids)


def _finding(moment: Moment, fact: FindingFact, units: Mapping[str, int]) -> Finding:
    return Finding(
        repository_id=moment.scan.repository_id,
        fingerprint=fact.fingerprint,
        unit_id=units.get(fact.record["unit"]),
        first_scan=moment.scan,
        since_scan=moment.scan,
        **fact.columns(),
    )


def _update(facts: Mapping[str, FindingFact], known: Mapping[str, Row], units: Mapping[str, int]) -> None:
    changed = [
        Finding(pk=known[fingerprint].id, unit_id=units.get(fact.record["unit"]), **fact.columns())
        for fingerprint, fact in facts.items()
        if known[fingerprint].place != fact.place or known[fingerprint].unit != units.get(fact.record["unit"])
    ]
    write_columns(changed, ["unit", *_COLUMNS])
