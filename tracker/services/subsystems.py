"""Sorts units into subsystems by rules, with a preview before anything changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from tracker.models import Repository, Subsystem, SubsystemRule, Unit, UnitReach
from tracker.services import ServiceError, audit, snapshots

SHARED = "shared"


class SubsystemError(ServiceError):
    """A subsystem or rule that cannot be accepted."""


class RuleSpec(TypedDict):
    kind: str
    value: str


class SubsystemSpec(TypedDict):
    """What the settings page sends for one subsystem, in order."""

    name: str
    rules: list[RuleSpec]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule may look at."""

    kind: str
    name: str
    file: str
    path: str = ""
    tags: tuple[str, ...] = ()
    guess: str = ""


@dataclass(slots=True)
class Sorter:
    """Rules in order; the first match wins, then the scanner's guess, then what the routes say."""

    rules: Sequence[tuple[str, str, str]]  # (subsystem name, kind, value)

    def by_rule(self, subject: Subject) -> str | None:
        return next((name for name, kind, value in self.rules if _matches(kind, value, subject)), None)

    def route(self, subject: Subject) -> str:
        return self.by_rule(subject) or subject.guess or SHARED

    def helper(self, subject: Subject, of_routes: Iterable[str]) -> str:
        """A helper belongs where a rule puts it, else where all its routes are, else to everybody."""
        placed = self.by_rule(subject)
        if placed:
            return placed
        places = set(of_routes)
        return places.pop() if len(places) == 1 else SHARED


@dataclass(slots=True)
class Preview:
    """What applying rules would do: units per subsystem and the moves (unit id, from, to)."""

    counts: Counter[str] = field(default_factory=Counter)
    moves: list[tuple[int, str, str]] = field(default_factory=list)


def sorter(repository: Repository) -> Sorter:
    """The repository's saved rules."""
    rules = SubsystemRule.objects.filter(subsystem__repository=repository).select_related("subsystem")
    ordered = rules.order_by("subsystem__order", "subsystem__name", "order", "id")
    return Sorter([(rule.subsystem.name, rule.kind, rule.value) for rule in ordered])


def preview(repository: Repository, specs: Sequence[SubsystemSpec]) -> Preview:
    """What ``specs`` would do to the living units; writes nothing. Raises SubsystemError."""
    return _preview(repository, Sorter(_flatten(specs)))


def apply(repository: Repository, specs: Sequence[SubsystemSpec], *, actor: str) -> Preview:
    """Replaces the rules by ``specs`` and moves the units. Raises SubsystemError."""
    rules = Sorter(_flatten(specs))
    with transaction.atomic():
        before = _saved(repository)
        _replace(repository, specs)
        found = _preview(repository, rules)
        move(repository, [(unit, to) for unit, _, to in found.moves])
        _drop_empty(repository)
        snapshots.ask_recount(repository.pk)
        audit.record(
            actor=actor,
            verb="set-subsystem-rules",
            target=repository,
            repository=repository,
            before={"subsystems": before},
            after={"subsystems": list(specs)},
        )
    return found


def ensure(repository: Repository, names: Iterable[str]) -> dict[str, int]:
    """Subsystem ids by name; unknown names become automatic subsystems."""
    known = dict(Subsystem.objects.filter(repository=repository).values_list("name", "pk"))
    slugs = set(Subsystem.objects.filter(repository=repository).values_list("slug", flat=True))
    for name in sorted({name[:200] for name in names} - known.keys()):
        slug = _free_slug(name, slugs)
        order = 1_000_000 if name == SHARED else 1000
        made = Subsystem.objects.create(
            repository=repository, name=name, slug=slug, automatic=True, order=order
        )
        known[name] = made.pk
    return known


def names(repository: Repository) -> dict[int, str]:
    """Subsystem names by id."""
    return dict(Subsystem.objects.filter(repository=repository).values_list("pk", "name"))


def move(repository: Repository, moves: Sequence[tuple[int, str]]) -> None:
    """Puts units (id, subsystem name) where they belong; unknown names become automatic subsystems."""
    ids = ensure(repository, {name for _, name in moves})
    groups: dict[str, list[int]] = {}
    for unit, name in moves:
        groups.setdefault(name, []).append(unit)
    for name, units in groups.items():
        for start in range(0, len(units), 500):
            Unit.objects.filter(pk__in=units[start : start + 500]).update(subsystem=ids[name[:200]])


def update(subsystem: Subsystem, *, actor: str, **values: object) -> Subsystem:
    """Changes phase, owner, target date, criteria, notes or order, audited."""
    allowed = {"phase", "owner", "target_date", "criteria", "notes", "order"}
    if unknown := set(values) - allowed:
        raise SubsystemError(f"Cannot change {', '.join(sorted(unknown))}.")
    changed = {name: value for name, value in values.items() if getattr(subsystem, name) != value}
    if not changed:
        return subsystem
    before = {name: getattr(subsystem, name) for name in changed}
    with transaction.atomic():
        for name, value in changed.items():
            setattr(subsystem, name, value)
        subsystem.save(update_fields=list(changed))
        audit.record(
            actor=actor,
            verb="change-subsystem",
            target=subsystem,
            repository=subsystem.repository,
            before=before,
            after=changed,
        )
    return subsystem


def criteria(text: str, before: list[dict[str, object]], by: str) -> list[dict[str, object]]:
    """Criteria from lines, ``[x]`` in front of met ones; who met one, and when, is kept from before."""
    met = {str(item.get("text")): item for item in before if item.get("done")}
    now = timezone.now().isoformat()
    items: list[dict[str, object]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        done = line.lower().startswith("[x]")
        words = line[3:].strip() if done else line.removeprefix("[ ]").strip()
        known = met.get(words, {})
        stamp = {"by": known.get("by", by), "at": known.get("at", now)} if done else {}
        items.append({"text": words, "done": done, **stamp})
    return items


def _matches(kind: str, value: str, subject: Subject) -> bool:
    if kind == SubsystemRule.Kind.PREFIX:
        prefix = "/" + value.strip("/")
        whole = subject.path == prefix or subject.path.startswith(prefix.rstrip("/") + "/")
        return subject.kind == Unit.Kind.ROUTE and whole
    if kind == SubsystemRule.Kind.TAG:
        return value in subject.tags
    if "/" in value:
        return subject.file == value or subject.file.startswith(value.rstrip("/") + "/")
    module = subject.name.partition(":")[0]
    return module == value or module.startswith(value + ".")


def _flatten(specs: Sequence[SubsystemSpec]) -> list[tuple[str, str, str]]:
    names = [spec["name"].strip() for spec in specs]
    if not all(names):
        raise SubsystemError("A subsystem needs a name.")
    if len({name.lower() for name in names}) != len(names):
        raise SubsystemError("Two subsystems have the same name.")
    rules = []
    for name, spec in zip(names, specs, strict=True):
        for rule in spec["rules"]:
            if rule["kind"] not in SubsystemRule.Kind.values or not rule["value"].strip():
                raise SubsystemError(f"A rule of {name} is malformed.")
            rules.append((name, rule["kind"], rule["value"].strip()))
    return rules


def _preview(repository: Repository, rules: Sorter) -> Preview:
    units = list(
        Unit.objects.filter(repository=repository)
        .exclude(lifecycle=Unit.Lifecycle.REMOVED)
        .select_related("subsystem")
        .order_by("-kind", "pk")  # routes before helpers, which follow their routes
    )
    reach = dict(UnitReach.objects.filter(unit__repository=repository).values_list("unit_id", "members"))
    placed: dict[int, str] = {}
    found = Preview()
    for unit in units:
        placed[unit.pk] = _place(rules, unit, placed, reach)
        found.counts[placed[unit.pk]] += 1
        old = unit.subsystem.name if unit.subsystem else ""
        if old != placed[unit.pk]:
            found.moves.append((unit.pk, old, placed[unit.pk]))
    return found


def _place(rules: Sorter, unit: Unit, placed: Mapping[int, str], reach: Mapping[int, list[int]]) -> str:
    subject = Subject(unit.kind, unit.name, unit.file, unit.path, tuple(unit.tags), unit.scanner_subsystem)
    if unit.kind == Unit.Kind.ROUTE:
        return rules.route(subject)
    return rules.helper(subject, (placed[route] for route in reach.get(unit.pk, ()) if route in placed))


def _saved(repository: Repository) -> list[dict[str, object]]:
    subsystems = Subsystem.objects.filter(repository=repository).prefetch_related("rules")
    return [
        {"name": one.name, "rules": [{"kind": rule.kind, "value": rule.value} for rule in one.rules.all()]}
        for one in subsystems
        if one.rules.all()
    ]


def _replace(repository: Repository, specs: Sequence[SubsystemSpec]) -> None:
    SubsystemRule.objects.filter(subsystem__repository=repository).delete()
    ids = ensure(repository, [spec["name"].strip() for spec in specs])
    for order, spec in enumerate(specs):
        pk = ids[spec["name"].strip()[:200]]
        Subsystem.objects.filter(pk=pk).update(order=order, automatic=False)
        rows = [
            SubsystemRule(subsystem_id=pk, order=index, kind=rule["kind"], value=rule["value"].strip())
            for index, rule in enumerate(spec["rules"])
        ]
        SubsystemRule.objects.bulk_create(rows)


def _drop_empty(repository: Repository) -> None:
    """Automatic subsystems nobody is in any more, and about which nobody decided anything, go away."""
    empty = Subsystem.objects.filter(
        repository=repository, automatic=True, units=None, target_date=None, phase="", notes=""
    )
    empty.delete()


def _free_slug(name: str, taken: set[str]) -> str:
    base = slugify(name)[:190] or "subsystem"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug
