"""``python -m tests.bench_pages``: how fast pages are and how long ingest takes in a large installation.

Fills a database with 10,000 units, 1,000 scans and 50 owners, on SQLite and on PostgreSQL. Prints how long
a scan takes to be ingested when nothing changed, and when 500 units did; then per page the first answer,
the 95th percentile of the following ones, their mean use of the processor (ms) and the queries of one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from tests.servers import postgres_url

SCANS, OWNERS, ROUNDS, CHANGED, CALLS = 1000, 50, 20, 500, 50
TARGET_MS, TARGET_QUERIES = 100, 15


def main(arguments: Sequence[str]) -> int:
    """Measures each database in a process of its own; exit status 1 when a target is missed."""
    parser = ArgumentParser(prog="python -m tests.bench_pages")
    parser.add_argument("--units", type=int, default=10_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--measure", metavar="NAME", help="measure the configured database now")
    given = parser.parse_args(arguments)
    if given.measure:
        return measure(given.measure, given.units)
    status = 0
    if given.database in ("sqlite", "both"):
        status |= _apart("SQLite", "", given.units)
    if given.database in ("postgresql", "both"):
        with postgres_url() as url:
            status |= _apart("PostgreSQL", url, given.units)
    return status


def _apart(name: str, url: str, units: int) -> int:
    command = [sys.executable, "-m", "tests.bench_pages", "--measure", name, "--units", str(units)]
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.run(command, env=environment, check=False).returncode


def measure(name: str, units: int) -> int:
    """Fills the configured database, asks every page and ingests two scans."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(f"\n{name}: {units:,} units, {SCANS:,} scans, {OWNERS} owners", flush=True)
    installation = Installation(units)
    installation.fill()
    missed = ingests(installation)
    del installation.document
    as_a_web_process()
    return int(pages(installation) or missed)


def as_a_web_process() -> None:
    """Collects garbage as the web server's workers do: what is loaded by now is left alone."""
    from tracker.gunicorn import post_worker_init

    post_worker_init(None)


class Installation:
    """A repository with a long history, every third unit blocking, all of them owned."""

    def __init__(self, units: int) -> None:
        from tests.documents import big

        self.document = big(units // 2, units // 2)
        self.document["loop"] = loop_of(self.document)
        count_calls(self.document)
        self.repository: Any = None

    def fill(self) -> None:
        from tests.factories import make_repository, make_scan
        from tracker.models import OwnerRule
        from tracker.services import ownership
        from tracker.services.ingest import record

        self.repository = make_repository(name="Large", slug="large")
        begun = time.perf_counter()
        record(make_scan(self.repository, position=SCANS), self.document)
        print(f"first ingest {time.perf_counter() - begun:.1f} s", flush=True)
        rules = "\n".join(f"shop/area{n % 40}/*{n // 40 or ''}* @org/team{n}" for n in range(OWNERS))
        ownership.apply(self.repository, text=rules, source=OwnerRule.Source.SETTINGS, actor="bench")
        self._history()
        self._traffic()
        self.repository.refresh_from_db()

    def _history(self) -> None:
        """Earlier points of the timeline, with their slices."""
        from tests.factories import EPOCH
        from tracker.models import Owner, Scan, Snapshot, SnapshotSlice, Subsystem

        scans = Scan.objects.bulk_create(
            Scan(
                repository=self.repository,
                trigger="history",
                status="done",
                complete=True,
                position=position,
                revision=f"{position:040x}",
                committed_at=EPOCH + timedelta(days=position),
                author_name=f"Author {position % 9}",
                subject=f"Change {position}",
                scanner_version="0.1.0",
                catalog_digest="cat0",
            )
            for position in range(1, SCANS)
        )
        total = len(self.document["routes"])
        snapshots = Snapshot.objects.bulk_create(
            Snapshot(
                scan=scan,
                repository=self.repository,
                at=EPOCH + timedelta(days=position),
                position=position,
                routes_blocking=total - position,
                routes_converted=position,
                helpers_native=total,
            )
            for position, scan in enumerate(scans, 1)
        )
        owners, subsystems = list(Owner.objects.all()), list(Subsystem.objects.all())
        for snapshot in snapshots:
            shared: dict[str, Any] = {"snapshot": snapshot, "routes_blocking": 40, "helpers_native": 9}
            SnapshotSlice.objects.bulk_create(
                [
                    *(SnapshotSlice(dimension="owner", owner=owner, **shared) for owner in owners),
                    *(SnapshotSlice(dimension="subsystem", subsystem=one, **shared) for one in subsystems),
                ]
            )

    def _traffic(self) -> None:
        from tracker.models import RouteTraffic, TrafficImport, Unit

        source = TrafficImport.objects.create(repository=self.repository, format="csv", by="bench")
        RouteTraffic.objects.bulk_create(
            RouteTraffic(unit_id=pk, source=source, requests=pk, share=1 / (pk + 2))
            for pk in Unit.objects.filter(kind="route").values_list("pk", flat=True)
        )

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Every page with its address."""
        from django.urls import reverse

        from tests.tracker.test_views_access import PAGES
        from tracker.models import Subsystem, Unit

        slug = self.repository.slug
        unit = Unit.objects.filter(kind="helper", classification="blocking-async").first()
        subsystem = Subsystem.objects.first()
        assert unit is not None
        assert subsystem is not None
        for page in PAGES:
            yield page, reverse(page, args=[slug])
        inventory = reverse("inventory", args=[slug])
        yield "inventory filtered", f"{inventory}?class=blocking-async&owner=@org/team3&sort=-calls"
        yield "inventory searched", f"{inventory}?q=area7+load&page=3"
        yield "inventory, last page", f"{inventory}?page=200&sort=-since"
        yield "unit", reverse("unit", args=[slug, unit.pk])
        yield "subsystem", reverse("subsystem", args=[slug, subsystem.slug])
        yield "subsystem-trend", reverse("subsystem-trend", args=[slug, subsystem.slug])
        yield "scan", reverse("scan", args=[slug, self.repository.latest_scan_id])
        yield "repositories", reverse("repositories")
        yield "API: units", f"/api/v1/repositories/{slug}/units?per=100"
        yield "API: next", f"/api/v1/repositories/{slug}/next"


def count_calls(document: Any) -> None:
    """Each blocking unit counts many calls of helpers, as it does where much is shared."""
    helpers = {one["name"] for one in document["helpers"]}
    shared = [place for place, one in enumerate(document["blocking_calls"]) if one["in"] in helpers]
    for number, unit in enumerate([*document["routes"], *document["helpers"]]):
        if unit["classification"] == "blocking-async":
            chosen = {shared[(number * 31 + step * step) % len(shared)] for step in range(CALLS)}
            unit["calls"] = sorted(chosen)
            unit["blocking_calls"] = len(unit["calls"])
    for number, call in enumerate(document["blocking_calls"]):
        call["route_places"] = [(number + 3 * step) % len(document["routes"]) for step in range(CALLS)]
        call["routes"] = CALLS


def loop_of(document: Any) -> Any:
    """A loop graph in which each blocking route runs into a few blocking helpers."""
    helpers = [one for one in document["helpers"] if one["classification"] == "blocking-async"]
    number = {one["name"]: index for index, one in enumerate(helpers)}
    reached: dict[str, list[int]] = {}
    for one in helpers:
        for route in one["route_ids"]:
            reached.setdefault(route, []).append(number[one["name"]])
    nodes: list[list[int]] = [[index, 1] for index in range(len(helpers))]
    routes = {}
    for one in document["routes"]:
        if one["classification"] == "blocking-async":
            routes[one["id"]] = len(nodes)
            nodes.append([-1, 0 if reached.get(one["id"]) else 1, *sorted(reached.get(one["id"], []))])
    return {"functions": [one["name"] for one in helpers], "nodes": nodes, "routes": routes}


def pages(installation: Installation) -> bool:
    """Asks every page; True when one misses a target."""
    from django.test import Client

    from tests.factories import make_member

    client = Client()
    client.force_login(make_member("admin", username="bench"))
    print(f"{'page':<24}{'first ms':>10}{'p95 ms':>9}{'cpu ms':>9}{'queries':>9}", flush=True)
    missed = False
    for name, address in installation.addresses():
        first, p95, cpu, queries = asked(client, address)
        over = p95 > TARGET_MS or queries > TARGET_QUERIES
        missed |= over
        print(
            f"{name:<24}{first:>10.0f}{p95:>9.0f}{cpu:>9.0f}{queries:>9}{'  over' if over else ''}",
            flush=True,
        )
    return missed


def asked(client: Any, address: str) -> tuple[float, float, float, int]:
    """The first answer and the 95th percentile of the others in ms, this process's share of the
    processor in ms (what is left of it on a busy machine), and the queries of one answer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def once() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    first = taken(once)
    with CaptureQueriesContext(connection) as captured:
        once()
        queries = len(captured)
    begun = time.process_time()
    times = sorted(taken(once) for _ in range(ROUNDS))
    cpu = 1000 * (time.process_time() - begun) / ROUNDS
    return first, times[round(0.95 * (ROUNDS - 1))], cpu, queries


def taken(do: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - begun)


def ingests(installation: Installation) -> bool:
    """Ingests an unchanged scan and one with changes; True when one takes too long."""
    from tests.documents import edited
    from tests.factories import make_scan
    from tracker.services.ingest import record

    def convert(document: Any) -> None:
        chain = document["routes"][0]["chain"]
        for one in document["routes"][:CHANGED]:
            blocks = one["classification"] == "blocking-async"
            one["classification"] = "converted-def" if blocks else "blocking-async"
            one["chain"] = [] if blocks else chain

    changed = edited(installation.document, convert)
    changed["loop"] = loop_of(changed)
    count_calls(changed)
    missed = False
    for number, (name, document, most) in enumerate(
        (("unchanged", installation.document, 1.0), (f"{CHANGED} changes", changed, 2.0)), 1
    ):
        scan = make_scan(installation.repository, position=SCANS + number)
        cpu = time.process_time()
        seconds = taken(partial(record, scan, document)) / 1000
        cpu = time.process_time() - cpu
        missed |= seconds > most
        over = "  over" if seconds > most else ""
        print(f"ingest, {name:<16}{seconds:>8.2f} s{cpu:>8.2f} s of the processor{over}", flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
