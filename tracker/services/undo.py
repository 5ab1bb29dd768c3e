"""Takes back what was changed together, wherever nobody changed it since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from tracker.models import AuditEntry, Repository, Unit
from tracker.queries import batches
from tracker.services import ServiceError, audit, ownership, plans

_CHUNK = 500
Units = Mapping[int, Unit]


class UndoError(ServiceError):
    """Nothing of the change is left to take back."""


@dataclass(frozen=True)
class Undone:
    """``kept`` units were changed again since, or are gone; ``batch`` takes the undoing back."""

    back: int
    kept: int
    batch: str


def take_back(repository: Repository, *, batch: str, actor: str) -> Undone:
    """Returns the units of a batch to what they were before it. Raises UndoError."""
    made = audit.batch()
    with transaction.atomic():
        entries = list(batches.standing(repository, [batch]))
        units = _locked(repository, entries)
        assigned = [entry for entry in entries if entry.verb == "assign"]
        back = _reassign(assigned, units, actor=actor, batch=made)
        planned = [entry for entry in entries if entry.verb == "set-phase"]
        back += _replan(planned, units, actor=actor, batch=made)
    if not back:
        raise UndoError("Nothing to undo: all of it was changed again since.")
    total = AuditEntry.objects.filter(repository=repository, batch=batch).count()
    return Undone(back, total - back, made)


def _locked(repository: Repository, entries: Iterable[AuditEntry]) -> dict[int, Unit]:
    """The units of the entries that still are in the code, by id."""
    pks = sorted(int(entry.object_id) for entry in entries)
    found: dict[int, Unit] = {}
    for start in range(0, len(pks), _CHUNK):
        rows = Unit.objects.filter(repository=repository, pk__in=pks[start : start + _CHUNK])
        present = rows.exclude(lifecycle=Unit.Lifecycle.REMOVED)
        found.update({unit.pk: unit for unit in present.select_for_update()})
    for unit in found.values():
        unit.repository = repository
    return found


def _reassign(entries: Iterable[AuditEntry], units: Units, *, actor: str, batch: str) -> int:
    now = ownership.standing(units)
    groups: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
    for entry in entries:
        unit = units.get(int(entry.object_id))
        if unit and now[unit.pk] == ownership.by_hand(entry.after):
            groups[ownership.by_hand(entry.before)].append(unit)
    for handles, mine in groups.items():
        ownership.assign(mine, handles=handles, actor=actor, batch=batch)
    return sum(map(len, groups.values()))


def _replan(entries: Iterable[AuditEntry], units: Units, *, actor: str, batch: str) -> int:
    groups: dict[str, list[Unit]] = defaultdict(list)
    for entry in entries:
        unit = units.get(int(entry.object_id))
        if unit and unit.plan == entry.after.get("plan"):
            groups[str(entry.before.get("plan", ""))].append(unit)
    for plan, mine in groups.items():
        plans.set_plan(mine, plan=plan, actor=actor, batch=batch)
    return sum(map(len, groups.values()))
