"""Request counts per address from access logs, Prometheus text and CSV. Pure text in, counts out."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

MAX_BYTES = 256 * 1024 * 1024
HEAD_LINES = 200
METHODS = frozenset(("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "WEBSOCKET"))

_LOG_LINE = re.compile(r'"(?P<method>[A-Z]+) (?P<target>\S+) HTTP/[\d.]+"\s+(?P<status>\d{3})')
_LOG_TIME = re.compile(r"\[(?P<time>\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4})\]")
_SAMPLE = re.compile(
    r"(?P<name>[A-Za-z_:][\w:]*)\{(?P<labels>.*)\}\s+(?P<value>[-+.\deE]+|NaN|[+-]?Inf)(?:\s+\d+)?"
)
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
_PATH_LABELS = ("handler", "path", "route", "endpoint", "uri", "path_template", "http_route", "url")
_METHOD_LABELS = ("method", "http_method", "http_request_method", "verb")
_STATUS_LABELS = ("status", "status_code", "code", "http_status_code", "http_response_status_code")
_COLUMNS = {
    "method": ("method", "http_method", "verb"),
    "path": ("path", "route", "uri", "url", "endpoint", "handler"),
    "requests": ("requests", "count", "hits", "calls", "total"),
    "errors": ("errors", "failures", "5xx"),
}


class TrafficError(ValueError):
    """The text is not in the format it was said to be in."""


@dataclass(slots=True)
class Count:
    """Requests to one address: a path as requested, or a route's template. No method: any method."""

    method: str
    path: str
    requests: int
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a file says; times where it tells them."""

    counts: list[Count]
    start: datetime | None = None
    end: datetime | None = None


def parse(text: str, form: str) -> Traffic:
    """Reads ``text`` as ``csv``, ``access-log`` or ``prometheus``. Raises TrafficError."""
    readers = {"csv": _read_csv, "access-log": _read_log, "prometheus": _read_prometheus}
    found = readers[form](text)
    if not found.counts:
        raise TrafficError("No request counts were found in this file.")
    return found


def recognised(text: str) -> str:
    """The format that the first lines are in: ``access-log``, ``prometheus``, else ``csv``."""
    head = text.lstrip("\ufeff").splitlines()[:HEAD_LINES]
    if any(_LOG_LINE.search(line) for line in head):
        return "access-log"
    is_prometheus = any(
        line.startswith(("# HELP ", "# TYPE ")) or _SAMPLE.match(line.strip()) for line in head
    )
    return "prometheus" if is_prometheus else "csv"


def _read_csv(text: str) -> Traffic:
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    names = {name.strip().lower(): name for name in rows.fieldnames or () if name}
    columns = {
        key: next((names[alias] for alias in aliases if alias in names), None)
        for key, aliases in _COLUMNS.items()
    }
    if not columns["path"] or not columns["requests"]:
        raise TrafficError("The CSV needs the columns path and requests (method and errors if known).")
    return Traffic(list(_merged(_csv_counts(rows, columns))))


def _csv_counts(rows: csv.DictReader[str], columns: dict[str, str | None]) -> Iterator[Count]:
    for number, row in enumerate(rows, start=2):
        path = (row.get(columns["path"] or "") or "").strip()
        method = (row.get(columns["method"] or "") or "").strip().upper()
        first, _, rest = path.partition(" ")
        if not method and first.upper() in METHODS and rest:
            method, path = first.upper(), rest.strip()
        if path:
            yield Count(
                method,
                _clean(path),
                _whole(row.get(columns["requests"] or ""), number),
                _whole(row.get(columns["errors"] or "") or "0", number),
            )


def _whole(text: str | None, line: int) -> int:
    try:
        return round(float((text or "").strip().replace(",", "")))
    except (ValueError, OverflowError) as error:
        raise TrafficError(f"Line {line}: {text!r} is not a number.") from error


def _read_log(text: str) -> Traffic:
    """Common and combined log format, as nginx, Apache, gunicorn and uvicorn write it."""
    times: list[datetime] = []
    counts = list(_merged(_log_counts(text, times)))
    return Traffic(counts, min(times, default=None), max(times, default=None))


def _log_counts(text: str, times: list[datetime]) -> Iterator[Count]:
    for line in text.splitlines():
        match = _LOG_LINE.search(line)
        if not match or match["method"] not in METHODS:
            continue
        if stamp := _LOG_TIME.search(line):
            times.append(datetime.strptime(stamp["time"], "%d/%b/%Y:%H:%M:%S %z"))
        yield Count(match["method"], _clean(match["target"]), 1, int(match["status"].startswith("5")))


def _read_prometheus(text: str) -> Traffic:
    """Counters with a label for the path: ``*_requests_total``, else ``*_count`` of a histogram."""
    samples = list(_samples(text))
    for ending in ("requests_total", "_total", "_count"):
        chosen = [sample for sample in samples if sample[0].endswith(ending)]
        if counts := list(_merged(_sample_counts(chosen))):
            return Traffic(counts)
    return Traffic([])


def _samples(text: str) -> Iterator[tuple[str, dict[str, str], float]]:
    for line in text.splitlines():
        match = None if line.startswith("#") else _SAMPLE.match(line.strip())
        if match:
            labels = {key.lower(): value for key, value in _LABEL.findall(match["labels"])}
            yield match["name"], labels, float(match["value"].replace("Inf", "inf"))


def _sample_counts(samples: Iterable[tuple[str, dict[str, str], float]]) -> Iterator[Count]:
    for _, labels, value in samples:
        path = next((labels[name] for name in _PATH_LABELS if name in labels), "")
        if not path or not 0 <= value < 1e18:
            continue
        method = next((labels[name] for name in _METHOD_LABELS if name in labels), "").upper()
        status = next((labels[name] for name in _STATUS_LABELS if name in labels), "")
        requests = round(value)
        yield Count(method, _clean(path), requests, requests if status.startswith("5") else 0)


def _merged(counts: Iterable[Count]) -> Iterator[Count]:
    found: dict[tuple[str, str], Count] = {}
    for count in counts:
        known = found.setdefault((count.method, count.path), Count(count.method, count.path, 0))
        known.requests += count.requests
        known.errors += count.errors
    return iter(found.values())


def _clean(target: str) -> str:
    """The path of a request target: no origin, query or fragment."""
    path = re.sub(r"^[a-z][a-z0-9+.-]*://[^/]*", "", target)
    return (path.partition("?")[0].partition("#")[0] or "/")[:2000]


class Matcher:
    """Finds the route a request belongs to; templates match segment by segment, literals first."""

    def __init__(self, routes: Iterable[tuple[int, str, str]]) -> None:
        """``routes``: (id, methods separated by blanks, path template)."""
        self._exact: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        self._templates: list[tuple[int, frozenset[str], re.Pattern[str], int]] = []
        for pk, methods, path in routes:
            allowed = frozenset(methods.split()) or frozenset(("WEBSOCKET", "GET"))
            self._exact[path].append((pk, allowed))
            if "{" in path:
                literal = len(re.sub(r"\{[^}]*\}", "", path))
                self._templates.append((pk, allowed, _template(path), literal))
        # The more of a template is spelled out, the more it means the request.
        self._templates.sort(key=lambda row: -row[3])

    def match(self, count: Count) -> int | None:
        """The id of the route, or None."""
        for path in dict.fromkeys((count.path, count.path.rstrip("/") or "/", count.path + "/")):
            for pk, methods in self._exact.get(path, ()):
                if not count.method or count.method in methods:
                    return pk
        for pk, methods, pattern, _ in self._templates:
            if (not count.method or count.method in methods) and pattern.fullmatch(count.path):
                return pk
        return None


def _template(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]*\})", path.rstrip("/") or "/")
    body = "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts)
    return re.compile(body + "/?")
