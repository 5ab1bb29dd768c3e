"""Brings the unit and finding tables in line with their spans after an observation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, fields

from django.db.models import OuterRef, Q, Subquery

from tracker.models import Finding, FindingState, Scan, Snapshot, Unit, UnitState, Waiver
from tracker.services.bulk import write_columns
from tracker.services.ledger import Moment
from tracker.services.lifecycle import BLOCKING, Standing, Stretch, derive, finding_lifecycle, standing

_CHUNK = 500
_STRETCH = ("id", "from_position", "to_position", "from_scan_id", "to_scan_id", "classification", "is_async",
            "detail", "confidence", "blocking_calls", "change", "previous_class", "ends")  # fmt: skip
_STANDING = tuple(field.name for field in fields(Standing))
_LAPSES = (Waiver.Ending.EXPIRED, Waiver.Ending.CHANGED)


@dataclass(frozen=True, slots=True)
class Span:
    """The observed part of a repository's timeline."""

    oldest: int
    tip: int


def span(moment: Moment) -> Span:
    """The observed part with this observation in it."""
    known = observed(moment.scan.repository_id)
    if known is None:
        return Span(moment.position, moment.position)
    return Span(min(known.oldest, moment.position), max(known.tip, moment.position))


def observed(repository: int) -> Span | None:
    """The observed part so far."""
    positions = Snapshot.objects.filter(repository=repository).values_list("position", flat=True)
    oldest, tip = positions.order_by("position").first(), positions.order_by("-position").first()
    return None if oldest is None or tip is None else Span(oldest, tip)


def refresh_units(moment: Moment, touched: Collection[int]) -> None:
    """Re-derives changes, endings and lifecycles of the touched units and settles the newest ones."""
    around = span(moment)
    if moment.is_tip and not moment.repeats:
        new = Unit.objects.filter(repository=moment.scan.repository_id, lifecycle=Unit.Lifecycle.NEW)
        new.update(lifecycle=Unit.Lifecycle.OPEN)
    for chunk in _chunks(touched):
        _refresh_units(chunk, around)
    _mark_starts(moment)


def refresh_findings(moment: Moment, touched: Collection[int], units: Collection[int]) -> None:
    """Re-derives the lifecycles of the touched findings and of the ended ones of the touched units."""
    around = span(moment)
    if moment.is_tip and not moment.repeats:
        new = Finding.objects.filter(repository=moment.scan.repository_id, lifecycle=Finding.Lifecycle.NEW)
        new.update(lifecycle=Finding.Lifecycle.OPEN)
    for chunk in _chunks(set(touched) | _ended_findings(units)):
        _refresh_findings(chunk, around)


def refresh_lifecycles(repository: int, units: Collection[int]) -> None:
    """Re-derives lifecycles after something other than a scan (a waiver) changed."""
    around = observed(repository)
    for chunk in _chunks(units):
        if around:
            _refresh_units(chunk, around)


def _refresh_units(units: list[int], around: Span) -> None:
    stretches, lapsed = _stretches(units), _lapsed(units)
    changed: list[UnitState] = []
    wanted: dict[int, Standing] = {}
    for unit, own in stretches.items():
        before = [stretch.derived() for stretch in own]
        derive(own, oldest=around.oldest)
        changed += [_state(one) for one, old in zip(own, before, strict=True) if one.derived() != old]
        wanted[unit] = standing(own, tip=around.tip, oldest=around.oldest, lapsed=unit in lapsed)
    write_columns(changed, ["change", "previous_class", "ends", "detail"])
    _write_standings(wanted)
    # A repeated scan may take back all that was ever seen of a unit.
    unseen = [unit for unit in units if unit not in stretches]
    Unit.objects.filter(pk__in=unseen).update(lifecycle=Unit.Lifecycle.REMOVED)
    _point_at_last_states(units)


def _stretches(units: list[int]) -> dict[int, list[Stretch]]:
    found: dict[int, list[Stretch]] = defaultdict(list)
    rows = UnitState.objects.filter(unit__in=units).order_by("unit", "from_position")
    for unit, *row in rows.values_list("unit_id", *_STRETCH):
        found[unit].append(Stretch(*row))
    return found


def _state(stretch: Stretch) -> UnitState:
    change, previous_class, ends, detail = stretch.derived()
    return UnitState(pk=stretch.id, change=change, previous_class=previous_class, ends=ends, detail=detail)


def _write_standings(wanted: dict[int, Standing]) -> None:
    rows = Unit.objects.filter(pk__in=list(wanted)).order_by().values_list("pk", *_STANDING)
    differing = [pk for pk, *row in rows if Standing(*row) != wanted[pk]]
    units = [Unit(pk=pk, **asdict(wanted[pk])) for pk in differing]
    columns = [name.removesuffix("_id") for name in _STANDING]
    write_columns(units, columns)


def _point_at_last_states(units: list[int]) -> None:
    """The face of a unit is its newest state, also when that has ended."""
    newest = UnitState.objects.filter(unit=OuterRef("pk")).order_by("-from_position").values("pk")[:1]
    Unit.objects.filter(pk__in=units).update(state=Subquery(newest))


def _lapsed(units: list[int]) -> set[int]:
    """Units with a waiver that ended although they still block, and none in force."""
    waivers = Waiver.objects.filter(unit__in=units).values_list("unit_id", "ending")
    ended = {unit for unit, ending in waivers if ending in _LAPSES}
    return ended - {unit for unit, ending in waivers if ending == Waiver.Ending.NONE}


def _mark_starts(moment: Moment) -> None:
    """Notes on states that start at or right after the observation whether their commit is exact and
    whether the scanner changed with it."""
    states = UnitState.objects.filter(repository=moment.scan.repository_id)
    position = moment.position
    before = moment.before
    exact = position <= 1 or (before is not None and before.position == position - 1)
    states.filter(from_position=position).update(
        exact=exact, scanner_changed=before is not None and differs(before, moment.scan)
    )
    if moment.after and moment.end is not None:
        right_after = moment.end == position + 1
        states.filter(from_position=moment.end).update(scanner_changed=differs(moment.scan, moment.after))
        states.filter(from_position=moment.end).update(exact=right_after)
        # What the oldest scan had was there "first"; an older scan without it shows that it was added.
        if before is None:
            states.filter(from_position=moment.end, change=UnitState.Change.FIRST).update(
                change=UnitState.Change.ADDED
            )


def differs(one: Scan, other: Scan) -> bool:
    """Whether two scans ran different scanner versions or catalogs."""
    ours = (one.scanner_version, one.catalog_digest)
    return ours != (other.scanner_version, other.catalog_digest)


def _refresh_findings(findings: list[int], around: Span) -> None:
    rows = FindingState.objects.filter(finding__in=findings).order_by("finding", "from_position")
    spans: dict[int, list[FindingState]] = defaultdict(list)
    for row in rows:
        spans[row.finding_id].append(row)
    touched = Finding.objects.filter(pk__in=findings).select_related("unit")
    changed = [finding for finding in touched if _settle(finding, spans[finding.pk], around)]
    write_columns(changed, ["lifecycle", "first_scan", "since_scan", "gone_scan"])


def _ended_findings(units: Collection[int]) -> set[int]:
    ended = Finding.objects.filter(lifecycle__in=[Finding.Lifecycle.FIXED, Finding.Lifecycle.REMOVED])
    return {
        pk for chunk in _chunks(units) for pk in ended.filter(unit__in=chunk).values_list("pk", flat=True)
    }


def _settle(finding: Finding, states: list[FindingState], around: Span) -> bool:
    """Sets the finding's derived columns; says whether anything changed."""
    before = (finding.lifecycle, finding.first_scan_id, finding.since_scan_id, finding.gone_scan_id)
    lives = finding.unit is not None and finding.unit.lifecycle != Unit.Lifecycle.REMOVED
    if not states:
        finding.lifecycle = Finding.Lifecycle.REMOVED
        return before[0] != finding.lifecycle
    finding.lifecycle = finding_lifecycle(
        [(state.from_position, state.to_position) for state in states],
        tip=around.tip,
        oldest=around.oldest,
        unit_lives=lives,
    )
    finding.first_scan_id = states[0].from_scan_id
    finding.since_scan_id = states[-1].from_scan_id
    finding.gone_scan_id = states[-1].to_scan_id
    return before != (finding.lifecycle, finding.first_scan_id, finding.since_scan_id, finding.gone_scan_id)


def newly_blocking() -> Q:
    """States whose start made a unit block (a unit that was added blocking counts)."""
    changes = [UnitState.Change.ADDED, UnitState.Change.BLOCKED, UnitState.Change.RETURNED]
    return Q(classification=BLOCKING, change__in=changes)


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
