"""Connections to forges: made, changed, their secrets rotated, and put to use."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tracker.forges import registry
from tracker.forges.addresses import check_url
from tracker.forges.errors import ForgeError
from tracker.forges.github import AppKey, GitHubApp
from tracker.forges.registry import Account
from tracker.forges.reports import ForgeClient
from tracker.models import ForgeConnection, Repository
from tracker.services import ServiceError, audit
from tracker.services.secrets import seal, unseal

GRACE = timedelta(hours=24)
Auth = ForgeConnection.Auth


class ForgeConnectionError(ServiceError):
    """A connection that cannot be made or used; the message holds no credentials."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person enters. Empty credentials keep those that are stored."""

    name: str
    kind: str
    auth: str
    api_url: str
    app_id: str = ""
    private_key: str = ""
    token: str = ""


def create(draft: Draft, *, actor: str) -> tuple[ForgeConnection, str]:
    """A connection and its first webhook secret, which is shown once. Raises ForgeConnectionError."""
    secret = new_secret()
    connection = ForgeConnection(key=secrets.token_urlsafe(24), secret=seal(secret))
    with transaction.atomic():
        _apply(connection, draft)
        connection.save()
        audit.record(actor=actor, verb="connect-forge", target=connection, after=_shown(connection))
    return connection, secret


def connect(repository: Repository, draft: Draft, *, actor: str) -> tuple[ForgeConnection, str]:
    """A new connection as ``create`` makes it, and the repository bound to it."""
    with transaction.atomic():
        connection, secret = create(draft, actor=actor)
        attach(repository, connection, slug=repository.forge_slug, actor=actor)
    return connection, secret


def update(connection: ForgeConnection, draft: Draft, *, actor: str) -> None:
    """Raises ForgeConnectionError."""
    before = _shown(connection)
    with transaction.atomic():
        _apply(connection, draft)
        connection.problem = ""
        connection.save()
        after = _shown(connection) | {
            "credentials": "changed" if draft.token or draft.private_key else "kept"
        }
        audit.record(actor=actor, verb="change-forge", target=connection, before=before, after=after)


def rotate(connection: ForgeConnection, *, actor: str) -> str:
    """A new webhook secret, shown once; the old one counts for another day."""
    secret = new_secret()
    with transaction.atomic():
        connection.secret_previous, connection.secret = connection.secret, seal(secret)
        connection.previous_until = timezone.now() + GRACE
        connection.save(update_fields=["secret", "secret_previous", "previous_until"])
        after = {"previous_until": connection.previous_until}
        audit.record(actor=actor, verb="rotate-webhook-secret", target=connection, after=after)
    return secret


def attach(repository: Repository, connection: ForgeConnection | None, *, slug: str, actor: str) -> None:
    """Binds a repository to its counterpart at the forge, or unbinds it."""
    before = {"connection": str(repository.forge_connection or ""), "slug": repository.forge_slug}
    with transaction.atomic():
        repository.forge_connection = connection
        repository.forge = connection.kind if connection else repository.forge
        repository.forge_slug = slug
        repository.installation_id = None
        repository.save(update_fields=["forge_connection", "forge", "forge_slug", "installation_id"])
        audit.record(
            actor=actor,
            verb="attach-forge",
            target=repository,
            repository=repository,
            before=before,
            after={"connection": str(connection or ""), "slug": slug},
        )


def new_secret() -> str:
    return secrets.token_hex(32)


def living_secrets(connection: ForgeConnection) -> list[str]:
    """The webhook secrets that count now, newest first."""
    found = [unseal(connection.secret)]
    until = connection.previous_until
    if connection.secret_previous and until and timezone.now() < until:
        found.append(unseal(connection.secret_previous))
    return found


def account(connection: ForgeConnection) -> Account:
    """The connection with its credentials opened. Raises ServiceError when they cannot be."""
    app = None
    if connection.auth == Auth.APP:
        app = AppKey(connection.app_id, unseal(connection.private_key))
    token = unseal(connection.token) if connection.auth == Auth.TOKEN else ""
    return Account(connection.kind, connection.api_url, app, token, trusted_hosts())


def trusted_hosts() -> tuple[str, ...]:
    """Forges inside the own network that may be spoken to."""
    return tuple(settings.FORGE_HOSTS)


def client(repository: Repository) -> ForgeClient:
    """A conversation with the repository's forge; close it. Raises ForgeError, ServiceError."""
    connection = repository.forge_connection
    if connection is None or not repository.forge_slug:
        raise ForgeConnectionError("The repository is not connected to a forge.")
    return registry.client(account(connection), repository.forge_slug, repository.installation_id)


def probe(repository: Repository) -> str:
    """The forge's default branch of a repository, as proof that all is well. Raises ServiceError."""
    try:
        conversation = client(repository)
        try:
            branch = conversation.check()
            connection = repository.forge_connection
            assert connection is not None
            works(connection, repository, conversation)
        finally:
            conversation.close()
    except ForgeError as error:
        raise ForgeConnectionError(str(error)) from error
    return branch


def works(connection: ForgeConnection, repository: Repository, client: ForgeClient) -> None:
    """Notes that the forge answered, and what was learned of the App's installation."""
    if connection.problem:
        ForgeConnection.objects.filter(pk=connection.pk).update(problem="")
    found = client.installation if isinstance(client, GitHubApp) else None
    if found and found != repository.installation_id:
        Repository.objects.filter(pk=repository.pk).update(installation_id=found)


def note_problem(connection_id: int, text: str) -> None:
    ForgeConnection.objects.filter(pk=connection_id).update(problem=text[:500])


def rejected(connection: ForgeConnection) -> None:
    """Counts a delivery whose signature was wrong."""
    ForgeConnection.objects.filter(pk=connection.pk).update(
        rejected=F("rejected") + 1, rejected_at=timezone.now()
    )


def _apply(connection: ForgeConnection, draft: Draft) -> None:
    _check(connection, draft)
    connection.name, connection.kind, connection.auth = draft.name.strip(), draft.kind, draft.auth
    connection.api_url = draft.api_url.rstrip("/")
    connection.app_id = draft.app_id.strip()
    if draft.private_key:
        connection.private_key = seal(draft.private_key.strip() + "\n")
    if draft.token:
        connection.token = seal(draft.token.strip())


def _check(connection: ForgeConnection, draft: Draft) -> None:
    if not draft.name.strip() or draft.kind not in ForgeConnection.Kind.values:
        raise ForgeConnectionError("A connection needs a name and a kind.")
    if draft.auth not in Auth.values:
        raise ForgeConnectionError("Choose how to sign in.")
    try:
        check_url(draft.api_url, trusted_hosts())
    except ForgeError as error:
        raise ForgeConnectionError(str(error)) from error
    if draft.auth == Auth.APP:
        _check_app(connection, draft)
    if draft.auth == Auth.TOKEN and not (draft.token or connection.token):
        raise ForgeConnectionError("Give the access token.")


def _check_app(connection: ForgeConnection, draft: Draft) -> None:
    if draft.kind != ForgeConnection.Kind.GITHUB:
        raise ForgeConnectionError("Only GitHub knows Apps; use an access token.")
    if not draft.app_id.strip():
        raise ForgeConnectionError("Give the App's id.")
    if not draft.private_key and not connection.private_key:
        raise ForgeConnectionError("Give the App's private key.")
    if draft.private_key:
        try:
            load_pem_private_key(draft.private_key.strip().encode(), password=None)
        except (ValueError, TypeError) as error:
            raise ForgeConnectionError("That is not a private key in PEM form.") from error


def _shown(connection: ForgeConnection) -> dict[str, object]:
    """What the audit trail may know."""
    return {name: getattr(connection, name) for name in ("name", "kind", "auth", "api_url", "app_id")}
