"""What a team plans for a unit: phase 1, phase 2, or to leave it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from tracker.models import Unit
from tracker.services import ServiceError, audit


class PlanError(ServiceError):
    """A plan that does not exist."""


def set_plan(units: Collection[Unit], *, plan: str, actor: str, batch: str = "") -> int:
    """Plans a phase for units; returns how many changed. ``batch`` takes it back. Raises PlanError."""
    if plan not in Unit.Plan.values:
        raise PlanError("There is no such phase.")
    changed = [unit for unit in units if unit.plan != plan]
    with transaction.atomic():
        pks = [unit.pk for unit in changed]
        for start in range(0, len(pks), 500):
            Unit.objects.filter(pk__in=pks[start : start + 500]).update(plan=plan)
        audit.record_all(
            audit.entry(
                actor=actor,
                verb="set-phase",
                target=unit,
                repository=unit.repository,
                before={"plan": unit.plan},
                after={"plan": plan},
                batch=batch,
            )
            for unit in changed
        )
    return len(changed)
