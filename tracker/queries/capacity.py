"""What the newest scan read about threads, pools and limits, and who needs a thread."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.capacity.setup import (
    DEFAULT_OVERFLOW,
    DEFAULT_POOL,
    DEFAULT_POOL_TIMEOUT_S,
    DEFAULT_TOKENS,
    POOL_CLASSES,
    Setup,
)
from tracker.models import Finding, Repository, Unit
from tracker.queries.inventory import InventoryFilter, units

HEALTH = re.compile(
    r"(^|/)(health|healthz|health[_-]?check|live|livez|liveness|ready|readyz|readiness|ping|status)/?$"
)
NO_STATEMENT_TIMEOUT = "CL402"
DEFAULTS = {
    "pool_size": DEFAULT_POOL,
    "max_overflow": DEFAULT_OVERFLOW,
    "pool_timeout": int(DEFAULT_POOL_TIMEOUT_S),
}
IN_THREADS = InventoryFilter(kind=(Unit.Kind.ROUTE,), function=("def",))
UNITS = {
    "pool timeout": ("second", "seconds"),
    "pool size": ("connection", "connections"),
    "max overflow": ("connection", "connections"),
    "thread tokens": ("thread", "threads"),
    "workers": ("process", "processes"),
    "limit on concurrency": ("request", "requests"),
}
"""What each bound counts: one of it, and several."""
READ, NOT_SAID = "read", "not a number in the code"


@dataclass(frozen=True, slots=True)
class Fact:
    """One bound: its value with its unit, and where it was read or that it is the default."""

    name: str
    value: str
    source: str
    file: str = ""
    line: int = 0

    @property
    def unit(self) -> str:
        """What the value counts; nothing where there is no number."""
        one, several = UNITS[self.name]
        return "" if not self.value.lstrip("-").isdecimal() else one if self.value == "1" else several


@dataclass(frozen=True, slots=True)
class Pool:
    """The connections of one engine. ``counts``: it is the one that requests in threads will wait for."""

    name: str
    is_async: bool
    file: str
    line: int
    bounds: Mapping[str, int]
    said: frozenset[str]
    kind: str = ""
    counts: bool = False

    @property
    def connections(self) -> int | None:
        """None where nothing bounds them."""
        return None if self.bounds["max_overflow"] < 0 else sum(self.bounds[n] for n in list(DEFAULTS)[:2])


@dataclass(frozen=True, slots=True)
class Needy:
    """Something that takes a worker thread. ``pk`` is the unit's, where the inventory has one."""

    name: str
    file: str
    line: int
    routes: int = 0
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the capacity page starts from; of the routes in threads only their number."""

    setup: Setup
    facts: tuple[Fact, ...]
    pools: tuple[Pool, ...]
    servers: tuple[Mapping[str, Any], ...]
    timeouts: tuple[Mapping[str, Any], ...]
    routes_in_threads: int
    dependencies: tuple[Needy, ...]
    health_in_threads: tuple[str, ...]
    statement_timeout: bool

    @property
    def dependencies_in_threads(self) -> int:
        return len(self.dependencies)

    @property
    def takes_threads(self) -> bool:
        """Whether anything in the code base is served by a thread at all."""
        return bool(self.routes_in_threads or self.dependencies)


def reading(repository: Repository) -> Reading:
    """From the newest scan; without one, the defaults of the frameworks."""
    stack = stack_of(repository)
    serving: Mapping[str, Any] = stack.get("serving") or {}
    pools = pools_of(stack)
    chosen = next((pool.bounds for pool in pools if pool.counts), DEFAULTS)
    start = next(iter(serving.get("servers", ())), None)
    needed = dependencies(repository, stack)
    return Reading(
        setup=Setup(
            workers=number(serving, "workers") or 1,
            tokens=number(stack, "thread_tokens") or DEFAULT_TOKENS,
            pool_size=chosen["pool_size"],
            overflow=chosen["max_overflow"],
            pool_timeout_s=float(chosen["pool_timeout"]),
            limit=number(serving, "limit_concurrency"),
        ),
        facts=(*serving_facts(stack, serving, start), *pool_facts(pools)),
        pools=pools,
        servers=tuple(serving.get("servers", ())),
        timeouts=tuple(serving.get("statement_timeouts", ())),
        routes_in_threads=units(repository, IN_THREADS).count(),
        dependencies=needed,
        health_in_threads=health_in_threads(repository, needed),
        statement_timeout=bounds_statements(repository, serving),
    )


def bounds_statements(repository: Repository, serving: Mapping[str, Any]) -> bool:
    """Whether a timeout was read, or at least no engine was found without one."""
    if serving.get("statement_timeouts"):
        return True
    rows = Finding.objects.filter(repository=repository, code=NO_STATEMENT_TIMEOUT)
    return not rows.filter(lifecycle__in=Finding.OPEN_STATES).exists()


def stack_of(repository: Repository) -> Mapping[str, Any]:
    return repository.latest_scan.stack if repository.latest_scan else {}


def dependencies(repository: Repository, stack: Mapping[str, Any]) -> tuple[Needy, ...]:
    """Plain dependencies, those that most routes need first, with their units where they do I/O."""
    helpers = Unit.objects.filter(repository=repository, kind=Unit.Kind.HELPER, role="dependency")
    plain = helpers.filter(is_async=False).exclude(lifecycle=Unit.Lifecycle.REMOVED)
    rows = plain.order_by().values_list("name", "file", "line", "reach_count", "pk")
    if "thread_dependencies" in stack:
        keys = {name: pk for name, *_, pk in rows}
        found = [
            Needy(each["name"], each["file"], each["line"], each["routes"], keys.get(each["name"]))
            for each in stack["thread_dependencies"]
        ]
    else:  # a scan of an older scanner: what does I/O is known
        found = [Needy(*row) for row in rows]
    return tuple(sorted(found, key=lambda each: (-each.routes, each.name, each.line)))


def health_in_threads(repository: Repository, needed: Sequence[Needy]) -> tuple[str, ...]:
    """Paths of health routes that are plain functions or need a plain dependency."""
    names = {each.name for each in needed}
    routes = Unit.objects.filter(repository=repository, kind=Unit.Kind.ROUTE, path__regex=HEALTH.pattern)
    rows = routes.exclude(lifecycle=Unit.Lifecycle.REMOVED)
    found = rows.order_by().values_list("path", "is_async", "state__dependencies")
    return tuple(
        sorted({path for path, on_loop, used in found if not on_loop or names.intersection(used or ())})
    )


def number(values: Mapping[str, Any], name: str) -> int | None:
    """A whole number that the scanner could read; None where it was an expression or is absent."""
    value = values.get(name)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def pools_of(stack: Mapping[str, Any]) -> tuple[Pool, ...]:
    """Every engine's pool; the smallest synchronous one counts, or the smallest at all."""
    engines = [*stack.get("sync_engines", ()), *stack.get("async_engines", ())]
    pools = [pool_of(engine) for engine in engines]
    candidates = [pool for pool in pools if not pool.is_async] or pools
    least = min(candidates, key=size, default=None)
    return tuple(replace(pool, counts=True) if pool is least else pool for pool in pools)


def size(pool: Pool) -> float:
    return float("inf") if pool.connections is None else pool.connections


def pool_of(engine: Mapping[str, Any]) -> Pool:
    said = {name: value for name in DEFAULTS if (value := number(engine, name)) is not None}
    kind = str(engine.get("poolclass", ""))
    if kind in POOL_CLASSES:
        said["pool_size"], said["max_overflow"] = POOL_CLASSES[kind]
    return Pool(
        name=str(engine.get("name", "")),
        is_async=bool(engine.get("is_async")),
        file=str(engine.get("file", "")),
        line=number(engine, "line") or 0,
        bounds={**DEFAULTS, **said},
        said=frozenset(said),
        kind=kind,
    )


def pool_facts(pools: Sequence[Pool]) -> list[Fact]:
    """The bounds of the pool that counts."""
    chosen = next((pool for pool in pools if pool.counts), None)
    if chosen is None:
        return [Fact(worded(name), str(value), "SQLAlchemy's default") for name, value in DEFAULTS.items()]
    return [
        Fact(
            worded(name),
            "unlimited" if value < 0 else str(value),
            "read from the code" if name in chosen.said else "SQLAlchemy's default",
            chosen.file,
            chosen.line,
        )
        for name, value in chosen.bounds.items()
    ]


def worded(name: str) -> str:
    return name.replace("_", " ")


def serving_facts(
    stack: Mapping[str, Any], serving: Mapping[str, Any], start: Mapping[str, Any] | None
) -> list[Fact]:
    tokens = number(stack, "thread_tokens") or DEFAULT_TOKENS
    places = [each for each in serving.get("thread_tokens", ()) if each.get("value") == tokens]
    return [
        placed("thread tokens", str(tokens), places[0])
        if places
        else Fact("thread tokens", str(tokens), tokens_source(tokens, serving)),
        started("workers", "one assumed", start, default="1"),
        started("limit on concurrency", "nothing bounds it", start, default="none"),
    ]


def tokens_source(tokens: int, serving: Mapping[str, Any]) -> str:
    if tokens != DEFAULT_TOKENS:
        return "set in the scan's configuration"
    return f"AnyIO's default; {NOT_SAID}" if serving.get("thread_tokens") else "AnyIO's default"


BOUND = {"workers": "workers", "limit on concurrency": "limit_concurrency"}


def started(name: str, otherwise: str, start: Mapping[str, Any] | None, *, default: str) -> Fact:
    """A bound of the server that runs in production, or why there is none."""
    if start is None:
        return Fact(name, default, f"no server's start was found, {otherwise}")
    bound = start.get(BOUND[name])
    file, line = str(start["file"]), int(start["line"])
    if start.get("development") or bound is None:
        why = "only a development server was found" if start.get("development") else f"{start['server']}"
        return Fact(name, default, f"{why}: {otherwise}", file, line)
    if bound.get("value") is None:
        return Fact(name, default, f"{bound['text']}: {NOT_SAID}, {otherwise}", bound["file"], bound["line"])
    return placed(name, str(bound["value"]), bound)


def placed(name: str, value: str, bound: Mapping[str, Any]) -> Fact:
    text = str(bound.get("text", value))
    source = READ if text == value else f"{text}, its default"
    return Fact(name, value, source, str(bound["file"]), int(bound["line"]))
