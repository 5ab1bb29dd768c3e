"""How private repositories are fetched: by a credential of their own, or by that of their forge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from tracker.forges.addresses import is_trusted
from tracker.forges.errors import ForgeError, ThrottledError, UnavailableError
from tracker.models import ForgeConnection, Repository
from tracker.services import connections
from tracker.services.git import SignInError, UnreachableError
from tracker.services.secrets import unseal

Answer = TypeVar("Answer")
PORTS = {"https": 443, "http": 80}


def signed_in(repository: Repository, ask: Callable[[str], Answer]) -> Answer:
    """What ``ask`` answers when it is given the repository's credential (``user:password``, or "").

    A token of the forge that is refused is replaced by a fresh one, once. Raises GitError.
    """
    own = unseal(repository.credential)
    if own or not is_of_the_forge(repository):
        return ask(own)
    try:
        return ask(of_the_forge(repository))
    except SignInError:
        return ask(of_the_forge(repository, fresh=True))


def is_of_the_forge(repository: Repository) -> bool:
    """Whether the connected forge is where the repository is fetched from, by a way that keeps secrets."""
    connection = repository.forge_connection
    if connection is None or not connection.can_write or not repository.forge_slug:
        return False
    return serves(connection, repository.location)


def serves(connection: ForgeConnection, location: str) -> bool:
    """Whether a git URL is of the connection's forge: the same host and port, and encrypted unless the
    host is trusted."""
    parts = urlsplit(location)
    if parts.scheme not in PORTS or not parts.hostname:
        return False
    port = parts.port or PORTS[parts.scheme]
    if parts.scheme == "http" and not is_trusted(parts.hostname, port, connections.trusted_hosts()):
        return False
    return (parts.hostname, port) == _place(connection)


def of_the_forge(repository: Repository, *, fresh: bool = False) -> str:
    """A credential the forge gives us; "" when it gives none, as public repositories need none."""
    try:
        client = connections.client(repository)
        try:
            return client.git_credential(fresh=fresh)
        finally:
            client.close()
    except (UnavailableError, ThrottledError) as error:
        raise UnreachableError(str(error)) from error
    except ForgeError as error:
        if repository.forge_connection_id:
            connections.note_problem(repository.forge_connection_id, str(error))
        return ""


def _place(connection: ForgeConnection) -> tuple[str, int]:
    """Host and port of the forge's pages and repositories; GitHub's API has a host of its own."""
    parts = urlsplit(connection.api_url)
    host = parts.hostname or ""
    if connection.kind == ForgeConnection.Kind.GITHUB:
        host = host.removeprefix("api.")
    return host, parts.port or PORTS.get(parts.scheme, 0)
