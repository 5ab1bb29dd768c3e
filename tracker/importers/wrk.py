"""wrk and wrk2: the text they print. Neither reports p95."""

from __future__ import annotations

import re

from tracker.importers.base import Latency, Measurement, Report, Run
from tracker.importers.errors import ImportFormatError
from tracker.importers.source import Source
from tracker.importers.units import byte_count, milliseconds, path_of, quantity

START = re.compile(r"^Running (\S+) test @ (\S+)", re.MULTILINE)
CONNECTIONS = re.compile(r"^\s*\d+ threads? and (\d+) connections?", re.MULTILINE)
LATENCY = re.compile(r"^\s+Latency\s+(\S+)\s+(\S+)\s+(\S+)\s+\S+%", re.MULTILINE)
PERCENTILE = re.compile(r"^\s+(\d+(?:\.\d+)?)%\s+(\S+)\s*$", re.MULTILINE)
TOTALS = re.compile(r"^\s*(\d+) requests in (\S+?), (\S+) read", re.MULTILINE)
RATE = re.compile(r"^Requests/sec:\s+(\S+)", re.MULTILINE)
SOCKET_ERRORS = re.compile(
    r"^\s*Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", re.MULTILINE
)
BAD_STATUS = re.compile(r"^\s*Non-2xx or 3xx responses: (\d+)", re.MULTILINE)
NAMES = {50.0: "p50", 75.0: "p75", 90.0: "p90", 99.0: "p99", 99.9: "p999"}


class Wrk:
    tool = "wrk"

    def recognises(self, source: Source) -> bool:
        return START.search(source.head) is not None

    def read(self, source: Source) -> Report:
        text = source.text
        start = wanted(START, text, "a line 'Running ... test @ URL'")
        totals = wanted(TOTALS, text, "a line 'N requests in T, S read'")
        requests, duration_ms = int(totals[1]), milliseconds(totals[2], "duration")
        path = path_of(start[2])
        measurement = Measurement(
            name=path,
            path=path,
            requests=requests,
            errors=errors_in(text),
            rps=quantity(wanted(RATE, text, "a line 'Requests/sec: N'")[1], "Requests/sec"),
            bytes=byte_count(totals[3], "bytes read"),
            latency=latency_in(text),
        )
        connections = CONNECTIONS.search(text)
        run = Run(
            measurements=(measurement,),
            duration_s=duration_ms / 1000,
            concurrency=int(connections[1]) if connections else None,
        )
        return Report(tool="wrk2" if "Detailed Percentile" in text else self.tool, runs=(run,))


def latency_in(text: str) -> Latency:
    row = wanted(LATENCY, text, "a row 'Latency avg stdev max +/-'")
    mean, stddev, worst = (milliseconds(cell, "Latency") for cell in row.groups())
    block = text.partition("Latency Distribution")[2].partition("Detailed Percentile")[0]
    shares = {
        NAMES[float(share)]: milliseconds(value, f"{share}%")
        for share, value in PERCENTILE.findall(block)
        if float(share) in NAMES
    }
    return Latency(mean=mean, stddev=stddev, max=worst, **shares)


def errors_in(text: str) -> int:
    sockets, statuses = SOCKET_ERRORS.search(text), BAD_STATUS.search(text)
    failed = sum(int(count) for count in sockets.groups()) if sockets else 0
    return failed + (int(statuses[1]) if statuses else 0)


def wanted(pattern: re.Pattern[str], text: str, expected: str) -> re.Match[str]:
    match = pattern.search(text)
    if match is None:
        raise ImportFormatError(expected=expected, found="no such line; the output may be cut short")
    return match


IMPORTER = Wrk()
