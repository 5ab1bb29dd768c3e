"""Apache ab: the text it prints. Percentiles are whole milliseconds."""

from __future__ import annotations

import re

from tracker.importers.base import Latency, Measurement, Report, Run
from tracker.importers.errors import ImportFormatError
from tracker.importers.nodes import as_number
from tracker.importers.source import Source

VERSION = re.compile(r"^This is ApacheBench, Version (\S+)", re.MULTILINE)
PATH = re.compile(r"^Document Path:\s+(\S+)", re.MULTILINE)
FIELD = r"^{name}:\s+(\d+(?:\.\d+)?)"
TOTAL = re.compile(r"^Total:\s+(\d+)\s+(\d+)\s+(\d+(?:\.\d+)?)\s+(\d+)\s+(\d+)\s*$", re.MULTILINE)
PERCENTILE = re.compile(r"^\s+(\d+)%\s+(\d+)", re.MULTILINE)
NAMES = {"50": "p50", "75": "p75", "90": "p90", "95": "p95", "99": "p99"}


class ApacheBench:
    tool = "ab"

    def recognises(self, source: Source) -> bool:
        return VERSION.search(source.head) is not None

    def read(self, source: Source) -> Report:
        text = source.text
        version, path = VERSION.search(text), PATH.search(text)
        if path is None:
            raise ImportFormatError(expected="a line 'Document Path: ...'", found="no such line")
        failed = field(text, "Failed requests") + field(text, "Non-2xx responses", default=0.0)
        measurement = Measurement(
            name=path[1],
            path=path[1].partition("?")[0],
            requests=int(field(text, "Complete requests")),
            errors=int(failed),
            rps=field(text, "Requests per second"),
            bytes=int(field(text, "Total transferred")),
            latency=latency_in(text),
        )
        run = Run(
            measurements=(measurement,),
            duration_s=field(text, "Time taken for tests"),
            concurrency=int(field(text, "Concurrency Level")),
        )
        return Report(tool=self.tool, tool_version=version[1] if version else "", runs=(run,))


def field(text: str, name: str, default: float | None = None) -> float:
    match = re.search(FIELD.format(name=re.escape(name)), text, re.MULTILINE)
    if match:
        return as_number(match[1], name)
    if default is None:
        raise ImportFormatError(expected=f"a line '{name}: N'", found="no such line")
    return default


def latency_in(text: str) -> Latency:
    """The connection-times table (mean is more precise in its own line) and the percentile table."""
    total = TOTAL.search(text)
    shares = {NAMES[share]: float(value) for share, value in PERCENTILE.findall(text) if share in NAMES}
    mean = field(text, "Time per request")
    if total is None:
        return Latency(mean=mean, **shares)
    return Latency(mean=mean, min=float(total[1]), stddev=float(total[3]), max=float(total[5]), **shares)


IMPORTER = ApacheBench()
