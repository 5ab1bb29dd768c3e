"""Writes the trail of who changed what."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from django.db import models

from tracker.models import AuditEntry, Repository


def record(
    *,
    actor: str,
    verb: str,
    target: models.Model,
    repository: Repository | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    batch: str = "",
) -> AuditEntry:
    """Adds one entry; call it inside the transaction that makes the change."""
    found = entry(
        actor=actor, verb=verb, target=target, repository=repository, before=before, after=after, batch=batch
    )
    found.save()
    return found


def batch() -> str:
    """A name for changes that are made, and may be taken back, together."""
    return uuid.uuid4().hex


def record_all(entries: Iterable[AuditEntry]) -> None:
    """Adds many entries at once (bulk changes are audited per object)."""
    AuditEntry.objects.bulk_create(list(entries), batch_size=500)


def entry(
    *,
    actor: str,
    verb: str,
    target: models.Model,
    repository: Repository | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    batch: str = "",
) -> AuditEntry:
    """An entry that is not saved yet, for ``record_all``."""
    return AuditEntry(
        repository=repository,
        actor=actor[:150],
        verb=verb,
        object_type=target._meta.model_name or "",
        object_id=str(target.pk),
        object_label=str(target)[:500],
        before=_plain(before),
        after=_plain(after),
        batch=batch,
    )


def _plain(values: Mapping[str, object] | None) -> dict[str, object]:
    return {name: _value(value) for name, value in (values or {}).items()}


def _value(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float, str, list, dict)):
        return value
    return str(value)
