"""``clearloop.probe/1``: what this project's own probe and recorder write."""

from __future__ import annotations

from tracker.importers.base import Measurement, Report, RouteObservation, Run
from tracker.importers.errors import ImportFormatError
from tracker.importers.nodes import Node
from tracker.importers.samples import bounded, latency_of
from tracker.importers.source import Source

SCHEMA = "clearloop.probe/1"
FAMILY = "clearloop.probe/"
MAX_OBSERVATIONS = 5000
MAX_CALLS = 200


class Probe:
    tool = "probe"

    def recognises(self, source: Source) -> bool:
        return str(source.object.get("schema", "")).startswith(FAMILY)

    def read(self, source: Source) -> Report:
        node = source.node
        if node["schema"].value != SCHEMA:
            raise node["schema"].wrong(f"schema {SCHEMA}")
        return Report(
            tool=self.tool,
            tool_version=node.get("version").text(),
            runs=tuple(run_in(item) for item in listed(node.get("runs"))),
            commit=node.get("commit").text(),
            dirty=node.get("dirty").flag(),
            label=node.get("label").text(),
            environment=environment_in(node.get("environment")),
            observations=observations_in(node.get("observations")),
            recording=recording_in(node.get("recording")),
            warnings=tuple(item.text() for item in listed(node.get("warnings"))[:50]),
        )


def listed(node: Node) -> list[Node]:
    return [] if node.missing else node.items()


def run_in(node: Node) -> Run:
    route, bystander = node["route"].text(), node["probe_route"].text()
    concurrency, hold = node["concurrency"].count(), node["hold_s"].number()
    return Run(
        measurements=(bystander_in(node, bystander), route_in(node, route)),
        scenario=f"{route} x{concurrency} for {hold:g} s beside {bystander}",
        started_at=node.get("started_at").time(),
        duration_s=hold,
        concurrency=concurrency,
    )


def bystander_in(node: Node, name: str) -> Measurement:
    samples = node["probe_ms"].numbers()
    method, path = split_route(name)
    hold = node["hold_s"].number()
    answered = node["probes_answered"].count()
    return Measurement(
        name=name,
        role="bystander",
        method=method,
        path=path,
        requests=len(samples),
        errors=errors_of(node, "probe"),
        rps=answered / hold if hold else None,
        latency=latency_of(samples),
        samples_ms=bounded(samples),
        figures=figures_in(node),
    )


def route_in(node: Node, name: str) -> Measurement:
    samples = node["route_ms"].numbers()
    method, path = split_route(name)
    return Measurement(
        name=name,
        method=method,
        path=path,
        requests=len(samples),
        errors=errors_of(node, "route"),
        latency=latency_of(samples),
        samples_ms=bounded(samples),
    )


def split_route(name: str) -> tuple[str, str]:
    method, _, path = name.partition(" ")
    return (method, path) if path.startswith("/") else ("", name)


def errors_of(node: Node, part: str) -> int | None:
    """Errors as one number (counted against the route) or as {"route": n, "probe": n}."""
    errors = node.get("errors")
    if isinstance(errors.value, dict):
        return errors.get(part).maybe_count()
    return errors.maybe_count() if part == "route" else None


def figures_in(node: Node) -> dict[str, float]:
    lag, pool = node.get("loop_lag_ms"), node.get("threadpool")
    baseline = [] if node.get("baseline_ms").missing else node["baseline_ms"].numbers()
    found = {
        "answered": node["probes_answered"].number(),
        "worst_stall_ms": node["worst_stall_ms"].number(),
        "baseline_p50_ms": latency_of(baseline).p50,
        "loop_lag_p95_ms": None if lag.missing else lag.get("p95").maybe_number(),
        "loop_lag_max_ms": None if lag.missing else lag.get("max").maybe_number(),
        "threads_borrowed": None if pool.missing else pool.get("borrowed_max").maybe_number(),
        "threads_waiting": None if pool.missing else pool.get("waiting_max").maybe_number(),
    }
    return {name: value for name, value in found.items() if value is not None}


def environment_in(node: Node) -> dict[str, str]:
    if node.missing:
        return {}
    plain = {key: value.value for key, value in node.each()}
    return {
        key[:60]: str(value)[:200]
        for key, value in list(plain.items())[:60]
        if isinstance(value, str | int | float) and value != ""
    }


RECORDED = (
    ("requests", ("requests",)),
    ("seconds", ("seconds",)),
    ("loop_lag_p95_ms", ("loop_lag_ms", "p95")),
    ("loop_lag_max_ms", ("loop_lag_ms", "max")),
    ("threads_tokens", ("threadpool", "tokens")),
    ("threads_borrowed", ("threadpool", "borrowed_max")),
    ("threads_waiting", ("threadpool", "waiting_max")),
    ("pool_checkouts", ("pool_waits_ms", "count")),
    ("pool_wait_p95_ms", ("pool_waits_ms", "p95")),
    ("pool_wait_max_ms", ("pool_waits_ms", "max")),
    ("pool_timeouts", ("pool_waits_ms", "timeouts")),
)


def recording_in(node: Node) -> dict[str, float]:
    """Loop lag, worker threads and waits for connections, as far as the recorder says them."""
    found: dict[str, float] = {}
    for name, path in () if node.missing else RECORDED:
        value = node
        for key in path:
            value = value if value.missing else value.get(key)
        number = None if value.missing else value.maybe_number()
        if number is not None:
            found[name] = number
    return found


def observations_in(node: Node) -> tuple[RouteObservation, ...]:
    items = listed(node)
    if len(items) > MAX_OBSERVATIONS:
        raise ImportFormatError(expected=f"at most {MAX_OBSERVATIONS} observations", found=str(len(items)))
    return tuple(observation(item) for item in items)


def observation(node: Node) -> RouteObservation:
    return RouteObservation(
        method=node["method"].text(),
        path=node["path"].text(),
        handler=node.get("handler").text(),
        requests=node["requests"].count(),
        calls=tuple(call_in(item) for item in listed(node.get("calls"))[:MAX_CALLS]),
    )


def call_in(node: Node) -> dict[str, object]:
    context = node["context"].text()
    if context not in {"loop", "thread"}:
        raise node["context"].wrong("'loop' or 'thread'")
    return {
        "symbol": node["symbol"].text(),
        "context": context,
        "count": node["count"].count(),
        "held_ms": node.get("held_ms").maybe_number() or 0.0,
        "stack": [step_in(step) for step in listed(node.get("stack"))[:50]],
    }


def step_in(node: Node) -> dict[str, object]:
    return {
        "symbol": node["symbol"].text(),
        "file": node["file"].text(),
        "line": node["line"].count(),
    }


IMPORTER = Probe()
