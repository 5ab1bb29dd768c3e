"""Which addresses we may talk to: a forge's name must not lead into our own network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

import httpx

from tracker.forges.errors import RefusedError, UnavailableError


def check_url(url: str, trusted: Collection[str] = ()) -> str:
    """``url`` without a trailing slash, if it can be a forge's API address. Raises RefusedError.

    https is required, except for ``trusted`` hosts (``host`` or ``host:port``).
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise RefusedError("The API address is malformed.", 0) from None
    if not host or parts.scheme not in ("https", "http"):
        raise RefusedError("The API address must begin with https://.", 0)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise RefusedError("The API address holds no user, query or fragment.", 0)
    if parts.scheme == "http" and not is_trusted(host, port or 80, trusted):
        raise RefusedError("The API address must begin with https://.", 0)
    if _is_inner_literal(host) and not is_trusted(host, port or 443, trusted):
        raise RefusedError(f"{host} is not an address of the public internet.", 0)
    return url.rstrip("/")


def is_trusted(host: str, port: int, trusted: Collection[str]) -> bool:
    return host in trusted or f"{host}:{port}" in trusted


def public_address(host: str, port: int) -> str:
    """One address of ``host``, none of whose addresses lead inside. Raises RefusedError, UnavailableError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise UnavailableError(f"{host} cannot be found.") from error
    addresses = [str(row[4][0]) for row in found]
    if not addresses or any(is_inner(address) for address in addresses):
        raise RefusedError(f"{host} is not an address of the public internet.", 0)
    return addresses[0]


def is_inner(address: str) -> bool:
    """Whether an address is private, loopback, link-local or otherwise not of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return not (mapped or ip).is_global or (mapped or ip).is_multicast


def _is_inner_literal(host: str) -> bool:
    try:
        return is_inner(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


class GuardedTransport(httpx.HTTPTransport):
    """Connects to the very address that was checked, so that a second lookup cannot lead elsewhere."""

    def __init__(self, trusted: Collection[str]) -> None:
        super().__init__(retries=0, trust_env=False)
        self._trusted = frozenset(trusted)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        if is_trusted(host, port, self._trusted):
            return super().handle_request(request)
        if request.url.scheme != "https":
            raise RefusedError("The forge redirects to an address without encryption.", 0)
        address = public_address(host, port)
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=address)
        return super().handle_request(request)
