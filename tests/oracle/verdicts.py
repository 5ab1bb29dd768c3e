"""From events to classes: what the observation allows a route or a helper to be called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from tests.oracle.inventory import ServedRoute, source_function
from tests.oracle.recorder import Event, Unit
from tests.oracle.serve import Run

BLOCKING, CONVERTED, NATIVE, NONE = "blocking-async", "converted-def", "native-async", "none"


class ObservedRoute(TypedDict):
    key: str
    kind: str
    methods: list[str]
    path: str
    handler: str
    file: str
    first_line: int
    executed: bool
    verdict: str
    symbols: list[str]
    via: list[str]


class ObservedUnit(TypedDict):
    """``verdicts`` are the classes that fit what was seen; several where the definition leaves it open."""

    name: str
    file: str
    first_line: int
    verdicts: list[str]
    symbols: list[str]
    via: list[str]
    contexts: list[str]


class Observation(TypedDict):
    routes: list[ObservedRoute]
    units: list[ObservedUnit]
    handlers: list[str]
    problems: list[str]


@dataclass
class _Seen:
    unit: Unit
    marks: set[str] = field(default_factory=set)
    symbols: set[str] = field(default_factory=set)
    via: set[str] = field(default_factory=set)
    contexts: set[str] = field(default_factory=set)


def conclude(run: Run, root: Path) -> Observation:
    """Name the class of every route and of every project function seen doing I/O."""
    handlers = sorted({_handler(route, root)[0] for route in run.routes})
    units = [_observed_unit(seen) for seen in _collect(run.events).values()]
    return {
        "routes": [_observed_route(route, run, root) for route in run.routes],
        "units": sorted(units, key=lambda u: (u["file"], u["first_line"])),
        "handlers": handlers,
        "problems": run.problems,
    }


def _observed_route(route: ServedRoute, run: Run, root: Path) -> ObservedRoute:
    numbers = {n for n, (chosen, _) in enumerate(run.requests) if chosen is route}
    blocking = [e for e in run.events if e.request in numbers and _blocks_route(e)]
    handler, file, line = _handler(route, root)
    verdict = BLOCKING if blocking else (NATIVE if route.is_async else CONVERTED)
    return {
        "key": route.key,
        "kind": route.kind,
        "methods": list(route.methods),
        "path": route.path,
        "handler": handler,
        "file": file,
        "first_line": line,
        "executed": bool(numbers),
        "verdict": verdict,
        "symbols": sorted({s for e in blocking for s in e.symbols}),
        "via": sorted({e.entry for e in blocking}),
    }


def _blocks_route(event: Event) -> bool:
    return event.kind == "block" and event.on_loop and event.scope == "route"


def _handler(route: ServedRoute, root: Path) -> tuple[str, str, int]:
    function = source_function(route.endpoint)
    code = getattr(function, "__code__", None)
    if code is None or not code.co_filename.startswith(f"{root}/"):
        return f"{getattr(function, '__module__', '?')}:{getattr(function, '__qualname__', '?')}", "", 0
    file = code.co_filename[len(str(root)) + 1 :]
    parts = Path(file).with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return f"{module}:{code.co_qualname.replace('.<locals>', '')}", file, code.co_firstlineno


def _collect(events: Iterable[Event]) -> dict[str, _Seen]:
    found: dict[str, _Seen] = {}

    def seen(unit: Unit) -> _Seen:
        return found.setdefault(f"{unit.file}:{unit.line}:{unit.name}", _Seen(unit))

    for event in events:
        place = "import" if event.scope == "import" else ("loop" if event.on_loop else "thread")
        for unit in event.snapshot.units:
            entry = seen(unit)
            entry.marks.add(f"{event.kind}-{place}")
            entry.contexts.add(place)
            if event.kind == "block":
                entry.symbols.update(event.symbols)
                entry.via.add(event.entry)
        for unit, link in event.snapshot.linked():
            entry = seen(unit)
            entry.marks.add(f"{link}-{event.kind}-{place}")
            if event.kind == "block" and link == "task":
                entry.symbols.update(event.symbols)
                entry.via.add(event.entry)
    return found


def _observed_unit(seen: _Seen) -> ObservedUnit:
    return {
        "name": seen.unit.name,
        "file": seen.unit.file,
        "first_line": seen.unit.line,
        "verdicts": unit_verdicts(seen.unit.is_async, seen.marks),
        "symbols": sorted(seen.symbols),
        "via": sorted(seen.via),
        "contexts": sorted(seen.contexts),
    }


def unit_verdicts(is_async: bool, marks: set[str]) -> list[str]:
    """The classes that fit a function with marks ``<kind>-<context>`` and ``<link>-<kind>-<context>``."""
    return _async_verdicts(marks) if is_async else _sync_verdicts(marks)


def _async_verdicts(marks: set[str]) -> list[str]:
    if marks & {"block-loop", "task-block-loop"}:
        return [BLOCKING]
    if "block-thread" in marks:
        return [BLOCKING, CONVERTED, NATIVE]
    if marks & {"async-loop", "async-thread", "task-async-loop", "offload-block-thread", "task-block-thread"}:
        return [NATIVE]
    return [NONE, NATIVE] if marks else [NONE]


def _sync_verdicts(marks: set[str]) -> list[str]:
    if "block-loop" in marks:
        return [BLOCKING]
    if "block-thread" in marks:
        return [CONVERTED]
    if "task-block-loop" in marks:
        return [NONE, BLOCKING]
    return [NONE, CONVERTED, NATIVE] if marks else [NONE]
