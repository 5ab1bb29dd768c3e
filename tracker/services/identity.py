"""Finds which unit a record of a scan is, also after its handler or path has moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tracker.models import Unit, UnitKey
from tracker.services.ledger import Moment
from tracker.services.records import UnitFact

Signature = tuple[str, ...]
K = TypeVar("K")


@dataclass(slots=True)
class Known:
    """What the unit table holds of one unit, as far as an ingest needs it."""

    id: int
    key: str
    place: str
    subsystem: int | None


@dataclass(slots=True)
class Identity:
    """Which unit each key of a document is; ``moved`` keys are known under another, ``fresh`` under none."""

    units: dict[str, Known] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    fresh: list[str] = field(default_factory=list)


def identify(moment: Moment, facts: Mapping[str, UnitFact], present: set[int]) -> Identity:
    """Matches every fact to a known unit; ``present`` are the units that could have moved."""
    known = _known(moment.scan.repository_id)
    others = dict(UnitKey.objects.filter(repository=moment.scan.repository_id).values_list("key", "unit_id"))
    identity = Identity({key: known[key] for key in facts if key in known})
    by_id = {unit.id: unit for unit in known.values()}
    used = {unit.id for unit in identity.units.values()}
    for key in facts:
        unit = by_id.get(others.get(key, 0))
        if key not in known and unit and unit.id not in used:
            identity.units[key] = unit
            identity.moved.add(key)
            used.add(unit.id)
    _find_moves(identity, facts, {key: by_id[key] for key in present - used})
    identity.fresh = [key for key in facts if key not in identity.units]
    _release(moment, [key for key in identity.fresh if key in others])
    _write_moves(moment, identity, set(others))
    return identity


def _known(repository: int) -> dict[str, Known]:
    rows = Unit.objects.filter(repository=repository).order_by()
    return {row[1]: Known(*row) for row in rows.values_list("id", "key", "place", "subsystem_id")}


def _find_moves(identity: Identity, facts: Mapping[str, UnitFact], vanished: dict[int, Known]) -> None:
    keys = [key for key in facts if key not in identity.units]
    if not keys or not vanished:
        return
    unknown = {key: _Look.of_fact(facts[key]) for key in keys}
    lost = {unit.pk: _Look.of_unit(unit) for unit in Unit.objects.filter(pk__in=list(vanished))}
    for signature_of in _SIGNATURES:
        appeared = _unique((signature_of(look), key) for key, look in unknown.items())
        gone = _unique((signature_of(look), pk) for pk, look in lost.items())
        for signature in appeared.keys() & gone.keys():
            key, pk = appeared[signature], gone[signature]
            identity.units[key] = vanished[pk]
            identity.moved.add(key)
            del unknown[key], lost[pk]


def _unique(pairs: Iterable[tuple[Signature, K]]) -> dict[Signature, K]:
    """Signatures that occur once; an empty signature never matches."""
    found: dict[Signature, list[K]] = {}
    for signature, value in pairs:
        if signature:
            found.setdefault(signature, []).append(value)
    return {signature: values[0] for signature, values in found.items() if len(values) == 1}


def _write_moves(moment: Moment, identity: Identity, others: set[str]) -> None:
    """At the tip a moved unit takes its new key; further back the key is noted as an older one."""
    for key in identity.moved:
        unit = identity.units[key]
        if moment.is_tip:
            _release(moment, [key])
            others.discard(key)
            _remember(moment, unit.key, unit.id, others)
            Unit.objects.filter(pk=unit.id).update(key=key, moved_scan=moment.scan)
            unit.key = key
        else:
            _remember(moment, key, unit.id, others)
            Unit.objects.filter(pk=unit.id, moved_scan=None).update(moved_scan=moment.after)


def _remember(moment: Moment, key: str, unit: int, others: set[str]) -> None:
    if key not in others:
        UnitKey.objects.create(repository_id=moment.scan.repository_id, unit_id=unit, key=key)
        others.add(key)


def _release(moment: Moment, keys: list[str]) -> None:
    if keys:
        UnitKey.objects.filter(repository_id=moment.scan.repository_id, key__in=keys).delete()


@dataclass(frozen=True, slots=True)
class _Look:
    """The columns by which a unit that moved can be told."""

    kind: str
    name: str
    methods: str
    path: str
    protocol: str
    role: str

    @classmethod
    def of_fact(cls, fact: UnitFact) -> _Look:
        face = fact.face()
        return cls(fact.kind, *(str(face[name]) for name in _LOOK))

    @classmethod
    def of_unit(cls, unit: Unit) -> _Look:
        return cls(unit.kind, *(str(getattr(unit, name)) for name in _LOOK))


_LOOK = ("name", "methods", "path", "protocol", "role")


def _same_address(look: _Look) -> Signature:
    return (look.methods, look.path, look.protocol) if look.kind == Unit.Kind.ROUTE else ()


def _same_handler(look: _Look) -> Signature:
    return (look.methods, look.name) if look.kind == Unit.Kind.ROUTE else ()


def _same_helper(look: _Look) -> Signature:
    return (look.role, look.name.rpartition(":")[2]) if look.kind == Unit.Kind.HELPER else ()


# Tried in this order; a match counts only where it is the only one on both sides.
_SIGNATURES: tuple[Callable[[_Look], Signature], ...] = (_same_address, _same_handler, _same_helper)
