"""Decides who owns a unit: CODEOWNERS, rules of the settings, people; and keeps the deciding line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from tracker.importers import codeowners
from tracker.importers.codeowners import Problem
from tracker.models import Assignment, Owner, OwnerRule, Repository, Unit
from tracker.services import ServiceError, audit, mirrors, snapshots
from tracker.services.owner_rules import Assigner, Decision, assigner

_CHUNK = 500
HAND, RULES = "by hand", "by the rules"


class OwnershipError(ServiceError):
    """An owner or rule that cannot be accepted."""


@dataclass(slots=True)
class Diff:
    """What applying rules would change: (unit id, owners before, owners after, deciding line)."""

    changes: list[tuple[int, tuple[str, ...], tuple[str, ...], str]] = field(default_factory=list)
    unchanged: int = 0
    kept_manual: int = 0
    unowned: int = 0
    problems: tuple[Problem, ...] = ()


def read_codeowners(repository: Repository, revision: str) -> tuple[str, str] | None:
    """(path, text) of the file in force at ``revision``, or None."""
    for place in codeowners.PLACES:
        content = mirrors.read_file(repository, revision, place, limit=codeowners.MAX_BYTES)
        if content is not None:
            return place, content.decode(errors="replace")
    return None


def preview(repository: Repository, *, text: str, source: str, file: str = "CODEOWNERS") -> Diff:
    """What the rules in ``text`` (CODEOWNERS syntax) would change if they replaced those of ``source``."""
    rows, problems = _parse(repository, text, source, file)
    for number, row in enumerate(rows):
        row.pk = -1 - number
    others = OwnerRule.objects.filter(repository=repository).exclude(source=source)
    diff = _diff(repository, Assigner([*others, *rows], mirrors.prefix(repository)))
    diff.problems = problems
    return diff


def apply(repository: Repository, *, text: str, source: str, actor: str, file: str = "CODEOWNERS") -> Diff:
    """Replaces the rules of ``source`` and re-assigns every unit no person decided about."""
    with transaction.atomic():
        before = list(_lines(repository, source))
        rows, problems = _parse(repository, text, source, file)
        OwnerRule.objects.filter(repository=repository, source=source).delete()
        OwnerRule.objects.bulk_create(rows)
        rules = assigner(repository)
        diff = _diff(repository, rules)
        diff.problems = problems
        assign_by_rules(_files(repository), rules)
        snapshots.ask_recount(repository.pk)
        audit.record(
            actor=actor,
            verb="set-owner-rules",
            target=repository,
            repository=repository,
            before={"source": source, "rules": before},
            after={"source": source, "rules": list(_lines(repository, source)), "units": len(diff.changes)},
        )
    return diff


def sync_codeowners(repository: Repository, revision: str) -> bool:
    """Takes over CODEOWNERS of a scanned revision; says whether the rules changed."""
    if not repository.codeowners_synced:
        return False
    found = read_codeowners(repository, revision)
    file, text = found or ("CODEOWNERS", "")
    source = OwnerRule.Source.CODEOWNERS
    rows, _ = _parse(repository, text, source, file)
    if [(row.file, row.text, row.section) for row in rows] == list(
        OwnerRule.objects.filter(repository=repository, source=source)
        .order_by("order")
        .values_list("file", "text", "section")
    ):
        return False
    apply(repository, text=text, source=source, actor="CODEOWNERS", file=file)
    return True


def assign_by_rules(files: Mapping[int, str], rules: Assigner) -> None:
    """Gives each unit (id -> file) the owners the rules name, except where a person decided."""
    owners = _owners({handle for file in files.values() for handle in rules.decide(file).handles})
    units = sorted(files)
    for start in range(0, len(units), _CHUNK):
        chunk = units[start : start + _CHUNK]
        manual = set(_manual(chunk))
        free = [unit for unit in chunk if unit not in manual]
        Assignment.objects.filter(unit__in=free, source=Assignment.Source.RULE).delete()
        rows = [row for unit in free for row in _rows(unit, rules.decide(files[unit]), owners)]
        Assignment.objects.bulk_create(rows, batch_size=_CHUNK)
        _repeat_first_owner(free, rows)


def assign(units: Collection[Unit], *, handles: Sequence[str], actor: str, batch: str = "") -> None:
    """Gives units to owners by hand; no handles returns them to the rules. ``batch`` takes it back."""
    owners = _owners(_checked(handles))
    with transaction.atomic():
        pks = [unit.pk for unit in units]
        before, manual = _current(pks), set(_manual(pks))
        Assignment.objects.filter(unit__in=pks).exclude(source=Assignment.Source.SUGGESTION).delete()
        if owners:
            _assign_manually(pks, [owners[handle] for handle in handles], actor)
        else:
            _return_to_rules(units)
        after = _current(pks)
        entries = [
            audit.entry(
                actor=actor,
                verb="assign",
                target=unit,
                repository=unit.repository,
                before=_decision(before.get(unit.pk, []), unit.pk in manual),
                after=_decision(after.get(unit.pk, []), bool(handles)),
                batch=batch,
            )
            for unit in units
        ]
        audit.record_all(entries)
        for repository in {unit.repository_id for unit in units}:
            snapshots.ask_recount(repository)


def standing(units: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The owners of each unit that were given by hand; none where the rules decide."""
    current, manual = _current(list(units)), set(_manual(list(units)))
    return {unit: tuple(current.get(unit, ())) if unit in manual else () for unit in units}


def by_hand(recorded: Mapping[str, Any]) -> tuple[str, ...]:
    """What the trail says of owners given by hand; none where it says that the rules decided."""
    return tuple(recorded.get("owners", ())) if recorded.get("decided") == HAND else ()


def differing(units: Collection[Unit], handles: Sequence[str]) -> list[Unit]:
    """The units whose owners, or the way they were decided, assigning ``handles`` by hand would change."""
    _checked(handles)
    pks = [unit.pk for unit in units]
    current, manual = _current(pks), set(_manual(pks))
    if not handles:
        return [unit for unit in units if unit.pk in manual]
    return [unit for unit in units if unit.pk not in manual or current.get(unit.pk, []) != list(handles)]


def owner(handle: str) -> Owner:
    """The owner known by ``handle``, created on first use. Raises OwnershipError."""
    return Owner.objects.get(pk=_owners(_checked([handle]))[handle])


def _decision(handles: Sequence[str], is_manual: bool) -> dict[str, object]:
    return {"owners": list(handles), "decided": HAND if is_manual else RULES}


def _checked(handles: Sequence[str]) -> set[str]:
    for handle in handles:
        if not codeowners.is_owner(handle):
            raise OwnershipError(f"{handle!r} is not a user (@name), team (@org/team) or e-mail address.")
    return set(handles)


def _assign_manually(units: Sequence[int], owners: Sequence[int], actor: str) -> None:
    rows = [
        Assignment(
            unit_id=unit,
            owner_id=pk,
            source=Assignment.Source.MANUAL,
            rank=rank,
            actor=actor,
            reason=f"assigned by {actor}",
        )
        for unit in units
        for rank, pk in enumerate(owners)
    ]
    Assignment.objects.bulk_create(rows, batch_size=_CHUNK)
    _repeat_first_owner(list(units), rows)


def _return_to_rules(units: Collection[Unit]) -> None:
    by_repository: dict[Repository, dict[int, str]] = defaultdict(dict)
    for unit in units:
        by_repository[unit.repository][unit.pk] = unit.file
    for repository, files in by_repository.items():
        assign_by_rules(files, assigner(repository))


def _rows(unit: int, decision: Decision, owners: Mapping[str, int]) -> list[Assignment]:
    return [
        Assignment(
            unit_id=unit,
            owner_id=owners[handle],
            source=Assignment.Source.RULE,
            rank=rank,
            rule_id=decision.rule,
            reason=decision.reason,
        )
        for rank, handle in enumerate(decision.handles)
    ]


def _repeat_first_owner(units: list[int], rows: Iterable[Assignment]) -> None:
    first = {row.unit_id: row.owner_id for row in rows if row.rank == 0}
    by_owner: dict[int | None, list[int]] = defaultdict(list)
    for unit in units:
        by_owner[first.get(unit)].append(unit)
    for pk, mine in by_owner.items():
        for start in range(0, len(mine), _CHUNK):
            Unit.objects.filter(pk__in=mine[start : start + _CHUNK]).update(owner=pk)


def _owners(handles: Iterable[str]) -> dict[str, int]:
    wanted = set(handles)
    known = dict(Owner.objects.filter(handle__in=wanted).values_list("handle", "pk"))
    for handle in sorted(wanted - known.keys()):
        kind = Owner.Kind.TEAM if handle.startswith("@") and "/" in handle else Owner.Kind.PERSON
        email = "" if handle.startswith("@") else handle
        known[handle] = Owner.objects.get_or_create(handle=handle, defaults={"kind": kind, "email": email})[
            0
        ].pk
    return known


def _diff(repository: Repository, rules: Assigner) -> Diff:
    diff = Diff()
    files = _files(repository)
    manual = set(_manual(list(files)))
    current = _current(list(files))
    for unit, file in files.items():
        decision = rules.decide(file)
        before = tuple(current.get(unit, ()))
        if unit in manual:
            diff.kept_manual += 1
        elif before == decision.handles:
            diff.unchanged += 1
        else:
            diff.changes.append((unit, before, decision.handles, decision.reason))
        diff.unowned += unit not in manual and not decision.handles
    return diff


def _files(repository: Repository) -> dict[int, str]:
    living = Unit.objects.filter(repository=repository).exclude(lifecycle=Unit.Lifecycle.REMOVED)
    return dict(living.order_by("pk").values_list("pk", "file"))


def _manual(units: list[int]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(units), _CHUNK):
        rows = Assignment.objects.filter(
            unit__in=units[start : start + _CHUNK], source=Assignment.Source.MANUAL
        )
        found += rows.values_list("unit_id", flat=True)
    return found


def _current(units: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(units), _CHUNK):
        rows = Assignment.objects.filter(unit__in=units[start : start + _CHUNK])
        rows = rows.exclude(source=Assignment.Source.SUGGESTION).order_by("rank", "pk")
        for unit, handle in rows.values_list("unit_id", "owner__handle"):
            found[unit].append(handle)
    return found


def _parse(
    repository: Repository, text: str, source: str, file: str
) -> tuple[list[OwnerRule], tuple[Problem, ...]]:
    parsed = codeowners.parse(text.replace("\x00", ""))  # the database takes no null characters
    rows = [
        OwnerRule(
            repository=repository,
            source=source,
            order=order,
            pattern=rule.pattern[:500],
            handles=list(rule.owners),
            section=rule.section[:200],
            file=file if source == OwnerRule.Source.CODEOWNERS else "settings",
            line=rule.line,
            text=rule.text[:1000],
        )
        for order, rule in enumerate(parsed.rules)
    ]
    return rows, parsed.problems


def _lines(repository: Repository, source: str) -> Iterable[str]:
    rules = OwnerRule.objects.filter(repository=repository, source=source).order_by("order")
    return rules.values_list("text", flat=True)
