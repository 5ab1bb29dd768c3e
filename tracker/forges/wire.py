"""One HTTP conversation with a forge: bounded, polite, and every refusal in one vocabulary."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import httpx

from tracker.forges.addresses import GuardedTransport, check_url
from tracker.forges.errors import (
    ForgeError,
    MissingError,
    RefusedError,
    ThrottledError,
    UnavailableError,
)

AGENT = "clearloop"
SECONDS = httpx.Timeout(20.0, connect=10.0)
LARGEST_ANSWER = 20_000_000
LONGEST_WAIT = timedelta(hours=2)
_NEXT = re.compile(r'<([^>]+)>;[^,]*\brel="?next"?')
MOST_PAGES = 50

Authorize = Callable[[], Mapping[str, str]]
Renew = Callable[[], None]


class Wire:
    """Requests below one API address. ``authorize`` gives the headers of each request; where there is
    ``renew``, what was refused for them is asked once more after it."""

    def __init__(
        self, url: str, authorize: Authorize, trusted: Collection[str] = (), renew: Renew | None = None
    ) -> None:
        self.url = check_url(url, trusted)
        self._authorize = authorize
        self._renew = renew
        self._client = httpx.Client(
            transport=GuardedTransport(trusted),
            timeout=SECONDS,
            headers={"User-Agent": AGENT},
            follow_redirects=True,
            max_redirects=3,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, path: str, **query: str | int) -> Any:
        return self._answer(self.send("GET", path, query=query))

    def post(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        return self._answer(self.send("POST", path, body=body or {}))

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._answer(self.send("PATCH", path, body=body))

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._answer(self.send("PUT", path, body=body))

    def pages(self, path: str, **query: str | int) -> Iterator[Any]:
        """The bodies of a listing's pages, following the forge's own links on the same host."""
        response = self.send("GET", path, query=query)
        for _ in range(MOST_PAGES):
            yield self._answer(response)
            match = _NEXT.search(response.headers.get("Link", ""))
            following = httpx.URL(match.group(1)) if match else None
            if following is None or following.host != httpx.URL(self.url).host:
                return
            response = self.send("GET", str(following))

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str | int] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> httpx.Response:
        """A good answer. Raises ThrottledError, UnavailableError, RefusedError."""
        address = path if path.startswith(("http://", "https://")) else f"{self.url}{path}"
        response = self._request(method, address, query, body)
        if response.status_code == 401 and self._renew is not None:
            self._renew()
            response = self._request(method, address, query, body)
        _raise_for(response)
        return response

    def _request(
        self,
        method: str,
        address: str,
        query: Mapping[str, str | int] | None,
        body: Mapping[str, Any] | None,
    ) -> httpx.Response:
        try:
            return self._client.request(
                method, address, params=query or None, json=body, headers=dict(self._authorize())
            )
        except ForgeError:
            raise
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise UnavailableError(f"The forge does not answer: {type(error).__name__}.") from error

    def _answer(self, response: httpx.Response) -> Any:
        if len(response.content) > LARGEST_ANSWER:
            raise UnavailableError("The forge's answer is too large.")
        if not response.content:
            return None
        try:
            return response.json()
        except ValueError as error:
            raise UnavailableError("The forge's answer is not JSON.") from error


def _raise_for(response: httpx.Response) -> None:
    status = response.status_code
    if status < 300:
        return
    message = _message(response)
    if until := _throttled_until(response, message, datetime.now(UTC)):
        raise ThrottledError(message, until)
    if status >= 500 or status in (408, 425):
        raise UnavailableError(message)
    if status in (404, 410):
        raise MissingError(message, status)
    raise RefusedError(message, status)


def _throttled_until(response: httpx.Response, message: str, now: datetime) -> datetime | None:
    """When to come back; None when this is no matter of patience."""
    status, headers = response.status_code, response.headers
    if status not in (403, 429, 503):
        return None
    wait = _retry_after(headers.get("Retry-After", ""), now)
    if wait is None and headers.get("X-RateLimit-Remaining", headers.get("RateLimit-Remaining")) == "0":
        wait = _epoch(headers.get("X-RateLimit-Reset", headers.get("RateLimit-Reset", "")))
    if wait is None and (status == 429 or "rate limit" in message.lower()):
        wait = now + timedelta(seconds=60)
    return None if wait is None else max(now + timedelta(seconds=1), min(wait, now + LONGEST_WAIT))


def _retry_after(value: str, now: datetime) -> datetime | None:
    if value.isdigit():
        return now + timedelta(seconds=min(int(value), 86_400))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _epoch(value: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _message(response: httpx.Response) -> str:
    """What the forge says is wrong, on one line."""
    try:
        found = response.json()
    except ValueError:
        found = None
    said = found.get("message") or found.get("error") if isinstance(found, dict) else None
    details = found.get("errors") if isinstance(found, dict) else None
    text = " ".join(str(part) for part in (said, details) if part)
    return f"The forge answers {response.status_code}: {text or response.reason_phrase}"[:400]
