"""Keeps what a recorder saw, linked to the routes whose handlers it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from tracker.importers.base import RouteObservation
from tracker.models import BenchmarkFile, Repository, RuntimeObservation, Unit

CALLS_KEPT = 20


def keep_observations(file: BenchmarkFile, seen: Iterable[RouteObservation]) -> None:
    """Store the observations of a file."""
    seen = list(seen)
    index = Handlers(file.repository) if seen else None
    RuntimeObservation.objects.bulk_create(
        [_row(file, observation, index) for observation in seen], batch_size=200
    )


def _row(file: BenchmarkFile, seen: RouteObservation, index: Handlers | None) -> RuntimeObservation:
    on_loop = [call for call in seen.calls if call["context"] == "loop"]
    in_thread = [call for call in seen.calls if call["context"] == "thread"]
    return RuntimeObservation(
        file=file,
        unit_id=index.find(seen) if index else None,
        method=seen.method[:20],
        path=seen.path[:500],
        handler=seen.handler[:500],
        requests=seen.requests,
        loop_calls=_total(on_loop),
        thread_calls=_total(in_thread),
        held_ms=max((float(str(call["held_ms"])) for call in on_loop), default=0.0),
        calls=[dict(call) for call in [*on_loop, *in_thread][:CALLS_KEPT]],
    )


def _total(calls: Iterable[Mapping[str, object]]) -> int:
    return sum(int(str(call["count"])) for call in calls)


class Handlers:
    """The routes of a repository by handler. A recorder may import modules from another root than the
    scanner did, so modules match when one is the tail of the other."""

    def __init__(self, repository: Repository) -> None:
        routes = Unit.objects.filter(repository=repository, kind=Unit.Kind.ROUTE)
        living = routes.exclude(lifecycle=Unit.Lifecycle.REMOVED)
        self._by_name: dict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
        for pk, name, methods, path in living.values_list("pk", "name", "methods", "path"):
            module, _, qualified = name.partition(":")
            self._by_name[qualified].append((pk, module, methods, path))

    def find(self, seen: RouteObservation) -> int | None:
        """The route of that handler, and of that method and path where the handler serves several."""
        module, _, qualified = seen.handler.partition(":")
        if not qualified:
            return None
        known = [row for row in self._by_name.get(qualified, ()) if same_module(row[1], module)]
        exact = [row for row in known if allows(row[2], seen.method) and same_path(row[3], seen.path)]
        best = exact or (known if len(known) == 1 else [])
        return best[0][0] if best else None


def same_module(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def allows(methods: str, method: str) -> bool:
    return method in (methods.split() or ["WS"])


def same_path(one: str, other: str) -> bool:
    return _shape(one) == _shape(other)


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path).rstrip("/")
