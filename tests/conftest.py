"""What every test shares: no network but loopback, and a fresh cache."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches

from tests.browsers import find_chromium, is_required
from tests.servers import redis_url

_connect = socket.socket.connect


class NetworkForbiddenError(AssertionError):
    """A test tried to leave this machine."""


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _connect_on_loopback(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
        raise NetworkForbiddenError(f"tests may not connect to {address[0]}")
    _connect(self, address)


@pytest.fixture(autouse=True)
def _network_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _connect_on_loopback)


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The URL of a real Redis server."""
    with redis_url() as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; skips, or fails where CLEARLOOP_REQUIRE_BROWSER insists."""
    path = find_chromium()
    if path:
        return path
    if is_required():
        pytest.fail("CLEARLOOP_REQUIRE_BROWSER is set and no Chromium was found", pytrace=False)
    pytest.skip("no Chromium was found")
