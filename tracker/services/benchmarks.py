"""Attaches measurements to the code: imports result files, proposes and settles links to routes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from tracker.importers.base import Measurement as Measured
from tracker.importers.base import Report, Run
from tracker.importers.errors import ImportFormatError
from tracker.importers.registry import read_report
from tracker.importers.traffic import Count, Matcher
from tracker.models import (
    BenchmarkFile,
    BenchmarkRun,
    BenchmarkTarget,
    Measurement,
    Repository,
    Subsystem,
    Unit,
)
from tracker.services import ServiceError, audit
from tracker.services.alarms import look_for_regressions
from tracker.services.observations import keep_observations

ANONYMOUS_FACTS = {"pid", "node", "host", "hostname"}


class BenchmarkError(ServiceError):
    """A result file or a link that cannot be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A result file and what its sender adds to it. What is left empty is taken from the file.

    ``route`` (``GET /things/{id}``) names what was measured where the tool does not say.
    """

    data: bytes
    name: str
    tool: str = ""
    label: str = ""
    revision: str = ""
    scenario: str = ""
    route: str = ""
    pull_request: int | None = None
    subsystem: Subsystem | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


def import_file(
    repository: Repository,
    upload: Upload,
    *,
    actor: str,
    storing: Callable[[int], None] | None = None,
) -> BenchmarkFile:
    """Store a result file with its runs; raises BenchmarkError for a broken or known one.

    ``storing`` is called with the number of runs once the file was read.
    """
    try:
        report = read_report(upload.data, upload.name, upload.tool)
    except ImportFormatError as error:
        raise BenchmarkError(f"{upload.name or 'The file'} was not read: {error}.") from error
    digest = hashlib.sha256(upload.data).hexdigest()
    known = BenchmarkFile.objects.filter(repository=repository, digest=digest).first()
    if known is not None:
        raise BenchmarkError(
            f"This file was already imported as {known.name} on {known.uploaded_at:%Y-%m-%d}."
        )
    if storing is not None:
        storing(len(report.runs))
    with transaction.atomic():
        made = _file(repository, upload, report, digest, actor)
        _runs(made, upload, report)
        keep_observations(made, report.observations)
        look_for_regressions(made)
        after = {"tool": made.tool, "variant": made.variant, "runs": len(report.runs)}
        audit.record(actor=actor, verb="import-benchmark", target=made, repository=repository, after=after)
    return made


def _file(repository: Repository, upload: Upload, report: Report, digest: str, actor: str) -> BenchmarkFile:
    environment = {**report.environment, **upload.environment}
    return BenchmarkFile.objects.create(
        repository=repository,
        tool=report.tool,
        tool_version=report.tool_version[:40],
        name=(PurePath(upload.name).name or f"{report.tool} result")[:200],
        label=(upload.label or report.label)[:80],
        revision=(upload.revision or report.commit)[:64],
        dirty=report.dirty,
        pull_request=upload.pull_request,
        subsystem=upload.subsystem,
        environment=environment,
        environment_key=environment_key(environment),
        recording=dict(report.recording),
        warnings=list(report.warnings),
        digest=digest,
        size=len(upload.data),
        content=BenchmarkFile.pack(upload.data),
        by=actor[:150],
    )


def environment_key(environment: Mapping[str, str]) -> str:
    """A digest that is equal for equal environments; what names one process or machine is left out."""
    facts = {
        key.casefold(): value.casefold()
        for key, value in environment.items()
        if key.casefold() not in ANONYMOUS_FACTS
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


def _runs(made: BenchmarkFile, upload: Upload, report: Report) -> None:
    runs = BenchmarkRun.objects.bulk_create(
        [
            BenchmarkRun(
                file=made,
                scenario=scenario_of(run, upload, several=several_scenarios(report))[:300],
                started_at=run.started_at,
                duration_s=run.duration_s,
                concurrency=run.concurrency,
            )
            for run in report.runs
        ]
    )
    named = [[_named(measured, upload) for measured in run.measurements] for run in report.runs]
    targets = _targets(made.repository, [measured for group in named for measured in group])
    Measurement.objects.bulk_create(
        [
            _measurement(run, targets[key_of(measured)], measured)
            for run, group in zip(runs, named, strict=True)
            for measured in group
        ],
        batch_size=200,
    )


def several_scenarios(report: Report) -> bool:
    return len({run.scenario for run in report.runs}) > 1


def scenario_of(run: Run, upload: Upload, *, several: bool) -> str:
    """The sender's name for it, else the tool's, else what was requested and how hard."""
    if upload.scenario:
        return f"{upload.scenario}: {run.scenario}" if several else upload.scenario
    if run.scenario:
        return run.scenario
    subject = upload.route or run.measurements[0].name
    return f"{subject} x{run.concurrency}" if run.concurrency else subject


def _named(measured: Measured, upload: Upload) -> Measured:
    """Fill in the route the sender gave where the tool named none."""
    if measured.path or not upload.route or measured.role == "bystander":
        return measured
    method, _, path = upload.route.partition(" ")
    return replace(measured, method=method.upper(), path=path.strip(), name=upload.route)


Key = tuple[str, str, str]


def key_of(measured: Measured) -> Key:
    return measured.method[:20], measured.path[:300], measured.name[:200]


def _targets(repository: Repository, measured: Iterable[Measured]) -> dict[Key, BenchmarkTarget]:
    """The rows of all targets named, made and given a suggestion where they are new."""
    keys = {key_of(each) for each in measured}
    rows = BenchmarkTarget.objects.filter(repository=repository, name__in={name for _, _, name in keys})
    known = {(row.method, row.path, row.name): row for row in rows}
    matcher = _matcher(repository) if keys - known.keys() else None
    for key in sorted(keys - known.keys()):
        known[key] = _new_target(repository, key, matcher)
    return {key: known[key] for key in keys}


def _matcher(repository: Repository) -> Matcher:
    routes = Unit.objects.filter(repository=repository, kind=Unit.Kind.ROUTE)
    return Matcher(routes.exclude(lifecycle=Unit.Lifecycle.REMOVED).values_list("pk", "methods", "path"))


def _new_target(repository: Repository, key: Key, matcher: Matcher | None) -> BenchmarkTarget:
    method, path, name = key
    unit = matcher.match(Count(method, path, 0, 0)) if matcher and path else None
    return BenchmarkTarget.objects.create(
        repository=repository,
        method=method,
        path=path,
        name=name,
        unit_id=unit,
        link=BenchmarkTarget.Link.SUGGESTED if unit else BenchmarkTarget.Link.NONE,
    )


def _measurement(run: BenchmarkRun, target: BenchmarkTarget, measured: Measured) -> Measurement:
    return Measurement(
        run=run,
        target=target,
        role=measured.role,
        requests=measured.requests,
        errors=measured.errors,
        figures=figures_of(measured),
        samples=[round(sample, 3) for sample in measured.samples_ms],
        sampled=bool(measured.samples_ms),
    )


def figures_of(measured: Measured) -> dict[str, float]:
    """Every figure that was reported, by metric name."""
    found = {**asdict(measured.latency), "rps": measured.rps, "bytes": measured.bytes, **measured.figures}
    if measured.requests is not None and measured.errors is not None:
        attempts = measured.requests + (measured.errors if measured.role == "bystander" else 0)
        found["error_rate"] = measured.errors / attempts if attempts else None
    return {name: round(value, 6) for name, value in found.items() if value is not None}


def confirm_link(target: BenchmarkTarget, unit: Unit, *, actor: str) -> None:
    """Settle which route a target is; raises BenchmarkError for a unit of another repository."""
    if unit.repository_id != target.repository_id or unit.kind != Unit.Kind.ROUTE:
        raise BenchmarkError("Choose a route of this repository.")
    _settle(target, unit, BenchmarkTarget.Link.CONFIRMED, actor)


def reject_link(target: BenchmarkTarget, *, actor: str) -> None:
    """Say that a target is none of the inventory's routes."""
    _settle(target, None, BenchmarkTarget.Link.REJECTED, actor)


def _settle(target: BenchmarkTarget, unit: Unit | None, link: str, actor: str) -> None:
    before = {"route": str(target.unit) if target.unit else "", "link": target.link}
    with transaction.atomic():
        target.unit, target.link, target.by, target.linked_at = unit, link, actor[:150], timezone.now()
        target.save(update_fields=["unit", "link", "by", "linked_at"])
        after = {"route": str(unit) if unit else "", "link": link}
        audit.record(
            actor=actor,
            verb="link-benchmark",
            target=target,
            repository=target.repository,
            before=before,
            after=after,
        )


def confirm_all(repository: Repository, *, actor: str) -> int:
    """Confirm every open suggestion; returns how many there were."""
    open_ones = BenchmarkTarget.objects.filter(repository=repository, link=BenchmarkTarget.Link.SUGGESTED)
    targets = list(open_ones.select_related("unit", "repository"))
    for target in targets:
        if target.unit is not None:
            confirm_link(target, target.unit, actor=actor)
    return len(targets)


def remove_file(made: BenchmarkFile, *, actor: str) -> None:
    """Delete a result file with its runs."""
    with transaction.atomic():
        before = {"tool": made.tool, "variant": made.variant, "digest": made.digest}
        audit.record(
            actor=actor, verb="remove-benchmark", target=made, repository=made.repository, before=before
        )
        made.delete()
