"""autocannon -j. Latency is whole milliseconds; it reports p90 and p97.5 but no p95."""

from __future__ import annotations

from tracker.importers.base import Latency, Measurement, Report, Run
from tracker.importers.nodes import Node
from tracker.importers.source import Source
from tracker.importers.units import path_of

MARKS = {"latency", "requests", "throughput", "connections"}


class Autocannon:
    tool = "autocannon"

    def recognises(self, source: Source) -> bool:
        return source.object.keys() >= MARKS and "pipelining" in source.object

    def read(self, source: Source) -> Report:
        node = source.node
        url = node["url"].text()
        requests = node["requests"]
        measurement = Measurement(
            name=path_of(url),
            path=path_of(url),
            requests=requests["total"].count(),
            errors=sum(node.get(name).maybe_count() or 0 for name in ("errors", "timeouts", "non2xx")),
            rps=requests["average"].number(),
            bytes=node["throughput"].get("total").maybe_count(),
            latency=latency_in(node["latency"]),
        )
        run = Run(
            measurements=(measurement,),
            started_at=node.get("start").time(),
            duration_s=node["duration"].number(),
            concurrency=node["connections"].count(),
        )
        return Report(tool=self.tool, runs=(run,), label=node.get("title").text())


def latency_in(node: Node) -> Latency:
    return Latency(
        mean=node["mean"].maybe_number(),
        stddev=node.get("stddev").maybe_number(),
        min=node.get("min").maybe_number(),
        max=node.get("max").maybe_number(),
        p50=node.get("p50").maybe_number(),
        p75=node.get("p75").maybe_number(),
        p90=node.get("p90").maybe_number(),
        p99=node.get("p99").maybe_number(),
        p999=node.get("p99_9").maybe_number(),
    )


IMPORTER = Autocannon()
