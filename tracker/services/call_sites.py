"""Keeps the table of blocking calls equal to the newest scan's, touching only what differs."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.models import CallSite
from tracker.services.bulk import write_columns
from tracker.services.records import CallFact

_CHUNK = 500
_COLUMNS = ("place", "symbol", "kind", "file", "line", "function", "contexts", "on_loop", "confidence",
            "routes", "alternative")  # fmt: skip


def replace(repository: int, facts: Mapping[str, CallFact]) -> None:
    """Adds, changes and drops rows until they are what ``facts`` say, by key."""
    rows = CallSite.objects.filter(repository=repository).order_by().values_list("key", "pk", "place")
    known = {key: (pk, place) for key, pk, place in rows}
    added = [_row(repository, fact) for key, fact in facts.items() if key not in known]
    changed = [
        _row(repository, fact, known[key][0])
        for key, fact in facts.items()
        if key in known and known[key][1] != fact.place
    ]
    gone = [pk for key, (pk, _) in known.items() if key not in facts]
    for start in range(0, len(gone), _CHUNK):
        CallSite.objects.filter(pk__in=gone[start : start + _CHUNK]).delete()
    CallSite.objects.bulk_create(added, batch_size=_CHUNK)
    write_columns(changed, _COLUMNS)


def _row(repository: int, fact: CallFact, pk: int | None = None) -> CallSite:
    return CallSite(pk=pk, repository_id=repository, key=fact.key, **fact.columns())
