"""Takes imported request counts over to the routes they belong to."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from tracker.importers import traffic
from tracker.importers.traffic import Count, Matcher
from tracker.models import Repository, RouteTraffic, TrafficImport, Unit
from tracker.services import ServiceError, audit

_UNMATCHED_KEPT = 100


class TrafficImportError(ServiceError):
    """A file whose counts cannot be used."""


def import_counts(
    repository: Repository, *, text: str, form: str, actor: str, file_name: str = ""
) -> TrafficImport:
    """Replaces the counts of the routes that ``text`` names; what matches no route is kept with the
    import. An empty ``form`` is recognised. Raises TrafficImportError."""
    text = text.replace("\x00", "")  # the database takes no null characters
    form = form or traffic.recognised(text)
    if form not in TrafficImport.Format.values:
        raise TrafficImportError("Choose CSV, access log or Prometheus text.")
    try:
        found = traffic.parse(text, form)
    except traffic.TrafficError as error:
        raise TrafficImportError(str(error)) from error
    with transaction.atomic():
        matched, unmatched = _match(repository, found.counts)
        total = sum(count.requests for count in found.counts)
        made = TrafficImport.objects.create(
            repository=repository,
            format=form,
            file_name=file_name[:200],
            by=actor,
            window_start=found.start,
            window_end=found.end,
            requests=total,
            matched=sum(requests for requests, _ in matched.values()),
            unmatched=_largest(unmatched),
        )
        _store(made, matched, total)
        after = {"requests": total, "matched": made.matched, "routes": len(matched)}
        audit.record(actor=actor, verb="import-traffic", target=made, repository=repository, after=after)
    return made


def _match(repository: Repository, counts: list[Count]) -> tuple[dict[int, tuple[int, int]], list[Count]]:
    routes = Unit.objects.filter(repository=repository, kind=Unit.Kind.ROUTE)
    living = routes.exclude(lifecycle=Unit.Lifecycle.REMOVED)
    matcher = Matcher(living.values_list("pk", "methods", "path"))
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    unmatched = []
    for count in counts:
        pk = matcher.match(count)
        if pk is None:
            unmatched.append(count)
        else:
            sums[pk][0] += count.requests
            sums[pk][1] += count.errors
    return {pk: (requests, errors) for pk, (requests, errors) in sums.items()}, unmatched


def _store(made: TrafficImport, matched: dict[int, tuple[int, int]], total: int) -> None:
    rows = [
        RouteTraffic(
            unit_id=pk,
            source=made,
            requests=requests,
            errors=errors,
            share=requests / total if total else 0.0,
        )
        for pk, (requests, errors) in matched.items()
    ]
    RouteTraffic.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["unit"],
        update_fields=["source", "requests", "errors", "share"],
    )


def _largest(unmatched: list[Count]) -> list[dict[str, object]]:
    ordered = sorted(unmatched, key=lambda count: -count.requests)[:_UNMATCHED_KEPT]
    return [{"method": one.method, "path": one.path[:300], "requests": one.requests} for one in ordered]
