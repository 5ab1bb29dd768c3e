"""pytest-benchmark: ``--benchmark-json``. Seconds in, milliseconds out."""

from __future__ import annotations

from tracker.importers.base import Latency, Measurement, Report, Run
from tracker.importers.nodes import Node
from tracker.importers.samples import bounded, latency_of
from tracker.importers.source import Source

MARKS = {"machine_info", "benchmarks"}
SECOND = 1000.0
UNVERSIONED = "unversioned"


class PytestBenchmark:
    tool = "pytest-benchmark"

    def recognises(self, source: Source) -> bool:
        return source.object.keys() >= MARKS

    def read(self, source: Source) -> Report:
        node = source.node
        info = node.get("commit_info")
        commit = "" if info.missing else info.get("id").text()
        started = node.get("datetime").time()
        runs = tuple(
            Run(measurements=(measured(item),), scenario=item["fullname"].text(), started_at=started)
            for item in node["benchmarks"].items()
        )
        dirty = not info.missing and info.get("dirty").flag()
        return Report(
            tool=self.tool,
            tool_version=node.get("version").text(),
            runs=runs,
            commit="" if commit == UNVERSIONED else commit,
            dirty=dirty,
            environment=environment_in(node["machine_info"]),
            warnings=("measured with uncommitted changes",) if dirty else (),
        )


def measured(item: Node) -> Measurement:
    stats = item["stats"]
    data = [] if stats.get("data").missing else stats["data"].numbers(SECOND)
    method, path = route_in(item.get("extra_info"))
    return Measurement(
        name=item["name"].text(),
        role="route" if path else "benchmark",
        method=method,
        path=path,
        requests=stats["rounds"].count(),
        rps=stats.get("ops").maybe_number(),
        latency=latency_of(data) if data else latency_in(stats),
        samples_ms=bounded(data),
    )


def route_in(extra: Node) -> tuple[str, str]:
    """The route a test names in ``extra_info["route"]``, e.g. ``GET /items/{id}``."""
    named = as_text(extra)
    method, _, path = named.partition(" ")
    return (method.upper(), path.strip()) if path.strip().startswith("/") else ("", "")


def as_text(extra: Node) -> str:
    value = extra.value.get("route") if isinstance(extra.value, dict) else None
    return value[:500] if isinstance(value, str) else ""


def latency_in(stats: Node) -> Latency:
    return Latency(
        mean=stats["mean"].maybe_number(SECOND),
        stddev=stats.get("stddev").maybe_number(SECOND),
        min=stats.get("min").maybe_number(SECOND),
        max=stats.get("max").maybe_number(SECOND),
        p50=stats.get("median").maybe_number(SECOND),
        p75=stats.get("q3").maybe_number(SECOND),
    )


def environment_in(machine: Node) -> dict[str, str]:
    cpu = machine.get("cpu")
    known = {
        "system": machine.get("system").text(),
        "machine": machine.get("machine").text(),
        "python": machine.get("python_version").text(),
        "cpu": "" if cpu.missing else cpu.get("brand_raw").text(),
        "cores": "" if cpu.missing or cpu.get("count").missing else str(cpu["count"].count()),
    }
    return {key: value for key, value in known.items() if value}


IMPORTER = PytestBenchmark()
