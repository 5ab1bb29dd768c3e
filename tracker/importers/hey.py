"""hey: its CSV (one row per completed request) and its text summary. Seconds in, milliseconds out."""

from __future__ import annotations

import re

from tracker.importers.base import Latency, Measurement, Report, Run
from tracker.importers.errors import ImportFormatError
from tracker.importers.nodes import as_number
from tracker.importers.samples import bounded, latency_of
from tracker.importers.source import Source

HEADER = "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset"
FIGURE = r"^\s*{name}:\s+(\d+(?:\.\d+)?)"
PERCENTILE = re.compile(r"^\s+(\d+)% in (\d+\.\d+) secs", re.MULTILINE)
STATUS = re.compile(r"^\s+\[(\d{3})\]\s+(\d+) responses", re.MULTILINE)
FAILURE = re.compile(r"^\s+\[(\d+)\]\s+\S", re.MULTILINE)
NAMES = {"50": "p50", "75": "p75", "90": "p90", "95": "p95", "99": "p99"}


class Hey:
    tool = "hey"

    def recognises(self, source: Source) -> bool:
        return source.first_line == HEADER or is_summary(source.head)

    def read(self, source: Source) -> Report:
        return from_rows(source) if source.first_line == HEADER else from_text(source.text)


def is_summary(text: str) -> bool:
    return text.lstrip().startswith("Summary:") and "\n  Slowest:" in text and "Requests/sec:" in text


def from_rows(source: Source) -> Report:
    rows = source.rows()
    if not rows:
        raise ImportFormatError(expected="a row per request", found="only the header")
    samples = [as_number(row["response-time"], "response-time") * 1000 for row in rows]
    ends = [as_number(row["offset"], "offset") + ms / 1000 for row, ms in zip(rows, samples, strict=True)]
    measurement = Measurement(
        name="request",
        requests=len(rows),
        errors=sum(not row["status-code"].startswith(("2", "3")) for row in rows),
        rps=len(rows) / max(ends) if max(ends) else None,
        latency=latency_of(samples),
        samples_ms=bounded(samples),
    )
    warning = "hey's CSV leaves out requests that got no response, so such errors are not counted"
    run = Run(measurements=(measurement,), duration_s=max(ends))
    return Report(tool="hey", runs=(run,), warnings=(warning,))


def from_text(text: str) -> Report:
    requests, errors = outcomes(text)
    seconds = {name: figure(text, name) for name in ("Total", "Slowest", "Fastest", "Average")}
    answered = any(STATUS.finditer(text))
    shares = {
        NAMES[share]: float(value) * 1000 for share, value in PERCENTILE.findall(text) if share in NAMES
    }
    latency = Latency(
        mean=in_ms(seconds["Average"]), min=in_ms(seconds["Fastest"]), max=in_ms(seconds["Slowest"]), **shares
    )
    measurement = Measurement(
        name="request",
        requests=requests,
        errors=errors,
        rps=figure(text, "Requests/sec"),
        latency=latency if answered else Latency(),
    )
    return Report(tool="hey", runs=(Run(measurements=(measurement,), duration_s=seconds["Total"]),))


def outcomes(text: str) -> tuple[int, int]:
    """Requests in all, and those that failed or were answered outside 2xx and 3xx."""
    answers = [(code, int(count)) for code, count in STATUS.findall(text)]
    dropped = sum(int(count) for count in FAILURE.findall(text.partition("Error distribution:")[2]))
    refused = sum(count for code, count in answers if code[0] not in "23")
    total = sum(count for _, count in answers) + dropped
    if not total:
        raise ImportFormatError(expected="a status or error distribution", found="neither")
    return total, refused + dropped


def figure(text: str, name: str) -> float | None:
    match = re.search(FIGURE.format(name=re.escape(name)), text, re.MULTILINE)
    return as_number(match[1], name) if match else None


def in_ms(seconds: float | None) -> float | None:
    return None if seconds is None else seconds * 1000


IMPORTER = Hey()
