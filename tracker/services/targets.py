"""Target dates of the phases."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tracker.models import PhaseTarget, Repository
from tracker.services import ServiceError, audit

PHASES = ("1", "2")


class TargetError(ServiceError):
    """A target that cannot be set."""


def set_target(
    repository: Repository, *, phase: str, day: date | None, note: str = "", actor: str
) -> PhaseTarget | None:
    """Sets the day a phase should be finished; no day removes the target. Raises TargetError."""
    if phase not in PHASES:
        raise TargetError("There are two phases: 1 and 2.")
    with transaction.atomic():
        known = PhaseTarget.objects.filter(repository=repository, phase=phase).first()
        before = {"day": known.date, "note": known.note} if known else {}
        if day is None:
            PhaseTarget.objects.filter(repository=repository, phase=phase).delete()
            target = None
        else:
            target, _ = PhaseTarget.objects.update_or_create(
                repository=repository, phase=phase, defaults={"date": day, "note": note[:300]}
            )
        after = {"phase": phase, "day": day, "note": note}
        audit.record(
            actor=actor,
            verb="set-target",
            target=repository,
            repository=repository,
            before=before,
            after=after,
        )
    return target
