"""Result files and comparisons for their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tracker.models import (
    BenchmarkAlarm,
    BenchmarkFile,
    BenchmarkTarget,
    BenchmarkUpload,
    Measurement,
    Repository,
    RuntimeObservation,
    Unit,
)
from tracker.queries.pairing import (
    Group,
    Pair,
    Variant,
    environments_differ,
    grouped,
    measured,
    pair,
    unpaired_reasons,
    variant_key,
)

OPEN_ALARMS = (BenchmarkAlarm.State.SUSPECTED, BenchmarkAlarm.State.CONFIRMED)
SWEEP_METRIC = "p95"
SAMPLES_DRAWN = 4000
UPLOAD_SHOWN = timedelta(hours=1)
UPLOADS_LISTED = 10


def files(repository: Repository) -> QuerySet[BenchmarkFile]:
    rows = BenchmarkFile.objects.filter(repository=repository).defer("content")
    return (
        rows.annotate(
            run_count=Count("runs", distinct=True),
            observed=Count("observations", filter=~Q(observations__path=""), distinct=True),
        )
        .select_related("subsystem")
        .order_by("-id")
    )


def file_of(repository: Repository, pk: int) -> BenchmarkFile | None:
    return files(repository).filter(pk=pk).first()


def raw_file(repository: Repository, pk: int) -> BenchmarkFile | None:
    """The file with its content."""
    return BenchmarkFile.objects.filter(repository=repository, pk=pk).first()


@dataclass(frozen=True, slots=True)
class Uploads:
    """Large files on their way, and those that ended a short while ago or without a result."""

    rows: Sequence[BenchmarkUpload]

    @property
    def active(self) -> bool:
        return any(row.is_active for row in self.rows)


def uploads(repository: Repository) -> Uploads:
    rows = BenchmarkUpload.objects.filter(repository=repository).defer("content")
    old = Q(state=BenchmarkUpload.State.DONE, created_at__lt=timezone.now() - UPLOAD_SHOWN)
    return Uploads(list(rows.exclude(old)[:UPLOADS_LISTED]))


def upload_of(repository: Repository, pk: int) -> BenchmarkUpload | None:
    return BenchmarkUpload.objects.filter(repository=repository, pk=pk).first()


def suggestions(repository: Repository) -> QuerySet[BenchmarkTarget]:
    rows = BenchmarkTarget.objects.filter(repository=repository, link=BenchmarkTarget.Link.SUGGESTED)
    return rows.select_related("unit").annotate(run_count=Count("measurements__run", distinct=True))


def targets_in(file: BenchmarkFile) -> QuerySet[BenchmarkTarget]:
    return BenchmarkTarget.objects.filter(measurements__run__file=file).select_related("unit").distinct()


def target_of(repository: Repository, pk: int) -> BenchmarkTarget | None:
    return (
        BenchmarkTarget.objects.filter(repository=repository, pk=pk)
        .select_related("unit", "repository")
        .first()
    )


def route_labelled(repository: Repository, text: str) -> Unit | None:
    """The living route that people call ``GET /things/{id}``."""
    method, _, path = text.strip().partition(" ")
    routes = Unit.objects.filter(repository=repository, kind=Unit.Kind.ROUTE, path=path.strip())
    living = routes.exclude(lifecycle=Unit.Lifecycle.REMOVED)
    return next((unit for unit in living if method.upper() in (unit.methods.split() or ["WS"])), None)


def alarms(repository: Repository) -> QuerySet[BenchmarkAlarm]:
    rows = BenchmarkAlarm.objects.filter(repository=repository, state__in=OPEN_ALARMS)
    return rows.select_related("target", "target__unit", "before", "after").defer(
        "before__content", "after__content"
    )


def observations(file: BenchmarkFile) -> QuerySet[RuntimeObservation]:
    """What was seen of routes, and of parts of the application outside them."""
    return RuntimeObservation.objects.filter(file=file).exclude(path="").select_related("unit")


def helpers_passed(file: BenchmarkFile) -> QuerySet[RuntimeObservation]:
    """What was seen below helpers: dependencies, middleware and others in the inventory."""
    return RuntimeObservation.objects.filter(file=file, path="", unit__isnull=False).select_related("unit")


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario of a file: how many runs, and the median over the runs of each figure shown."""

    scenario: str
    target: BenchmarkTarget
    role: str
    runs: int
    requests: int
    errors: int
    figures: dict[str, float]


SHOWN = ("p50", "p95", "max", "rps", "worst_stall_ms", "answered", "loop_lag_p95_ms", "threads_waiting")


def rows_of(file: BenchmarkFile) -> list[Row]:
    """The file's runs by scenario and target."""
    groups = grouped(measured(file.repository).filter(run__file=file))
    return [_row(group, group.variants[0].measurements) for group in groups]


def _row(group: Group, found: Sequence[Measurement]) -> Row:
    figures = {
        name: median(values)
        for name in SHOWN
        if (values := [row.figures[name] for row in found if name in row.figures])
    }
    return Row(
        scenario=group.scenario,
        target=group.target,
        role=group.role,
        runs=len(found),
        requests=sum(row.requests or 0 for row in found),
        errors=sum(row.errors or 0 for row in found),
        figures=figures,
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two variants side by side: what could be paired, and why the rest could not."""

    before: BenchmarkFile
    after: BenchmarkFile
    pairs: tuple[Pair, ...]
    reasons: tuple[str, ...]
    differences: tuple[str, ...]

    @property
    def only_own_latency(self) -> bool:
        return bool(self.pairs) and all(pair.group.role == Measurement.Role.ROUTE for pair in self.pairs)


def compare(before: BenchmarkFile, after: BenchmarkFile) -> Comparison:
    """The variants that two files belong to, with all sessions of each, paired where that is honest."""
    rows = measured(before.repository)
    if same_variant(before, after):
        return Comparison(before, after, (), ("Both sides are the same variant of the code.",), ())
    sides = [grouped(in_variant(rows, file)) for file in (before, after)]
    known = {key_of(group): group for group in sides[0]}
    pairs = [
        pair(known[key_of(group)], known[key_of(group)].variants[0], group.variants[0])
        for group in sides[1]
        if key_of(group) in known
    ]
    pairs.sort(key=lambda found: (not found.is_bystander, found.group.concurrency or 0))
    return Comparison(
        before=before,
        after=after,
        pairs=tuple(pairs),
        reasons=tuple(unpaired_reasons(*sides)),
        differences=tuple(environments_differ(before, after)),
    )


def same_variant(one: BenchmarkFile, other: BenchmarkFile) -> bool:
    keys = [variant_key(file.pk, file.label, file.revision) for file in (one, other)]
    return keys[0] == keys[1]


def key_of(group: Group) -> tuple[int, str, str, str]:
    return group.target.pk, group.scenario, group.environment_key, group.role


def in_variant(rows: QuerySet[Measurement], file: BenchmarkFile) -> QuerySet[Measurement]:
    """The rows of all files that measured the same code as ``file``."""
    if variant_key(file.pk, file.label, file.revision) != (file.label, file.revision):
        return rows.filter(run__file=file)
    return rows.filter(run__file__label=file.label, run__file__revision=file.revision)


def samples_of(variant: Variant) -> list[float]:
    """Single latencies of all runs of a variant, evenly thinned, in ms."""
    keys = [row.pk for row in variant.measurements]
    stored = Measurement.objects.filter(pk__in=keys).values_list("samples", flat=True)
    found = [float(sample) for samples in stored for sample in samples]
    step = max(1, len(found) // SAMPLES_DRAWN)
    return found[::step]


def sweeps(pairs: Iterable[Pair]) -> dict[str, dict[int, float]]:
    """The bystander's median p95 (ms) by variant and concurrency; empty with fewer than two of them."""
    found: dict[str, dict[int, float]] = {}
    for each in pairs:
        if not each.is_bystander or each.group.concurrency is None:
            continue
        for variant in (each.before, each.after):
            values = variant.values(SWEEP_METRIC)
            if values:
                found.setdefault(variant.name, {})[each.group.concurrency] = median(values)
    return found if any(len(points) > 1 for points in found.values()) else {}
