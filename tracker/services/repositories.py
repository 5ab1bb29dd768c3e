"""Registers code bases and changes their settings."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from scanner import ScannerError
from tracker.models import Repository
from tracker.services import ServiceError, audit, git, jobs, mirrors, schedules
from tracker.services.git import GitError, SignInError
from tracker.services.secrets import seal

_SCP_LIKE = re.compile(r"(?:[\w.-]+@)?[\w.-]+\.[\w.-]+:(?!//)[\w./~-]+")
_TRANSPORT = re.compile(r"[A-Za-z0-9+.-]*::")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_FORGE_HOSTS = {
    "github.com": Repository.ForgeKind.GITHUB,
    "gitlab.com": Repository.ForgeKind.GITLAB,
    "codeberg.org": Repository.ForgeKind.GITEA,
}


class RepositoryError(ServiceError):
    """The location cannot be registered; the message says why and holds no credentials."""


@dataclass(frozen=True, slots=True)
class Place:
    """A location taken apart: what kind it is, where, and the credential that was in it."""

    kind: Repository.Kind
    location: str
    credential: str = ""


def register(*, location: str, actor: str = "", name: str | None = None, check: bool = True) -> Repository:
    """The repository at ``location``, created on first sight. Raises RepositoryError.

    ``location`` is a local path (git work tree, bare repository, a directory of either, or a plain
    directory) or an https, ssh or file URL. With ``check`` false a remote is not contacted now.
    """
    place = parse(location)
    known = Repository.objects.filter(location=place.location).first()
    if known:
        return _revive(known, place, actor)
    branch = _default_branch(place) if check or place.kind != Repository.Kind.REMOTE else ""
    with transaction.atomic():
        return _create(place, branch, name, actor)


def parse(location: str) -> Place:
    """``location`` checked and taken apart. Raises RepositoryError."""
    text = location.strip()
    if not text:
        raise RepositoryError("Give a path or a git URL.")
    if _CONTROL.search(text) or text.startswith("-") or _TRANSPORT.match(text):
        raise RepositoryError("That is neither a path nor an https, ssh or file URL.")
    if "://" in text:
        return _parse_url(text)
    if _SCP_LIKE.fullmatch(text) and not Path(text).exists():
        return Place(Repository.Kind.REMOTE, text)
    return _parse_path(Path(text).expanduser())


def archive(repository: Repository, *, actor: str) -> None:
    """Takes a repository out of lists and schedules; its data stays."""
    with transaction.atomic():
        repository.archived_at = timezone.now()
        repository.save(update_fields=["archived_at"])
        schedules.sync(repository)
        audit.record(actor=actor, verb="archive", target=repository, repository=repository)


def restore(repository: Repository, *, actor: str) -> None:
    """Brings an archived repository back into lists and schedules."""
    with transaction.atomic():
        repository.archived_at = None
        repository.save(update_fields=["archived_at"])
        schedules.sync(repository)
        audit.record(actor=actor, verb="restore", target=repository, repository=repository)


def set_public(repository: Repository, *, public: bool, actor: str) -> Repository:
    """Opens the progress page under a fresh unguessable key, or closes it."""
    before = {"public": repository.is_public}
    with transaction.atomic():
        repository.public_key = secrets.token_urlsafe(24) if public else ""
        repository.save(update_fields=["public_key"])
        audit.record(
            actor=actor,
            verb="set-public",
            target=repository,
            repository=repository,
            before=before,
            after={"public": public},
        )
    return repository


def update_settings(repository: Repository, *, actor: str, **values: object) -> Repository:
    """Stores settings fields and notes what changed; unknown fields raise RepositoryError."""
    allowed = {
        "name", "default_branch", "import_roots", "config", "catalog", "gate", "frequency", "schedule_hour",
        "codeowners_synced", "forge", "forge_slug", "web_url", "installation_id",
    }  # fmt: skip
    if unknown := set(values) - allowed:
        raise RepositoryError(f"No such setting: {', '.join(sorted(unknown))}.")
    _check_scanner_settings(values)
    changed = {field: value for field, value in values.items() if getattr(repository, field) != value}
    before = {field: getattr(repository, field) for field in changed}
    with transaction.atomic():
        for field, value in changed.items():
            setattr(repository, field, value)
        if changed:
            repository.save(update_fields=list(changed))
            schedules.sync(repository)
            audit.record(
                actor=actor,
                verb="change-settings",
                target=repository,
                repository=repository,
                before=before,
                after=changed,
            )
    return repository


def _check_scanner_settings(values: Mapping[str, object]) -> None:
    """Refuses at once what the next scan would stumble over. Raises RepositoryError."""
    config, catalog = values.get("config", {}), values.get("catalog", [])
    if not isinstance(config, dict) or not isinstance(catalog, list):
        raise RepositoryError("The configuration is a table, the extra catalog a list of tables.")
    try:
        jobs.check(config, catalog)
    except ScannerError as error:
        raise RepositoryError(str(error)) from error


def _revive(known: Repository, place: Place, actor: str) -> Repository:
    if place.credential:
        known.credential = seal(place.credential)
        known.save(update_fields=["credential"])
    if known.archived_at:
        restore(known, actor=actor)
    return known


def _create(place: Place, branch: str, name: str | None, actor: str) -> Repository:
    title = (name or _free_title(place.location))[:120]
    forge, forge_slug, web_url = _forge(place.location)
    repository, created = Repository.objects.get_or_create(
        location=place.location,
        defaults={
            "kind": place.kind,
            "slug": _free_slug((name or _title(place.location))[:120]),
            "name": title,
            "default_branch": branch,
            "credential": seal(place.credential),
            "forge": forge,
            "forge_slug": forge_slug,
            "web_url": web_url,
        },
    )
    if created:
        schedules.sync(repository)
        audit.record(
            actor=actor or "system",
            verb="register",
            target=repository,
            repository=repository,
            after={"location": place.location},
        )
    return repository


def _parse_url(text: str) -> Place:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise RepositoryError("That URL is malformed.") from error
    if parts.scheme == "file":
        return _parse_path(Path(unquote(parts.path)))
    if parts.scheme not in ("https", "http", "ssh"):
        raise RepositoryError("Only https, ssh and file URLs can be fetched.")
    host = parts.hostname or ""
    if not host or host.startswith("-") or (parts.username or "").startswith("-"):
        raise RepositoryError("That URL names no host.")
    address = f"{host}:{port}" if port else host
    if parts.scheme == "ssh":
        user = f"{parts.username}@" if parts.username else ""
        return Place(Repository.Kind.REMOTE, urlunsplit(("ssh", user + address, parts.path, "", "")))
    clean = urlunsplit((parts.scheme, address, parts.path.rstrip("/"), parts.query, ""))
    return Place(Repository.Kind.REMOTE, clean, _credential(parts.username, parts.password))


def _credential(username: str | None, password: str | None) -> str:
    if not username and not password:
        return ""
    # A lone token stands where the user name would; forges accept it as a password of any user.
    return (
        f"{unquote(username or '')}:{unquote(password)}"
        if password
        else f"x-access-token:{unquote(username or '')}"
    )


def _parse_path(path: Path) -> Place:
    if not path.exists():
        raise RepositoryError(f"{path} does not exist.")
    if not path.is_dir():
        raise RepositoryError(f"{path} is a file; give the directory of the project.")
    full = path.resolve()
    try:
        next(full.iterdir(), None)
    except PermissionError as error:
        raise RepositoryError(f"{full} cannot be read.") from error
    return Place(_local_kind(full), str(full))


def _local_kind(path: Path) -> Repository.Kind:
    """Git when the directory is a repository or a tracked directory of one, else a plain directory."""
    try:
        prefix = git.run(["rev-parse", "--show-prefix"], directory=path).decode().strip()
    except GitError:
        return Repository.Kind.DIRECTORY
    if prefix and not git.succeeds(["rev-parse", "--verify", "--quiet", f"HEAD:{prefix}"], directory=path):
        return Repository.Kind.DIRECTORY
    return Repository.Kind.GIT


def _default_branch(place: Place) -> str:
    if place.kind == Repository.Kind.DIRECTORY:
        return ""
    if place.kind == Repository.Kind.REMOTE:
        try:
            return mirrors.remote_head(place.location, place.credential)
        except SignInError as error:
            raise RepositoryError(
                f"{place.location} cannot be reached: it asks for a sign-in. Put a token into the address "
                "(https://TOKEN@host/…), or add it as private and connect its forge."
            ) from error
        except GitError as error:
            raise RepositoryError(f"{place.location} cannot be reached. {error}") from error
    try:
        head = git.run(["symbolic-ref", "--short", "--quiet", "HEAD"], directory=Path(place.location))
    except GitError:
        return "HEAD"
    return head.decode().strip()


def _title(location: str) -> str:
    last = re.split(r"[/:]", location.rstrip("/").removesuffix("/.git"))[-1]
    return last.removesuffix(".git") or "repository"


def _free_title(location: str) -> str:
    """The last part of the place, with the part before it where another repository is called the same."""
    title = _title(location)
    if not Repository.objects.filter(name=title).exists():
        return title
    parts = re.split(r"[/:]", location.rstrip("/").removesuffix("/.git"))
    above = parts[-2] if len(parts) > 1 else ""
    return f"{above}/{title}" if above else title


def _free_slug(title: str) -> str:
    base = slugify(title)[:70] or "repository"
    taken = set(Repository.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken)


def _forge(location: str) -> tuple[str, str, str]:
    match = re.fullmatch(
        r"(?:https?://|ssh://)?(?:[\w.-]+@)?([\w.-]+)[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?", location
    )
    kind = _FORGE_HOSTS.get(match.group(1)) if match else None
    if not match or kind is None:
        return "", "", ""
    return kind, match.group(2), f"https://{match.group(1)}/{match.group(2)}"
