"""Runs grouped by what was measured, how and where, and the variants of the code among them.

Runs belong together when scenario and environment are equal; within a group, the runs of one label and
revision are one *variant*, and each result file of a variant is one *session*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from tracker.models import BenchmarkFile, BenchmarkTarget, Measurement, Repository
from tracker.statistics.metrics import METRICS, PREFERENCE
from tracker.statistics.verdict import Side, Verdict, judge

VariantKey = tuple[str, str]
UNSTATED = "not stated"


@dataclass(slots=True)
class Variant:
    """One state of the code as measured in one group; sessions oldest first."""

    label: str
    revision: str
    name: str
    sessions: dict[int, list[Measurement]] = field(default_factory=dict)
    files: dict[int, BenchmarkFile] = field(default_factory=dict)
    first: datetime | None = None

    @property
    def measurements(self) -> list[Measurement]:
        return [measurement for session in self.sessions.values() for measurement in session]

    @property
    def file(self) -> int:
        """The first file of the variant, which stands for it in addresses."""
        return min(self.files)

    def values(self, metric: str) -> list[float]:
        return values_of(metric, self.measurements)

    def side(self, metric: str) -> Side:
        values = self.values(metric)
        sampled = any(measurement.sampled for measurement in self.measurements)
        return Side(tuple(values), len(self.measurements), sampled)


@dataclass(slots=True)
class Group:
    """All variants of one target in one scenario and environment, in the order they were measured."""

    target: BenchmarkTarget
    scenario: str
    environment_key: str
    role: str
    concurrency: int | None = None
    by_key: dict[VariantKey, Variant] = field(default_factory=dict)

    @property
    def variants(self) -> list[Variant]:
        return list(self.by_key.values())


@dataclass(frozen=True, slots=True)
class Pair:
    """Before and after of one group, judged; ``verdict`` is the one that decides."""

    group: Group
    before: Variant
    after: Variant
    verdicts: tuple[Verdict, ...]
    verdict: Verdict

    @property
    def is_bystander(self) -> bool:
        return self.group.role == Measurement.Role.BYSTANDER


def values_of(metric: str, measurements: Iterable[Measurement]) -> list[float]:
    """The metric of every run that reports it, in run order."""
    return [
        float(measurement.figures[metric]) for measurement in measurements if metric in measurement.figures
    ]


def measured(repository: Repository) -> QuerySet[Measurement]:
    rows = Measurement.objects.filter(run__file__repository=repository)
    return (
        rows.select_related("run", "run__file", "target")
        .defer("run__file__content", "samples")
        .order_by("run_id", "id")
    )


def grouped(rows: Iterable[Measurement]) -> list[Group]:
    """Groups in order of scenario; needs rows with run, file and target at hand."""
    groups: dict[tuple[int, str, str, str], Group] = {}
    for row in sorted(rows, key=lambda row: (when_of(row), row.pk)):
        file = row.run.file
        key = (row.target_id, row.run.scenario, file.environment_key, row.role)
        if key not in groups:
            groups[key] = Group(
                row.target, row.run.scenario, file.environment_key, row.role, row.run.concurrency
            )
        _add(groups[key], row)
    return sorted(groups.values(), key=lambda group: (group.concurrency or 0, group.scenario, group.role))


def when_of(row: Measurement) -> datetime:
    return row.run.started_at or row.run.file.uploaded_at


def variant_key(file: int, label: str, revision: str) -> VariantKey:
    """Files without label and revision cannot be taken for the same code."""
    return (label, revision) if label or revision else (f"file {file}", "")


def _add(group: Group, row: Measurement) -> None:
    file = row.run.file
    key = variant_key(file.pk, file.label, file.revision)
    if key not in group.by_key:
        group.by_key[key] = Variant(file.label, file.revision, file.variant, first=when_of(row))
    variant = group.by_key[key]
    variant.sessions.setdefault(file.pk, []).append(row)
    variant.files.setdefault(file.pk, file)


def pair(group: Group, before: Variant, after: Variant) -> Pair:
    """Judge every metric that either side reports; the preferred one decides."""
    reported = {name for variant in (before, after) for row in variant.measurements for name in row.figures}
    names = [name for name in METRICS if name in reported]
    verdicts = tuple(judge(name, before.side(name), after.side(name)) for name in names)
    return Pair(group, before, after, verdicts, deciding(verdicts))


def deciding(verdicts: Sequence[Verdict]) -> Verdict:
    """The first preferred metric that both sides report, whatever came of it."""
    by_name = {verdict.metric.name: verdict for verdict in verdicts}
    preferred = [by_name[name] for name in PREFERENCE if name in by_name]
    complete = [verdict for verdict in preferred if verdict.before.values and verdict.after.values]
    return next(iter(complete or preferred or verdicts))


def pairs_in(group: Group) -> list[Pair]:
    """The first variant against every later one."""
    return [pair(group, group.variants[0], variant) for variant in group.variants[1:]]


def unpaired_reasons(before: Sequence[Group], after: Sequence[Group]) -> list[str]:
    """Why two sets of groups share nothing (more) that could be compared."""
    reasons: list[str] = []
    scenarios, others = ({group.scenario for group in groups} for groups in (before, after))
    for missing, side in ((scenarios - others, "before"), (others - scenarios, "after")):
        reasons.extend(f"“{scenario}” was measured only {side}." for scenario in sorted(missing))
    for scenario in sorted(scenarios & others):
        keys = [
            {group.environment_key for group in side if group.scenario == scenario}
            for side in (before, after)
        ]
        if not keys[0] & keys[1]:
            reasons.append(f"“{scenario}” was measured in different environments.")
    return reasons


def environments_differ(one: BenchmarkFile, other: BenchmarkFile) -> list[str]:
    """The facts in which two environments differ, as sentences."""
    return [
        f"{name}: {one.environment.get(name, UNSTATED)} before, {other.environment.get(name, UNSTATED)} after"
        for name in sorted(one.environment.keys() | other.environment.keys())
        if one.environment.get(name) != other.environment.get(name)
    ]
