"""k6 end-of-test summaries in their three shapes; times are milliseconds in all of them.

The machine-readable summary, the data of ``handleSummary`` and the flat ``--summary-export`` differ in
where a metric's values stand and in the names inside. ``http_req_failed`` counts failures as passes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.importers.base import Latency, Measurement, Report, Run
from tracker.importers.errors import ImportFormatError
from tracker.importers.nodes import Node
from tracker.importers.source import Source
from tracker.importers.units import path_of

DURATION = "http_req_duration"
TAGS = re.compile(r"\{(.*)\}$")


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary of any shape: values by metric name (tags included), and the run around them."""

    metrics: Mapping[str, Node]
    duration_s: float | None = None
    version: str = ""


class K6:
    tool = "k6"

    def recognises(self, source: Source) -> bool:
        top = source.object
        machine = "k6Version" in as_dict(top.get("metadata")) and "results" in top
        return machine or ("metrics" in top and "root_group" in top)

    def read(self, source: Source) -> Report:
        summary = summary_of(source.node)
        if DURATION not in summary.metrics:
            names = ", ".join(list(summary.metrics)[:6]) or "no metric"
            raise ImportFormatError(expected=f"a metric {DURATION}", found=names, where="metrics")
        measurements = [overall(summary), *tagged(summary)]
        run = Run(measurements=tuple(measurements), duration_s=summary.duration_s, concurrency=users(summary))
        return Report(tool=self.tool, tool_version=summary.version, runs=(run,))


def as_dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def summary_of(node: Node) -> Summary:
    if "results" in node.members:
        return machine_summary(node)
    if "state" in node.members:
        return handled_summary(node)
    return Summary(metrics=dict(node["metrics"].each()))


def machine_summary(node: Node) -> Summary:
    metrics = {item["name"].text(): item["values"] for item in node["results"]["metrics"].items()}
    return Summary(
        metrics=metrics,
        duration_s=node["config"]["duration"].number(),
        version=node["metadata"].get("k6Version").text(),
    )


def handled_summary(node: Node) -> Summary:
    milliseconds = node["state"].get("testRunDurationMs").maybe_number()
    return Summary(
        metrics={name: metric["values"] for name, metric in node["metrics"].each()},
        duration_s=None if milliseconds is None else milliseconds / 1000,
    )


def overall(summary: Summary) -> Measurement:
    requests, errors = count_of(summary, "http_reqs"), failures(summary)
    return Measurement(
        name="all requests",
        requests=requests,
        errors=errors,
        rps=rate_of(summary, requests),
        bytes=count_of(summary, "data_received"),
        latency=latency_in(summary.metrics[DURATION]),
    )


def tagged(summary: Summary) -> list[Measurement]:
    """One measurement for each sub-metric that names an endpoint by tag."""
    found = []
    for name, values in summary.metrics.items():
        tags = tags_of(name)
        label = tags.get("name") or tags.get("url")
        if name.startswith(f"{DURATION}{{") and label:
            path = path_of(label.removeprefix(tags.get("method", "") + " "))
            found.append(
                Measurement(
                    name=label[:200],
                    method=tags.get("method", ""),
                    path=path if path.startswith("/") else "",
                    latency=latency_in(values),
                )
            )
    return found


def tags_of(name: str) -> dict[str, str]:
    """``metric{method:GET,url:http://x/a}`` as {"method": "GET", "url": "http://x/a"}."""
    inside = TAGS.search(name)
    pairs = (pair.partition(":") for pair in inside[1].split(",")) if inside else ()
    return {key.strip(): value.strip() for key, _, value in pairs}


def latency_in(values: Node) -> Latency:
    return Latency(
        mean=values["avg"].maybe_number(),
        min=values.get("min").maybe_number(),
        max=values.get("max").maybe_number(),
        p50=values.get("med").maybe_number(),
        p75=values.get("p(75)").maybe_number(),
        p90=values.get("p(90)").maybe_number(),
        p95=values.get("p(95)").maybe_number(),
        p99=values.get("p(99)").maybe_number(),
        p999=values.get("p(99.9)").maybe_number(),
    )


def count_of(summary: Summary, name: str) -> int | None:
    metric = summary.metrics.get(name)
    return metric.get("count").maybe_count() if metric else None


def rate_of(summary: Summary, requests: int | None) -> float | None:
    metric = summary.metrics.get("http_reqs")
    if metric is None:
        return None
    rate = metric.get("rate").maybe_number()
    if rate is None and requests is not None and summary.duration_s:
        return requests / summary.duration_s
    return rate


def failures(summary: Summary) -> int | None:
    """Failed requests: ``matches`` in the machine summary, the misleading ``passes`` in the others."""
    metric = summary.metrics.get("http_req_failed")
    if metric is None:
        return None
    return metric.get("matches" if "matches" in metric.members else "passes").maybe_count()


def users(summary: Summary) -> int | None:
    metric = summary.metrics.get("vus_max")
    return metric.get("value").maybe_count() if metric else None


IMPORTER = K6()
