"""Keeps the unit table's newest face: where a unit is, whom it reaches, where it belongs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from tracker.models import Repository, Unit, UnitReach
from tracker.services import owner_rules, ownership, subsystems
from tracker.services.bulk import write_columns
from tracker.services.identity import Identity, Known
from tracker.services.ledger import Moment
from tracker.services.lifecycle import BLOCKING
from tracker.services.records import UnitFact
from tracker.services.subsystems import Subject

_CHUNK = 500
_FACE = ("name", "file", "line", "end_line", "place", "reach_count", "protocol", "methods", "path", "role",
         "tags", "awaits", "unresolved_calls", "scanner_subsystem", "costs")  # fmt: skip


def create(moment: Moment, facts: Mapping[str, UnitFact], identity: Identity) -> None:
    """Adds the units nobody knew and makes them known to ``identity``."""
    is_first = moment.before is None and moment.after is None
    rows = [_unit(moment, facts[key], is_first) for key in identity.fresh]
    for unit in Unit.objects.bulk_create(rows, batch_size=_CHUNK):
        identity.units[unit.key] = Known(unit.pk, unit.key, unit.place, None)


def update(facts: Mapping[str, UnitFact], identity: Identity) -> set[str]:
    """Moves the faces of units whose place changed; returns the keys of those and of the new ones."""
    fresh = set(identity.fresh)
    moved = {key for key, fact in facts.items() if identity.units[key].place != fact.place}
    rows = [Unit(pk=identity.units[key].id, **_columns(facts[key])) for key in moved]
    write_columns(rows, _FACE)
    _write_reach(moved | fresh, facts, identity)
    return moved | fresh


def settle(
    repository: Repository, keys: Collection[str], facts: Mapping[str, UnitFact], identity: Identity
) -> None:
    """Sorts the units ``keys`` into subsystems and gives them the owners the rules name."""
    _sort(repository, keys, facts, identity)
    files = {identity.units[key].id: facts[key].record["file"] for key in keys}
    rules = owner_rules.assigner(repository)
    if rules.rules:
        ownership.assign_by_rules(files, rules)


def _unit(moment: Moment, fact: UnitFact, is_first: bool) -> Unit:
    lifecycle = Unit.Lifecycle.CLEAN
    if fact.record["classification"] == BLOCKING:
        lifecycle = Unit.Lifecycle.OPEN if is_first else Unit.Lifecycle.NEW
    return Unit(
        repository_id=moment.scan.repository_id,
        kind=fact.kind,
        key=fact.key,
        lifecycle=lifecycle,
        first_scan=moment.scan,
        since_scan=moment.scan,
        **_columns(fact),
        **fact.judgement(),
    )


def _columns(fact: UnitFact) -> dict[str, object]:
    face = fact.face()
    return {name: face[name] for name in _FACE}


def _write_reach(keys: Collection[str], facts: Mapping[str, UnitFact], identity: Identity) -> None:
    rows = []
    for key in keys:
        members = [identity.units[other].id for other in facts[key].reach if other in identity.units]
        fact = facts[key]
        unit = identity.units[key].id
        rows.append(UnitReach(unit_id=unit, members=members, costs=fact.costs, calls=fact.calls))
    UnitReach.objects.bulk_create(
        rows,
        batch_size=_CHUNK,
        update_conflicts=True,
        unique_fields=["unit"],
        update_fields=["members", "costs", "calls"],
    )


def _sort(
    repository: Repository, keys: Collection[str], facts: Mapping[str, UnitFact], identity: Identity
) -> None:
    """Routes first: helpers without a rule of their own go where their routes are."""
    rules = subsystems.sorter(repository)
    names = subsystems.names(repository)
    places: dict[str, str] = {
        key: names.get(known.subsystem or 0, "") for key, known in identity.units.items()
    }
    for key in _routes_first(keys, facts):
        fact = facts[key]
        if fact.kind == Unit.Kind.ROUTE:
            places[key] = rules.route(_subject(fact))
        else:
            of_routes = [places[route] for route in fact.reach if places.get(route)]
            places[key] = rules.helper(_subject(fact), of_routes)
    subsystems.move(
        repository,
        [
            (identity.units[key].id, places[key])
            for key in keys
            if names.get(identity.units[key].subsystem or 0) != places[key]
        ],
    )


def _routes_first(keys: Collection[str], facts: Mapping[str, UnitFact]) -> Iterable[str]:
    return sorted(keys, key=lambda key: (facts[key].kind != Unit.Kind.ROUTE, key))


def _subject(fact: UnitFact) -> Subject:
    face = fact.face()
    return Subject(
        kind=fact.kind,
        name=fact.name,
        file=fact.record["file"],
        path=str(face["path"]),
        tags=tuple(str(tag) for tag in fact.tags),
        guess=str(face["scanner_subsystem"]),
    )
