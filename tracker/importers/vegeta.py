"""vegeta: ``report -type=json`` and ``encode --to json`` lines. Nanoseconds in, milliseconds out."""

from __future__ import annotations

from datetime import datetime

from tracker.importers.base import Latency, Measurement, Report, Run
from tracker.importers.errors import ImportFormatError, describe
from tracker.importers.nodes import Node
from tracker.importers.samples import bounded, latency_of
from tracker.importers.source import Source, parse_json
from tracker.importers.units import path_of

MARKS = {"latencies", "bytes_in", "bytes_out", "status_codes"}
LINE_MARKS = {"latency", "code", "timestamp", "seq"}
NANOSECOND = 1e-6


class Vegeta:
    tool = "vegeta"

    def recognises(self, source: Source) -> bool:
        return source.object.keys() >= MARKS or is_result(parse_json(source.first_line))

    def read(self, source: Source) -> Report:
        if source.object.keys() >= MARKS:
            return from_report(source.node)
        return from_results(read_lines(source.text))


def is_result(value: object) -> bool:
    return isinstance(value, dict) and value.keys() >= LINE_MARKS


def from_report(node: Node) -> Report:
    requests = node["requests"].count()
    good = sum(count.count() for code, count in node["status_codes"].each() if code[:1] in {"2", "3"})
    measurement = Measurement(
        name="request",
        requests=requests,
        errors=max(0, requests - good),
        rps=node["throughput"].number() if "throughput" in node.members else None,
        bytes=node["bytes_in"].get("total").maybe_count(),
        latency=latency_in(node["latencies"]),
        figures={"offered_rps": node["rate"].number()} if "rate" in node.members else {},
    )
    run = Run(
        measurements=(measurement,),
        started_at=node.get("earliest").time(),
        duration_s=node["duration"].number() * 1e-9,
    )
    return Report(tool="vegeta", runs=(run,))


def latency_in(node: Node) -> Latency:
    return Latency(
        mean=node["mean"].maybe_number(NANOSECOND),
        min=node.get("min").maybe_number(NANOSECOND),
        max=node["max"].maybe_number(NANOSECOND),
        p50=node["50th"].maybe_number(NANOSECOND),
        p90=node.get("90th").maybe_number(NANOSECOND),
        p95=node.get("95th").maybe_number(NANOSECOND),
        p99=node.get("99th").maybe_number(NANOSECOND),
    )


def read_lines(text: str) -> list[Node]:
    nodes = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            value = parse_json(line)
            if not is_result(value):
                raise ImportFormatError(
                    expected="a result object per line", found=describe(value or line), where=f"line {number}"
                )
            nodes.append(Node(value, f"line {number}"))
    return nodes


def from_results(lines: list[Node]) -> Report:
    """One measurement for each method and URL path among the results."""
    groups: dict[tuple[str, str], list[Node]] = {}
    for line in lines:
        target = (line.get("method").text(), path_of(line.get("url").text()))
        groups.setdefault(target, []).append(line)
    moments = [moment for line in lines if (moment := line["timestamp"].time())]
    span = span_of(moments, lines)
    run = Run(
        measurements=tuple(measured(*target, group, span) for target, group in sorted(groups.items())),
        started_at=min(moments, default=None),
        duration_s=span,
    )
    return Report(tool="vegeta", runs=(run,))


def span_of(moments: list[datetime], lines: list[Node]) -> float | None:
    """Seconds from the first start to the last answer."""
    if not moments:
        return None
    tail = lines[-1]["latency"].number() * 1e-9
    return (max(moments) - min(moments)).total_seconds() + tail


def measured(method: str, path: str, lines: list[Node], span: float | None) -> Measurement:
    samples = [line["latency"].number() * NANOSECOND for line in lines]
    good = sum(200 <= line["code"].number() < 400 for line in lines)
    return Measurement(
        name=f"{method} {path}".strip() or "request",
        method=method,
        path=path,
        requests=len(lines),
        errors=len(lines) - good,
        rps=good / span if span else None,
        latency=latency_of(samples),
        samples_ms=bounded(samples),
    )


IMPORTER = Vegeta()
