"""Keeps the table of blocking calls equal to the newest scan's, touching only what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.models import CallSite
from tracker.services.bulk import write_columns
from tracker.services.records import CallFact

_CHUNK = 500
_COLUMNS = ("place", "symbol", "kind", "file", "line", "function", "contexts", "on_loop", "confidence",
            "routes", "members", "alternative")  # fmt: skip


def replace(repository: int, facts: Mapping[str, CallFact], routes: Sequence[int]) -> None:
    """Adds, changes and drops rows until they are what ``facts`` say, by key.

    ``routes`` are the ids of the document's routes, in its order.
    """
    rows = CallSite.objects.filter(repository=repository).order_by().values_list("key", "pk", "place")
    known = {key: (pk, place) for key, pk, place in rows}
    places = {key: fact.place_among(routes) for key, fact in facts.items()}
    changed = {key for key in facts if key in known and known[key][1] != places[key]}
    gone = [pk for key, (pk, _) in known.items() if key not in facts]
    for start in range(0, len(gone), _CHUNK):
        CallSite.objects.filter(pk__in=gone[start : start + _CHUNK]).delete()

    def row(key: str, pk: int | None = None) -> CallSite:
        columns = {**facts[key].columns(routes), "place": places[key]}
        return CallSite(pk=pk, repository_id=repository, key=key, **columns)

    CallSite.objects.bulk_create([row(key) for key in facts if key not in known], batch_size=_CHUNK)
    write_columns([row(key, known[key][0]) for key in changed], _COLUMNS)
