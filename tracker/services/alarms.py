"""Opens, confirms and clears alarms on regressions as result files come in."""

from __future__ import annotations

from tracker.models import BenchmarkAlarm, BenchmarkFile, Measurement
from tracker.queries.pairing import Group, Variant, grouped, measured, pair, values_of
from tracker.statistics.confirmation import Alarm, alarm

STATES = {
    Alarm.SUSPECTED: BenchmarkAlarm.State.SUSPECTED,
    Alarm.CONFIRMED: BenchmarkAlarm.State.CONFIRMED,
    Alarm.NOT_REPEATED: BenchmarkAlarm.State.NOT_REPEATED,
}


def look_for_regressions(file: BenchmarkFile) -> None:
    """Compare the variant of a new file with the one measured before it, in every group it adds to."""
    rows = measured(file.repository).filter(
        run__scenario__in=file.runs.values("scenario"),
        run__file__environment_key=file.environment_key,
    )
    groups = grouped(rows)
    beside = {group.scenario for group in groups if group.role == Measurement.Role.BYSTANDER}
    for group in groups:
        # Where a bystander was timed, it alone decides: the slow route may well become slower.
        if group.role != Measurement.Role.ROUTE or group.scenario not in beside:
            _judge(group, file)


def _judge(group: Group, file: BenchmarkFile) -> None:
    variants = group.variants
    index = next((n for n, variant in enumerate(variants) if file.pk in variant.sessions), 0)
    if index:
        _record(group, variants[index - 1], variants[index])


def _record(group: Group, before: Variant, after: Variant) -> None:
    metric = pair(group, before, after).verdict.metric.name
    sessions = [values_of(metric, session) for session in after.sessions.values()]
    found = alarm(metric, before.values(metric), sessions)
    rows = BenchmarkAlarm.objects.filter(
        target=group.target, scenario=group.scenario, metric=metric, after__in=after.files
    )
    if found is Alarm.NONE:
        rows.update(state=BenchmarkAlarm.State.NOT_REPEATED)
        return
    BenchmarkAlarm.objects.update_or_create(
        target=group.target,
        scenario=group.scenario,
        metric=metric,
        after_id=min(after.files),
        defaults={
            "repository_id": group.target.repository_id,
            "before_id": min(before.files),
            "state": STATES[found],
            "reason": f"{after.name} against {before.name}",
        },
    )
