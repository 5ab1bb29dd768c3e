"""Keeps what a recorder saw, linked to the routes whose handlers it names and to the helpers it passed.

An observation of a helper (a dependency, a middleware, ...) has no method and no path: it gathers the calls
of all requests in whose stacks the helper stood.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tracker.importers.base import RouteObservation
from tracker.models import BenchmarkFile, Repository, RuntimeObservation, Unit

CALLS_KEPT = 20
OUTSIDE = "outside requests"  # what tests call by themselves says nothing of how a request is served


def keep_observations(file: BenchmarkFile, seen: Iterable[RouteObservation]) -> None:
    """Store the observations of a file."""
    seen = list(seen)
    if not seen:
        return
    index = Handlers(file.repository)
    rows = [_row(file, observation, index.find(observation)) for observation in seen]
    passed = Helpers(file.repository).passed(seen)
    rows += [_row(file, observation, unit) for unit, observation in passed.items()]
    RuntimeObservation.objects.bulk_create(rows, batch_size=200)


def _row(file: BenchmarkFile, seen: RouteObservation, unit: int | None) -> RuntimeObservation:
    on_loop = [call for call in seen.calls if call["context"] == "loop"]
    in_thread = [call for call in seen.calls if call["context"] == "thread"]
    return RuntimeObservation(
        file=file,
        unit_id=unit,
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


class Helpers:
    """The helpers of a repository by name, found again in the stacks of recorded calls."""

    def __init__(self, repository: Repository) -> None:
        helpers = Unit.objects.filter(repository=repository, kind=Unit.Kind.HELPER)
        living = helpers.exclude(lifecycle=Unit.Lifecycle.REMOVED)
        self._by_name: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for pk, name in living.values_list("pk", "name"):
            module, _, qualified = name.partition(":")
            self._by_name[qualified].append((pk, module))

    def find(self, symbol: str) -> int | None:
        module, _, qualified = symbol.partition(":")
        known = [pk for pk, own in self._by_name.get(qualified, ()) if same_module(own, module)]
        return known[0] if len(known) == 1 else None

    def passed(self, seen: Iterable[RouteObservation]) -> dict[int, RouteObservation]:
        """What was seen below each helper, with the requests that led through it (one at least)."""
        calls: dict[int, list[Mapping[str, object]]] = defaultdict(list)
        requests: dict[int, int] = defaultdict(int)
        names: dict[int, str] = {}
        for observation in seen:
            met: set[int] = set()
            for call in observation.calls if observation.path != OUTSIDE else ():
                for unit, symbol, below in self._below(call):
                    calls[unit].append({**call, "stack": below})
                    names[unit] = symbol
                    met.add(unit)
            for unit in met:
                requests[unit] += observation.requests
        return {
            unit: RouteObservation(
                method="",
                path="",
                handler=names[unit],
                requests=max(1, requests[unit]),
                calls=tuple(found),
            )
            for unit, found in calls.items()
        }

    def _below(self, call: Mapping[str, object]) -> Iterator[tuple[int, str, list[Any]]]:
        """Each helper in the stack of a call, once, with the part of the stack that begins with it."""
        held = call["stack"]
        stack: list[Any] = held if isinstance(held, list) else []
        met: set[int] = set()
        for depth, step in enumerate(stack):
            unit = self.find(str(step["symbol"]))
            if unit is not None and unit not in met:
                met.add(unit)
                yield unit, str(step["symbol"]), stack[depth:]


def same_module(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def allows(methods: str, method: str) -> bool:
    return method in (methods.split() or ["WS"])


def same_path(one: str, other: str) -> bool:
    return _shape(one) == _shape(other)


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path).rstrip("/")
