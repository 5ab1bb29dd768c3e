"""oha: JSON summary and CSV of successful requests. Seconds in, milliseconds out."""

from __future__ import annotations

from tracker.importers.base import Latency, Measurement, Report, Run
from tracker.importers.errors import ImportFormatError
from tracker.importers.nodes import Node, as_number
from tracker.importers.samples import bounded, latency_of
from tracker.importers.source import Source

MARKS = {"summary", "latencyPercentiles", "statusCodeDistribution"}
HEADER = "request-start,DNS,DNS+dialup,Response-delay,request-duration,bytes,status"
SECOND = 1000.0


class Oha:
    tool = "oha"

    def recognises(self, source: Source) -> bool:
        return source.object.keys() >= MARKS or source.first_line == HEADER

    def read(self, source: Source) -> Report:
        return from_rows(source) if source.first_line == HEADER else from_summary(source.node)


def from_summary(node: Node) -> Report:
    summary = node["summary"]
    answered, errors = outcomes(node)
    measurement = Measurement(
        name="request",
        requests=answered + errors,
        errors=errors + refused(node),
        rps=summary["requestsPerSec"].maybe_number(),
        bytes=summary.get("totalData").maybe_count(),
        latency=latency_in(summary, node["latencyPercentiles"]),
    )
    run = Run(measurements=(measurement,), duration_s=summary["total"].maybe_number())
    return Report(tool="oha", runs=(run,))


def outcomes(node: Node) -> tuple[int, int]:
    """Requests that got a status, and those that did not."""
    answered = sum(count.count() for _, count in node["statusCodeDistribution"].each())
    failures = node.get("errorDistribution")
    return answered, 0 if failures.missing else sum(count.count() for _, count in failures.each())


def refused(node: Node) -> int:
    """Answers outside 2xx and 3xx, which oha's own success rate counts as successes."""
    return sum(
        count.count() for code, count in node["statusCodeDistribution"].each() if code[:1] not in {"2", "3"}
    )


def latency_in(summary: Node, shares: Node) -> Latency:
    return Latency(
        mean=summary.get("average").maybe_number(SECOND),
        min=summary.get("fastest").maybe_number(SECOND),
        max=summary.get("slowest").maybe_number(SECOND),
        p50=shares.get("p50").maybe_number(SECOND),
        p75=shares.get("p75").maybe_number(SECOND),
        p90=shares.get("p90").maybe_number(SECOND),
        p95=shares.get("p95").maybe_number(SECOND),
        p99=shares.get("p99").maybe_number(SECOND),
        p999=shares.get("p99.9").maybe_number(SECOND),
    )


def from_rows(source: Source) -> Report:
    rows = source.rows()
    if not rows:
        raise ImportFormatError(expected="a row per request", found="only the header")
    samples = [as_number(row["request-duration"], "request-duration") * SECOND for row in rows]
    starts = [as_number(row["request-start"], "request-start") for row in rows]
    span = max(start + ms / SECOND for start, ms in zip(starts, samples, strict=True)) - min(starts)
    measurement = Measurement(
        name="request",
        requests=len(rows),
        errors=sum(not row["status"].startswith(("2", "3")) for row in rows),
        rps=len(rows) / span if span else None,
        bytes=int(sum(as_number(row["bytes"], "bytes") for row in rows)),
        latency=latency_of(samples),
        samples_ms=bounded(samples),
    )
    warning = "oha's CSV leaves out requests that got no response, so such errors are not counted"
    return Report(tool="oha", runs=(Run(measurements=(measurement,), duration_s=span),), warnings=(warning,))


IMPORTER = Oha()
