"""Result files in the tracker: kept, linked, paired, judged, and compared with the scanner's verdict."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scanner.model import Classification
from tests.documents import document, helper, route
from tests.factories import make_repository, make_scan
from tests.tracker import benchmark_shapes as shapes
from tracker.models import (
    AuditEntry,
    BenchmarkAlarm,
    BenchmarkFile,
    BenchmarkTarget,
    Measurement,
    Repository,
    RuntimeObservation,
    Unit,
)
from tracker.queries.benchmarks import helpers_passed, observations
from tracker.queries.evidence import RunTime, contradictions, coverage, evidence_of, recorded
from tracker.queries.pairing import grouped, measured, pairs_in, unpaired_reasons
from tracker.services.benchmarks import (
    BenchmarkError,
    Upload,
    confirm_all,
    confirm_link,
    environment_key,
    import_file,
    reject_link,
    remove_file,
)
from tracker.services.ingest import record
from tracker.statistics.verdict import Outcome

pytestmark = pytest.mark.django_db

SLOW, QUICK = (400.0, 410.0, 405.0, 420.0, 415.0), (2.0, 2.1, 2.2, 2.3, 2.4)


def probe_file(
    bystander_ms: Sequence[float], *, label: str = "", commit: str = "", day: int = 1, **changes: Any
) -> bytes:
    """A probe document with one run per figure: thirty bystander requests that took about that long."""
    runs = [
        {
            **shapes.PROBE_RUN,
            "route": "GET /things",
            "probe_route": "GET /ping",
            "started_at": f"2026-03-{day:02d}T10:00:{number:02d}+00:00",
            "probe_ms": [value + n / 100 for n in range(30)],
        }
        for number, value in enumerate(bystander_ms)
    ]
    return json.dumps(
        {**shapes.PROBE, "label": label, "commit": commit, "runs": runs, "observations": [], **changes}
    ).encode()


def observed_file(
    handler: str, path: str, context: str, commit: str = "", symbol: str = "time.sleep"
) -> bytes:
    call = {"symbol": symbol, "context": context, "count": 2, "held_ms": 12.0, "stack": []}
    seen = {"method": "GET", "path": path, "handler": handler, "requests": 3, "calls": [call]}
    return json.dumps({**shapes.PROBE, "commit": commit, "runs": [], "observations": [seen]}).encode()


def add(repository: Repository, data: bytes, name: str = "probe.json", **more: Any) -> BenchmarkFile:
    return import_file(repository, Upload(data=data, name=name, **more), actor="ada")


def unit(repository: Repository, path: str) -> Unit:
    return Unit.objects.get(repository=repository, path=path)


def test_a_file_is_kept_whole_with_its_runs(shop: Repository) -> None:
    data = probe_file(SLOW, label="before", commit="c" * 40)
    made = add(shop, data)
    made.refresh_from_db()
    assert made.unpack() == data
    assert (made.tool, made.variant, made.runs.count()) == ("probe", "before at cccccccccc", 5)
    rows = Measurement.objects.filter(role=Measurement.Role.BYSTANDER)
    assert [row.figures["worst_stall_ms"] for row in rows] == [410.0] * 5
    assert AuditEntry.objects.get(verb="import-benchmark").actor == "ada"


def test_the_same_file_twice_is_refused(shop: Repository) -> None:
    add(shop, probe_file(SLOW))
    with pytest.raises(BenchmarkError, match="already imported"):
        add(shop, probe_file(SLOW))
    assert BenchmarkFile.objects.count() == 1


def test_a_broken_file_leaves_nothing_and_says_why(shop: Repository) -> None:
    with pytest.raises(BenchmarkError, match=r"x.json was not read: expected a list at runs, found an empty"):
        add(shop, b'{"schema": "clearloop.probe/1", "runs": {}}', "x.json")
    assert not BenchmarkFile.objects.exists()


@pytest.mark.parametrize("name", shapes.every_file())
def test_every_known_file_can_be_imported(shop: Repository, name: str) -> None:
    made = add(shop, shapes.every_file()[name][1], name)
    assert made.runs.filter(measurements__isnull=False).exists()


def test_links_are_suggested_by_method_and_path_and_settled_by_people(shop: Repository) -> None:
    add(shop, probe_file(SLOW))
    things, ping = (BenchmarkTarget.objects.get(path=path) for path in ("/things", "/ping"))
    assert (things.link, things.unit) == (BenchmarkTarget.Link.SUGGESTED, unit(shop, "/things"))
    confirm_link(things, unit(shop, "/orders"), actor="ada")
    reject_link(ping, actor="ada")
    things.refresh_from_db()
    assert (things.link, things.unit, things.by) == (
        BenchmarkTarget.Link.CONFIRMED,
        unit(shop, "/orders"),
        "ada",
    )
    assert (ping.link, ping.unit) == (BenchmarkTarget.Link.REJECTED, None)
    assert AuditEntry.objects.filter(verb="link-benchmark").count() == 2


def test_a_unit_of_elsewhere_cannot_be_linked(shop: Repository) -> None:
    add(shop, probe_file(SLOW))
    other = make_repository()
    record(make_scan(other, position=1), document([route("/x")]))
    with pytest.raises(BenchmarkError):
        confirm_link(BenchmarkTarget.objects.get(path="/things"), unit(other, "/x"), actor="ada")


def test_the_sender_names_route_and_scenario_where_the_tool_does_not(shop: Repository) -> None:
    data = shapes.every_file()["hey.csv"][1]
    made = add(shop, data, "hey.csv", route="GET /things", scenario="forty requests")
    (target,) = BenchmarkTarget.objects.all()
    assert (target.method, target.path, target.link) == ("GET", "/things", BenchmarkTarget.Link.SUGGESTED)
    assert made.runs.get().scenario == "forty requests"


def evidence_before_and_after(shop: Repository) -> Unit:
    add(shop, probe_file(SLOW, label="before", day=1))
    add(shop, probe_file(QUICK, label="after", day=2))
    confirm_all(shop, actor="ada")
    return unit(shop, "/things")


def test_before_and_after_of_a_route_are_paired_and_judged(shop: Repository) -> None:
    evidence = evidence_of(evidence_before_and_after(shop))
    first = evidence.pairs[0]
    assert first.is_bystander
    assert (first.before.label, first.after.label) == ("before", "after")
    assert (first.verdict.metric.name, first.verdict.outcome) == ("p95", Outcome.IMPROVED)
    assert evidence.proven
    assert not evidence.only_own_latency


def test_only_confirmed_links_are_evidence(shop: Repository) -> None:
    add(shop, probe_file(SLOW, label="before"))
    evidence = evidence_of(unit(shop, "/things"))
    assert (evidence.pairs, evidence.runs) == ((), 0)
    assert [target.link for target in evidence.targets] == [BenchmarkTarget.Link.SUGGESTED]


def test_the_slow_routes_own_latency_alone_is_called_so(shop: Repository) -> None:
    for label in ("before", "after"):
        add(
            shop,
            shapes.every_file()["wrk.txt"][1] + label.encode(),
            label=label,
            route="GET /things",
            scenario="x",
        )
    target = BenchmarkTarget.objects.get()
    confirm_link(target, unit(shop, "/things"), actor="ada")
    evidence = evidence_of(unit(shop, "/things"))
    assert evidence.only_own_latency
    assert not evidence.proven
    assert evidence.pairs[0].verdict.outcome is Outcome.NOT_TESTABLE


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"environment": {"cores": 64}}, "different environments"),
        ({"runs": None}, "measured only after"),
    ],
)
def test_unlike_runs_are_not_paired_and_the_page_can_say_why(
    shop: Repository, change: dict[str, Any], reason: str
) -> None:
    first = add(shop, probe_file(SLOW, label="before"))
    if change.get("runs", 1) is None:
        data = json.loads(probe_file(QUICK, label="after"))
        change = {"runs": [{**run, "concurrency": 40} for run in data["runs"]]}
    second = add(shop, probe_file(QUICK, label="after", **change))
    rows = measured(shop)
    sides = [grouped(rows.filter(run__file=file)) for file in (first, second)]
    assert all(not pairs_in(group) for group in grouped(rows))
    assert any(reason in why for why in unpaired_reasons(*sides))


def test_a_process_number_is_no_part_of_the_environment() -> None:
    assert environment_key({"cores": "2", "pid": "7"}) == environment_key({"Cores": "2", "pid": "8"})
    assert environment_key({"cores": "2"}) != environment_key({"cores": "4"})


def test_a_regression_is_suspected_then_confirmed(shop: Repository) -> None:
    add(shop, probe_file(QUICK, label="v1", day=1))
    add(shop, probe_file(SLOW, label="v2", day=2))
    (alarm,) = BenchmarkAlarm.objects.all()
    assert (alarm.state, alarm.metric, alarm.target.path) == ("suspected", "p95", "/ping")
    add(shop, probe_file(SLOW[:1], label="v2", day=3))
    alarm.refresh_from_db()
    assert alarm.state == BenchmarkAlarm.State.CONFIRMED


def test_a_regression_that_does_not_come_back_is_cleared(shop: Repository) -> None:
    add(shop, probe_file(QUICK, label="v1", day=1))
    add(shop, probe_file(SLOW, label="v2", day=2))
    add(shop, probe_file([2.15], label="v2", day=3))
    assert BenchmarkAlarm.objects.get().state == BenchmarkAlarm.State.NOT_REPEATED


def test_an_improvement_raises_no_alarm(shop: Repository) -> None:
    evidence_before_and_after(shop)
    assert not BenchmarkAlarm.objects.exists()


@pytest.mark.parametrize(
    ("handler", "path", "context", "symbol", "expected"),
    [
        ("shop.things:read", "/things", "loop", "time.sleep", RunTime.CONFIRMED),
        ("shop.things:read", "/things", "thread", "time.sleep", RunTime.NOT_SEEN),
        ("shop.ping:ping", "/ping", "loop", "time.sleep", RunTime.CONTRADICTED),
        ("shop.ping:ping", "/ping", "loop", "event loop held", RunTime.HELD),
        ("shop.ping:ping", "/ping", "thread", "time.sleep", RunTime.CONSISTENT),
        ("src.shop.orders:read", "/orders", "thread", "time.sleep", RunTime.CONSISTENT),
    ],
)
def test_a_recording_agrees_with_the_scanner_or_not(
    shop: Repository, handler: str, path: str, context: str, symbol: str, expected: RunTime
) -> None:
    add(shop, observed_file(handler, path, context, symbol=symbol))
    found = recorded(unit(shop, path))
    assert found is not None
    assert found.verdict is expected


def test_a_recording_is_compared_with_the_class_of_its_own_revision(shop: Repository) -> None:
    orders = unit(shop, "/orders")  # blocking at position 1, cleared at 2
    add(shop, observed_file("shop.orders:read", "/orders", "loop", commit=f"{1:040x}"))
    found = recorded(orders)
    assert found is not None
    assert (found.verdict, found.classification, found.known_revision) == (
        RunTime.CONFIRMED,
        "blocking-async",
        True,
    )
    assert contradictions(shop) == []


def test_contradictions_are_listed(shop: Repository) -> None:
    add(shop, observed_file("shop.ping:ping", "/ping", "loop"))
    ((found, said),) = contradictions(shop)
    assert (found.path, said.verdict, said.loop_calls) == ("/ping", RunTime.CONTRADICTED, 2)


def test_an_observation_of_an_unknown_handler_is_kept_unlinked(shop: Repository) -> None:
    add(shop, observed_file("other.mod:func", "/ping", "loop"))
    assert RuntimeObservation.objects.get().unit is None


def test_coverage_counts_cleared_routes_measured_on_both_sides(shop: Repository) -> None:
    assert (coverage(shop).cleared, coverage(shop).measured) == (1, 0)
    for day, label in enumerate(("before", "after"), 1):
        data = probe_file(SLOW, label=label, day=day).replace(b"GET /things", b"GET /orders")
        add(shop, data)
    assert coverage(shop).measured == 0
    confirm_all(shop, actor="ada")
    assert (coverage(shop).measured, coverage(shop).share) == (1, 1.0)


def test_evidence_needs_few_queries_however_many_runs(shop: Repository) -> None:
    things = evidence_before_and_after(shop)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        evidence_of(things)
    assert len(captured) <= 4


def test_removing_a_file_removes_its_runs_and_is_audited(shop: Repository) -> None:
    remove_file(add(shop, probe_file(SLOW)), actor="ada")
    assert not Measurement.objects.exists()
    assert AuditEntry.objects.filter(verb="remove-benchmark").exists()


def test_the_command_imports_and_confirms(
    shop: Repository, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.json"
    path.write_bytes(probe_file(SLOW))
    call_command("import_benchmark", "shop", str(path), "--label", "before", "--env", "db=pg", "--confirm")
    out = capsys.readouterr().out
    assert "probe, before at" in out or "probe, before" in out
    assert "2 links confirmed" in out
    assert BenchmarkFile.objects.get().environment["db"] == "pg"


def test_the_command_names_what_is_wrong(shop: Repository, tmp_path: Any) -> None:
    path = tmp_path / "p.txt"
    path.write_text("nonsense")
    for arguments, message in (
        (("nowhere", str(path)), "no repository"),
        (("shop", str(path)), "begins 'nonsense'"),
        (("shop", str(tmp_path / "missing")), "cannot read"),
        (("shop", str(path), "--subsystem", "none"), "no subsystem"),
    ):
        with pytest.raises(CommandError, match=message):
            call_command("import_benchmark", *arguments)


def passing(shop: Repository, *, context: str, path: str = "/things", requests: int = 4) -> bytes:
    """A recording in which a dependency and a middleware stand in the stack of a call."""
    step = {"file": "shop/db.py", "line": 3}
    call = {
        "symbol": "time.sleep",
        "context": context,
        "count": 2,
        "held_ms": 5.0,
        "stack": [{"symbol": "shop.db:get_db", **step}, {"symbol": "shop.db:connect", **step}],
    }
    seen = {"method": "GET", "path": path, "handler": "shop.things:things", "requests": requests}
    figures = {
        "requests": 4, "seconds": 1.5, "loop_lag_ms": {"p95": 3.0, "max": 80.0},
        "threadpool": {"tokens": 40, "borrowed_max": 40, "waiting_max": 12},
        "pool_waits_ms": {"count": 9, "p95": 20.0, "max": 33.0, "timeouts": 1},
    }  # fmt: skip
    made = {**shapes.PROBE, "runs": [], "recording": figures, "observations": [{**seen, "calls": [call]}]}
    return json.dumps(made).encode()


@pytest.mark.parametrize(
    ("classification", "context", "expected"),
    [
        ("blocking-async", "loop", RunTime.CONFIRMED),
        ("converted-def", "loop", RunTime.CONTRADICTED),
        ("converted-def", "thread", RunTime.CONSISTENT),
    ],
)
def test_a_dependency_carries_what_was_seen_below_it(
    classification: Classification, context: str, expected: RunTime
) -> None:
    repository = make_repository()
    found = helper("shop.db:get_db", classification=classification, role="dependency")
    record(make_scan(repository, position=1), document([route("/things")], helpers=[found]))
    made = add(repository, passing(repository, context=context))
    said = recorded(Unit.objects.get(repository=repository, name="shop.db:get_db"))
    assert said is not None
    assert (said.verdict, said.requests) == (expected, 4)
    assert [row.unit and row.unit.name for row in helpers_passed(made)] == ["shop.db:get_db"]
    assert [row.path for row in observations(made)] == ["/things"]


def test_what_tests_call_by_themselves_says_nothing_of_helpers() -> None:
    repository = make_repository()
    found = helper("shop.db:get_db", classification="converted-def", role="dependency")
    record(make_scan(repository, position=1), document([route("/things")], helpers=[found]))
    made = add(repository, passing(repository, context="loop", path="outside requests", requests=0))
    assert not helpers_passed(made).exists()


def test_a_recording_tells_of_the_whole_server(shop: Repository) -> None:
    made = add(shop, passing(shop, context="loop"))
    assert made.recording["threads_waiting"] == 12
    assert (made.recording["pool_wait_max_ms"], made.recording["pool_timeouts"]) == (33.0, 1)


def test_a_route_whose_runs_cannot_be_paired_says_why(shop: Repository) -> None:
    add(shop, probe_file(SLOW, label="before", environment={"database": "PostgreSQL 15"}), "a.json")
    add(shop, probe_file(QUICK, label="after", day=2, environment={"database": "PostgreSQL 16"}), "b.json")
    confirm_all(shop, actor="ada")
    evidence = evidence_of(unit(shop, "/things"))
    assert evidence.pairs == ()
    assert any("different environments" in reason for reason in evidence.reasons)
    assert "Environments differ in database: PostgreSQL 15 before, PostgreSQL 16 after." in evidence.reasons
