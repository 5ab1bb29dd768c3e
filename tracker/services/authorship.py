"""Suggests owners from who worked on a file lately; a suggestion owns nothing until somebody takes it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from tracker.models import Assignment, Owner, Repository, Unit
from tracker.services import git, mirrors, ownership

SINCE = "18 months ago"
MIN_SHARE = 0.3
_LOG_SECONDS = 300.0


def suggest(repository: Repository) -> int:
    """Replaces the suggestions for units nobody owns; returns how many were made. Raises GitError."""
    units = Unit.objects.filter(repository=repository, owner=None)
    files = dict(units.exclude(lifecycle=Unit.Lifecycle.REMOVED).values_list("pk", "file"))
    authors = _authors(repository) if repository.has_git and files else {}
    chosen = {pk: email for pk, file in files.items() if (email := _main_author(authors.get(file)))}
    with transaction.atomic():
        old = Assignment.objects.filter(unit__repository=repository, source=Assignment.Source.SUGGESTION)
        old.delete()
        owners = _owners(set(chosen.values()))
        rows = [
            Assignment(
                unit_id=pk,
                owner_id=owners[email],
                source=Assignment.Source.SUGGESTION,
                reason=_reason(email, authors[files[pk]]),
            )
            for pk, email in chosen.items()
        ]
        Assignment.objects.bulk_create(rows, batch_size=500)
    return len(chosen)


def take(repository: Repository, *, units: Collection[int] | None = None, actor: str, batch: str = "") -> int:
    """Turns suggestions (all, or those of ``units``) into assignments by hand; returns how many."""
    rows = Assignment.objects.filter(unit__repository=repository, source=Assignment.Source.SUGGESTION)
    if units is not None:
        rows = rows.filter(unit__in=units)
    by_owner: dict[str, list[Unit]] = defaultdict(list)
    for row in rows.filter(unit__owner=None).select_related("unit__repository", "owner"):
        by_owner[row.owner.handle].append(row.unit)
    with transaction.atomic():
        for handle, mine in sorted(by_owner.items()):
            ownership.assign(mine, handles=[handle], actor=actor, batch=batch)
        taken = [unit.pk for mine in by_owner.values() for unit in mine]
        Assignment.objects.filter(unit__in=taken, source=Assignment.Source.SUGGESTION).delete()
    return len(taken)


def _authors(repository: Repository) -> Mapping[str, Counter[str]]:
    """Commits per author of every file, paths relative to the scanned root."""
    head = repository.latest_scan.revision if repository.latest_scan else ""
    arguments = ["log", "--no-show-signature", "--no-merges", f"--since={SINCE}", "--name-only", "--relative"]
    output = git.run(
        [*arguments, "--format=%x01%ae", head or "HEAD", "--"],
        directory=mirrors.place(repository),
        timeout=_LOG_SECONDS,
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for block in output.decode(errors="replace").split("\x01"):
        email, *files = [line for line in block.splitlines() if line] or [""]
        for file in files:
            found[file][email.lower()] += 1
    return found


def _main_author(commits: Counter[str] | None) -> str:
    if not commits:
        return ""
    email, count = min(commits.items(), key=lambda item: (-item[1], item[0]))
    return email if "@" in email and count / commits.total() >= MIN_SHARE else ""


def _reason(email: str, commits: Counter[str]) -> str:
    return f"{commits[email]} of {commits.total()} commits to the file since {SINCE}"


def _owners(emails: Iterable[str]) -> dict[str, int]:
    found = {}
    for email in sorted(emails):
        defaults = {"kind": Owner.Kind.PERSON, "email": email}
        found[email] = Owner.objects.get_or_create(handle=email, defaults=defaults)[0].pk
    return found
