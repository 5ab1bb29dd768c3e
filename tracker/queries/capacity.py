"""What the newest scan read about threads, pools and limits, and who needs a thread."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tracker.capacity.setup import (
    DEFAULT_OVERFLOW,
    DEFAULT_POOL,
    DEFAULT_POOL_TIMEOUT_S,
    DEFAULT_TOKENS,
    Setup,
)
from tracker.models import Finding, Repository, Unit

HEALTH = re.compile(
    r"(^|/)(health|healthz|healthcheck|live|livez|liveness|ready|readyz|readiness|ping|status)/?$"
)
NO_STATEMENT_TIMEOUT = "CL402"


@dataclass(frozen=True, slots=True)
class Fact:
    """One bound: its value, and where it was read or that it is the default."""

    name: str
    value: str
    source: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the capacity page starts from."""

    setup: Setup
    facts: tuple[Fact, ...]
    routes_in_threads: int
    dependencies_in_threads: int
    health_in_threads: tuple[str, ...]
    statement_timeout: bool

    @property
    def takes_threads(self) -> bool:
        """Whether anything in the code base is served by a thread at all."""
        return bool(self.routes_in_threads or self.dependencies_in_threads)


def reading(repository: Repository) -> Reading:
    """From the newest scan; without one, the defaults of the frameworks."""
    stack: Mapping[str, Any] = repository.latest_scan.stack if repository.latest_scan else {}
    engines = tuple(stack.get("sync_engines") or stack.get("async_engines") or ())
    pool, facts = pool_of(engines)
    tokens = number(stack, "thread_tokens")
    serving = stack.get("serving") if isinstance(stack.get("serving"), dict) else {}
    limit, workers = number(serving or {}, "limit_concurrency"), number(serving or {}, "workers")
    routes = in_threads(repository)
    unbounded = Finding.objects.filter(
        repository=repository, code=NO_STATEMENT_TIMEOUT, lifecycle__in=Finding.OPEN_STATES
    )
    return Reading(
        setup=Setup(
            workers=workers or 1,
            tokens=tokens or DEFAULT_TOKENS,
            pool_size=pool["pool_size"],
            overflow=pool["max_overflow"],
            pool_timeout_s=float(pool["pool_timeout"]),
            limit=limit,
        ),
        facts=(*serving_facts(tokens, workers, limit), *facts),
        routes_in_threads=routes.count(),
        dependencies_in_threads=dependencies(repository).count(),
        health_in_threads=tuple(
            path for path in routes.values_list("path", flat=True) if HEALTH.search(path)
        ),
        statement_timeout=not unbounded.exists(),
    )


def in_threads(repository: Repository) -> QuerySet[Unit]:
    """Plain ``def`` routes: each request of theirs takes a thread."""
    routes = Unit.objects.filter(repository=repository, kind=Unit.Kind.ROUTE, is_async=False)
    return routes.exclude(lifecycle=Unit.Lifecycle.REMOVED).order_by("path")


def dependencies(repository: Repository) -> QuerySet[Unit]:
    helpers = Unit.objects.filter(repository=repository, kind=Unit.Kind.HELPER, role="dependency")
    return helpers.filter(is_async=False).exclude(lifecycle=Unit.Lifecycle.REMOVED)


def number(values: Mapping[str, Any], name: str) -> int | None:
    """A whole number that the scanner could read; None where it was an expression or is absent."""
    value = values.get(name)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def pool_of(engines: tuple[Mapping[str, Any], ...]) -> tuple[dict[str, int], list[Fact]]:
    """The bounds of the smallest pool: the one that requests will wait for."""
    defaults = {
        "pool_size": DEFAULT_POOL,
        "max_overflow": DEFAULT_OVERFLOW,
        "pool_timeout": int(DEFAULT_POOL_TIMEOUT_S),
    }
    found = [{name: number(engine, name) for name in defaults} for engine in engines]
    smallest = min(
        range(len(found)),
        key=lambda index: sum(found[index][name] or defaults[name] for name in ("pool_size", "max_overflow")),
        default=None,
    )
    chosen = found[smallest] if smallest is not None else {}
    engine = engines[smallest] if smallest is not None else {}
    facts = [pool_fact(name, chosen.get(name), default, engine) for name, default in defaults.items()]
    return {
        name: default if (value := chosen.get(name)) is None else value for name, default in defaults.items()
    }, facts


def pool_fact(name: str, value: int | None, default: int, engine: Mapping[str, Any]) -> Fact:
    if value is None:
        return Fact(name, str(default), "SQLAlchemy's default")
    return Fact(
        name, str(value), "read from the code", str(engine.get("file", "")), number(engine, "line") or 0
    )


def serving_facts(tokens: int | None, workers: int | None, limit: int | None) -> list[Fact]:
    return [
        Fact("thread tokens", str(tokens or DEFAULT_TOKENS), "read or default of AnyIO"),
        Fact(
            "workers", str(workers or 1), "read from the deployment" if workers else "not found, one assumed"
        ),
        Fact(
            "limit on concurrency", str(limit or "none"), "read from the deployment" if limit else "not found"
        ),
    ]
