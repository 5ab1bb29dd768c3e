"""Changes that were made together, and which of them still stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from tracker.models import AuditEntry, Repository

VERBS = ("assign", "set-phase")  # what can be taken back: entries that hold all of what was before


def standing(repository: Repository, batches: Iterable[str]) -> QuerySet[AuditEntry]:
    """The entries of these batches whose unit nobody changed in the same respect since."""
    later = AuditEntry.objects.filter(
        object_type=OuterRef("object_type"),
        object_id=OuterRef("object_id"),
        repository=OuterRef("repository"),
        verb=OuterRef("verb"),
        pk__gt=OuterRef("pk"),
    )
    rows = AuditEntry.objects.filter(repository=repository, batch__in=list(batches), verb__in=VERBS)
    return rows.exclude(batch="").filter(~Exists(later))


class Act(NamedTuple):
    """What one act changed: how many objects, and whether all had, or have, the same values."""

    size: int
    same_before: bool
    same_after: bool


def acts(entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
    """The newest entry of each act among ``entries``: a bulk change is one of them."""
    batched = entries.exclude(batch="").order_by().values("batch", "verb")
    return entries.filter(Q(batch="") | Q(pk__in=batched.annotate(last=Max("pk")).values("last")))


def sizes(repository: Repository, entries: Iterable[AuditEntry]) -> dict[str, Act]:
    """The acts of more than one object that ``entries`` stand for, by ``act``."""
    batches = {entry.batch for entry in entries if entry.batch}
    if not batches:
        return {}
    rows = AuditEntry.objects.filter(repository=repository, batch__in=batches).order_by()
    counted = rows.values_list("batch", "verb").annotate(
        size=Count("pk"), befores=Count("before", distinct=True), afters=Count("after", distinct=True)
    )
    return {
        f"{batch}/{verb}": Act(size, befores == 1, afters == 1)
        for batch, verb, size, befores, afters in counted
        if size > 1
    }


def left(repository: Repository, entries: Iterable[AuditEntry]) -> dict[str, int]:
    """How many changes of each batch among ``entries`` can still be taken back; none left out."""
    batches = {entry.batch for entry in entries if entry.batch}
    if not batches:
        return {}
    rows = standing(repository, batches).order_by().values_list("batch")
    return dict(rows.annotate(n=Count("pk")))
