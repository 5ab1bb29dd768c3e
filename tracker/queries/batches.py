"""Changes that were made together, and which of them still stand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet

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


def left(repository: Repository, entries: Iterable[AuditEntry]) -> dict[str, int]:
    """How many changes of each batch among ``entries`` can still be taken back; none left out."""
    batches = {entry.batch for entry in entries if entry.batch}
    if not batches:
        return {}
    rows = standing(repository, batches).order_by().values_list("batch")
    return dict(rows.annotate(n=Count("pk")))
