"""Notes on units and ticks on their conversion-risk cards."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from tracker.models import Note, RiskTick, Unit
from tracker.services import ServiceError, audit

MAX_NOTE = 5000


class RemarkError(ServiceError):
    """A note that cannot be kept."""


def add_note(unit: Unit, *, text: str, actor: str) -> Note:
    """Adds a note. Raises RemarkError for an empty or overlong one."""
    _check(text)
    with transaction.atomic():
        note = Note.objects.create(unit=unit, author=actor, text=text.strip())
        audit.record(
            actor=actor, verb="note", target=unit, repository=unit.repository, after={"text": note.text}
        )
    return note


def edit_note(note: Note, *, text: str, actor: str) -> None:
    """Changes a note of one's own. Raises RemarkError."""
    _check(text)
    if note.author != actor:
        raise RemarkError("Only its author can change a note.")
    with transaction.atomic():
        before = {"text": note.text}
        note.text, note.edited_at = text.strip(), timezone.now()
        note.save(update_fields=["text", "edited_at"])
        unit = note.unit
        audit.record(
            actor=actor,
            verb="edit-note",
            target=unit,
            repository=unit.repository,
            before=before,
            after={"text": note.text},
        )


def tick_risks(unit: Unit, *, codes: Collection[str], actor: str) -> None:
    """Makes ``codes`` the ticked items of the risk card; a tick counts for the state it was given in."""
    with transaction.atomic():
        digest = unit.state.digest if unit.state else ""
        known = {tick.code: tick for tick in RiskTick.objects.filter(unit=unit)}
        for code in sorted(set(codes)):
            tick = known.get(code)
            if tick is None or tick.state_digest != digest:
                RiskTick.objects.update_or_create(
                    unit=unit, code=code, defaults={"by": actor, "state_digest": digest}
                )
        RiskTick.objects.filter(unit=unit).exclude(code__in=codes).delete()
        if set(codes) != known.keys():
            audit.record(
                actor=actor,
                verb="tick-risks",
                target=unit,
                repository=unit.repository,
                before={"ticked": sorted(known)},
                after={"ticked": sorted(codes)},
            )


def _check(text: str) -> None:
    if not text.strip():
        raise RemarkError("The note is empty.")
    if len(text) > MAX_NOTE:
        raise RemarkError(f"A note has at most {MAX_NOTE} characters.")
