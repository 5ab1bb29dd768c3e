"""One HTTP request at a time over a kept-alive connection. Blocking, so that a thread times it exactly."""

from __future__ import annotations

import http.client
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

TARGET = re.compile(r"([A-Z]+) (/\S*)$")
MAX_BODY = 64 * 1024 * 1024


class ProbeError(Exception):
    """The probe cannot do what it was asked to; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """A request to repeat, e.g. ``GET /reports/7?full=1``."""

    method: str
    path: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Method and path without the query."""
        return f"{self.method} {self.path.partition('?')[0]}"


def parse_target(text: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> Target:
    """``GET /ping`` (or just ``/ping``) as a target; raises ProbeError."""
    written = text.strip()
    match = TARGET.match(f"GET {written}" if written.startswith("/") else written)
    if match is None:
        raise ProbeError(f"expected a request such as 'GET /ping', found {text[:80]!r}")
    return Target(match[1], match[2], body.encode() if body is not None else None, dict(headers or {}))


def parse_base(url: str, *, remote: bool) -> SplitResult:
    """The server's base URL; raises ProbeError for anything but http(s), or a host not of this machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ProbeError(f"not a URL: {url[:200]!r}") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise ProbeError(f"expected an http or https URL, found {url[:200]!r}")
    if not remote and not is_loopback(host):
        raise ProbeError(f"{host} is not this machine; --remote allows it for a server you may load")
    return parts


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Connection:
    """A kept-alive connection, opened again when the server has closed it meanwhile."""

    def __init__(self, base: SplitResult, timeout_s: float) -> None:
        kind = http.client.HTTPSConnection if base.scheme == "https" else http.client.HTTPConnection
        self._http = kind(base.hostname or "", base.port, timeout=timeout_s)
        self._prefix = base.path.rstrip("/")
        self._used = False

    def send(self, target: Target) -> bool:
        """Whether the answer came whole and with a status below 400."""
        try:
            return self._exchange(target)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            reused, self._used = self._used, False
            self._http.close()
            return self._again(target) if reused else False
        except (OSError, http.client.HTTPException):
            self.close()
            return False

    def _again(self, target: Target) -> bool:
        try:
            return self._exchange(target)
        except (OSError, http.client.HTTPException):
            self.close()
            return False

    def _exchange(self, target: Target) -> bool:
        self._http.request(target.method, self._prefix + target.path, target.body, dict(target.headers))
        answer = self._http.getresponse()
        answer.read(MAX_BODY)
        self._used = True
        return answer.status < 400

    def read(self, path: str) -> bytes:
        """The body of a GET; raises ProbeError for anything but 200."""
        try:
            self._http.request("GET", self._prefix + path)
            answer = self._http.getresponse()
            body = answer.read(MAX_BODY)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise ProbeError(f"GET {path} failed: {error}") from error
        if answer.status != 200:
            raise ProbeError(f"GET {path} answered {answer.status}")
        return body

    def close(self) -> None:
        self._used = False
        self._http.close()
