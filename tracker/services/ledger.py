"""Writes observations into the interval tables of units and findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from tracker.models import FindingState, Scan, UnitState
from tracker.services.timeline import Around, New, Plan, Span, observe

StateModel = type[UnitState] | type[FindingState]
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a scan falls on its repository's timeline: between its observed neighbours.

    ``repeats``: another scan observed the same position before.
    """

    scan: Scan
    position: int
    before: Scan | None
    after: Scan | None
    repeats: bool

    @property
    def end(self) -> int | None:
        return self.after.position if self.after else None

    @property
    def is_tip(self) -> bool:
        return self.after is None


@dataclass(frozen=True, slots=True)
class Ledger:
    """One of the two interval tables; ``subject`` is its foreign key, ``build`` makes a fresh row."""

    model: StateModel
    subject: str
    moment: Moment
    arounds: Mapping[int, Around]

    @classmethod
    def open(cls, model: StateModel, subject: str, moment: Moment) -> Ledger:
        return cls(model, subject, moment, _load(model, f"{subject}_id", moment))

    def present(self) -> set[int]:
        """Subjects already known to be there just before or at the observation, or right after it."""
        return {key for key, around in self.arounds.items() if around.cover or around.right}

    def plan(self, digests: Mapping[int, str]) -> Plan:
        """What the observation ``digests`` (subject -> state) changes; every other subject is absent."""
        plan, nothing = Plan(), Around()
        start, end = self.moment.position, self.moment.end
        for subject, digest in digests.items():
            around = self.arounds.get(subject, nothing)
            observe(plan, subject=subject, around=around, digest=digest, start=start, end=end)
        for subject, around in self.arounds.items():
            if subject not in digests:
                observe(plan, subject=subject, around=around, digest=None, start=start, end=end)
        return plan

    def write(self, plan: Plan, build: Callable[[int], models.Model]) -> None:
        """Carries ``plan`` out; ``build(subject)`` gives an unsaved row with its content filled in."""
        rows = [self._bounded(build(new.subject), new) for new in plan.added if new.copy_of is None]
        rows += self._copies([new for new in plan.added if new.copy_of])
        self._move_bounds(plan)
        self._delete([span.id for span in plan.deleted])
        self._manager().bulk_create(rows, batch_size=_CHUNK)

    def _manager(self) -> models.Manager[Any]:
        return self.model._default_manager

    def _bounded(self, row: models.Model, new: New) -> models.Model:
        values = {
            "repository_id": self.moment.scan.repository_id,
            f"{self.subject}_id": new.subject,
            "from_position": new.start,
            "from_scan_id": self._scan_at(new.start),
            "to_position": new.end,
        }
        if new.copy_of is None:
            values["to_scan_id"] = self._scan_at(new.end)
        for name, value in values.items():
            setattr(row, name, value)
        return row

    def _copies(self, news: list[New]) -> list[models.Model]:
        sources = self._manager().in_bulk([new.copy_of.id for new in news if new.copy_of])
        return [self._copy(sources[new.copy_of.id], new) for new in news if new.copy_of]

    def _copy(self, source: models.Model, new: New) -> models.Model:
        names = [column.attname for column in source._meta.concrete_fields if not column.primary_key]
        twin = self.model(**{name: getattr(source, name) for name in names})
        return self._bounded(twin, new)

    def _move_bounds(self, plan: Plan) -> None:
        starts: dict[int, list[int]] = defaultdict(list)
        ends: dict[int | None, list[int]] = defaultdict(list)
        for span, start in plan.starts:
            starts[start].append(span.id)
        for span, end in plan.ends:
            ends[end].append(span.id)
        for start, ids in starts.items():
            self._update(ids, from_position=start, from_scan_id=self._scan_at(start))
        for end, ids in ends.items():
            self._update(ids, to_position=end, to_scan_id=self._scan_at(end))

    def _scan_at(self, position: int | None) -> int | None:
        """The scan that observed ``position``."""
        if position is None:
            return None
        if position == self.moment.position:
            return self.moment.scan.pk
        if self.moment.after and position == self.moment.end:
            return self.moment.after.pk
        snapshot = {"snapshot__position": position, "repository_id": self.moment.scan.repository_id}
        return Scan.objects.only("pk").get(**snapshot).pk

    def _update(self, ids: list[int], **values: object) -> None:
        for chunk in _chunks(ids):
            self._manager().filter(pk__in=chunk).update(**values)

    def _delete(self, ids: list[int]) -> None:
        for chunk in _chunks(ids):
            self._manager().filter(pk__in=chunk).delete()


def _load(model: StateModel, subject: str, moment: Moment) -> dict[int, Around]:
    """Every subject's spans around the moment."""
    covers, lefts, rights = {}, {}, {}
    for span in _spans(model, subject, moment):
        if span.end == moment.position:
            lefts[span.subject] = span
        elif span.start == moment.end:
            rights[span.subject] = span
        else:
            covers[span.subject] = span
    if not lefts and not rights:
        return {key: Around(cover) for key, cover in covers.items()}
    keys = covers.keys() | lefts.keys() | rights.keys()
    return {key: Around(covers.get(key), lefts.get(key), rights.get(key)) for key in keys}


def _spans(model: StateModel, subject: str, moment: Moment) -> Iterable[Span]:
    position = moment.position
    still = Q(to_position__isnull=True) | Q(to_position__gte=position)
    near = Q(from_position__lte=position) & still
    if moment.end is not None:
        near |= Q(from_position=moment.end)
    elif not moment.repeats:
        # At a new tip nothing ends at or after the new position: the partial index alone answers.
        near = Q(to_position__isnull=True)
    rows = model._default_manager.filter(near, repository_id=moment.scan.repository_id).order_by()
    for row in rows.values_list("id", subject, "from_position", "to_position", "digest"):
        yield Span(*row)


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
