"""Locust: ``--json`` (a full histogram), ``_stats.csv`` and ``_stats_history.csv``. Milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime

from tracker.importers.base import Latency, Measurement, Report, Run
from tracker.importers.errors import ImportFormatError
from tracker.importers.nodes import Node, as_number
from tracker.importers.samples import latency_of_histogram
from tracker.importers.source import Source

MARKS = {"name", "method", "num_requests", "response_times"}
STATS = "Type,Name,Request Count,Failure Count,Median Response Time"
HISTORY = "Timestamp,User Count,Type,Name,Requests/s"
SHARES = {"p50": "50%", "p75": "75%", "p90": "90%", "p95": "95%", "p99": "99%", "p999": "99.9%"}
AGGREGATE = "Aggregated"
OLD_FLUSH = "the CSV misses the requests after its last flush; the JSON of --json has them all"


class Locust:
    tool = "locust"

    def recognises(self, source: Source) -> bool:
        if source.first_line.startswith((STATS, HISTORY)):
            return True
        document = source.document
        first = document[0] if isinstance(document, list) and document else None
        return isinstance(first, dict) and first.keys() >= MARKS

    def read(self, source: Source) -> Report:
        if source.first_line.startswith(STATS):
            return from_stats(source)
        if source.first_line.startswith(HISTORY):
            return from_history(source)
        return from_json(source.node)


def from_json(node: Node) -> Report:
    entries = node.items()
    starts = [entry["start_time"].number() for entry in entries]
    ends = [number for entry in entries if (number := entry.get("last_request_timestamp").maybe_number())]
    span = max(ends) - min(starts) if ends else None
    run = Run(
        measurements=tuple(endpoint(entry, span) for entry in entries),
        started_at=moment(min(starts)),
        duration_s=span,
    )
    return Report(tool="locust", runs=(run,))


def endpoint(entry: Node, span: float | None) -> Measurement:
    name, method = entry["name"].text(), entry.get("method").text()
    requests = entry["num_requests"].count()
    counted = latency_of_histogram(entry["response_times"].histogram())
    total = entry["total_response_time"].number()
    return Measurement(
        name=name,
        method=method,
        path=name if name.startswith("/") else "",
        requests=requests,
        errors=entry["num_failures"].count(),
        rps=requests / span if span else None,
        bytes=entry.get("total_content_length").maybe_count(),
        latency=Latency(
            mean=total / requests if requests else None,
            min=entry.get("min_response_time").maybe_number(),
            max=entry.get("max_response_time").maybe_number(),
            **{share: getattr(counted, share) for share in SHARES},
        ),
    )


def from_stats(source: Source) -> Report:
    rows = [row for row in source.rows() if row["Name"]]
    if not rows:
        raise ImportFormatError(expected="a row per endpoint", found="only the header")
    run = Run(measurements=tuple(stats_row(row) for row in rows))
    return Report(tool="locust", runs=(run,), warnings=(OLD_FLUSH,))


def stats_row(row: dict[str, str]) -> Measurement:
    name = row["Name"]
    return Measurement(
        name="all requests" if not row["Type"] and name == AGGREGATE else name,
        method=row["Type"],
        path=name if name.startswith("/") else "",
        requests=int(cell(row, "Request Count") or 0),
        errors=int(cell(row, "Failure Count") or 0),
        rps=cell(row, "Requests/s"),
        latency=Latency(
            mean=cell(row, "Average Response Time"),
            min=cell(row, "Min Response Time"),
            max=cell(row, "Max Response Time"),
            **{share: cell(row, column) for share, column in SHARES.items()},
        ),
    )


def from_history(source: Source) -> Report:
    """The totals of the last flush. Its percentiles cover a sliding window, so none is taken."""
    rows = [row for row in source.rows() if row["Name"] == AGGREGATE]
    if not rows:
        raise ImportFormatError(expected=f"rows named {AGGREGATE}", found="none")
    last, first = rows[-1], rows[0]
    start, end = cell(first, "Timestamp") or 0.0, cell(last, "Timestamp") or 0.0
    requests = int(cell(last, "Total Request Count") or 0)
    span = max(0.0, end - start)
    measurement = Measurement(
        name="all requests",
        requests=requests,
        errors=int(cell(last, "Total Failure Count") or 0),
        rps=requests / span if span else None,
        latency=Latency(
            mean=cell(last, "Total Average Response Time"),
            min=cell(last, "Total Min Response Time"),
            max=cell(last, "Total Max Response Time"),
            p50=cell(last, "Total Median Response Time"),
        ),
    )
    run = Run(
        measurements=(measurement,),
        started_at=moment(start),
        duration_s=span,
        concurrency=int(max(cell(row, "User Count") or 0 for row in rows)),
    )
    warning = "percentiles of the history file cover its last seconds only and were left out"
    return Report(tool="locust", runs=(run,), warnings=(OLD_FLUSH, warning))


def cell(row: dict[str, str], column: str) -> float | None:
    """A number of the table; ``N/A`` and a column of another version are None."""
    text = row.get(column, "N/A").strip()
    return None if text in {"N/A", ""} else as_number(text, column)


def moment(seconds: float) -> datetime | None:
    """A Unix time within the years that make sense, else None."""
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 4e9 else None


IMPORTER = Locust()
