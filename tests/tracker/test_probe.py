"""The probe against really served applications, its arguments, and its document."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tracker.serving import free_port, served, undisturbed
from tracker.importers.registry import read_report
from tracker.probe.bystander import Timing
from tracker.probe.cli import main, output_path
from tracker.probe.requests import ProbeError, parse_base, parse_target
from tracker.probe.session import Plan, Server, turns


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served("tests.tracker.served.app:recorded") as base:
        yield base


def probe(url: str, slow: str, output: Path, *more: str) -> int:
    common = ["--bystander", "/ping", "--hold", "0.7", "--recorder", "/-/clearloop", "--output", str(output)]
    return main([url, "--slow", slow, "--concurrency", "2", "--repeat", "1", *common, *more])


def test_a_blocked_loop_shows_in_the_bystander_and_a_thread_does_not(url: str, tmp_path: Path) -> None:
    undisturbed(lambda: tell_apart(url, tmp_path / "bad.json", tmp_path / "good.json"))


def tell_apart(url: str, bad: Path, good: Path) -> None:
    assert probe(url, "/slow", bad) == probe(url, "/slow-def", good) == 0
    (blocked,), (free,) = (json.loads(path.read_text())["runs"] for path in (bad, good))
    assert statistics.median(blocked["probe_ms"]) > 60 > statistics.median(free["probe_ms"])
    assert blocked["worst_stall_ms"] > 140
    assert blocked["loop_lag_ms"]["max"] > 100 > free["loop_lag_ms"]["p95"]
    assert blocked["probes_answered"] < free["probes_answered"]
    assert free["threadpool"]["borrowed_max"] == 2
    # the slow route's own latency does not tell the two apart when one runs at a time
    assert min(blocked["route_ms"]) > 149
    assert min(free["route_ms"]) > 149


def test_the_document_is_read_by_its_importer(url: str, tmp_path: Path) -> None:
    path = tmp_path / "probe.json"
    probe(url, "GET /slow-def?x=1", path, "--env", "db=none", "--commit", "abc123", "--header", "X-A: b")
    report = read_report(path.read_bytes())
    assert (report.commit, report.environment["db"]) == ("abc123", "none")
    bystander, route = report.runs[0].measurements
    assert (bystander.path, route.path, route.errors) == ("/ping", "/slow-def", 0)
    assert bystander.requests == 35
    assert bystander.figures["loop_lag_p95_ms"] >= 0


def test_several_servers_get_a_file_each(url: str, tmp_path: Path) -> None:
    arguments = ["--slow", "/slow-def", "--bystander", "/ping", "--hold", "0.2", "--repeat", "2"]
    code = main(
        [f"a={url}", f"b={url}", *arguments, "--concurrency", "1", "--output", str(tmp_path / "{label}.json")]
    )
    assert code == 0
    documents = [json.loads((tmp_path / f"{label}.json").read_text()) for label in "ab"]
    assert [document["label"] for document in documents] == ["a", "b"]
    assert [len(document["runs"]) for document in documents] == [2, 2]


def test_failing_routes_and_dead_servers_are_refused(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert probe(url, "/missing", tmp_path / "x.json") == 2
    assert probe(f"http://127.0.0.1:{free_port()}", "/slow", tmp_path / "x.json") == 2
    assert not (tmp_path / "x.json").exists()
    assert "does not answer with a status below 400" in capsys.readouterr().err


def test_turns_alternate_between_servers() -> None:
    base = parse_base("http://127.0.0.1:1", remote=False)
    plan = Plan(slow=parse_target("/a"), bystander=parse_target("/b"), concurrencies=(1, 5), repeats=2)
    order = [
        (repeat, many, server.label)
        for repeat, many, server in turns(plan, [Server("a", base), Server("b", base)])
    ]
    assert order == [
        (0, 1, "a"), (0, 1, "b"), (0, 5, "a"), (0, 5, "b"),
        (1, 1, "b"), (1, 1, "a"), (1, 5, "b"), (1, 5, "a"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"concurrencies": (0,)},
        {"concurrencies": ()},
        {"repeats": 0},
        {"hold_s": 0.0},
        {"interval_s": 0.0},
        {"repeats": 10_000},
    ],
)
def test_endless_and_empty_plans_are_refused(change: dict[str, object]) -> None:
    plan = Plan(slow=parse_target("/a"), bystander=parse_target("/b"), **change)  # type: ignore[arg-type]
    with pytest.raises(ProbeError):
        plan.check(servers=1)


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1", "127.0.0.1:80", "http://", "http://[::1", "http://x:99999999"]
)
def test_only_http_urls_are_probed(url: str) -> None:
    with pytest.raises(ProbeError):
        parse_base(url, remote=True)


def test_another_machine_needs_a_word() -> None:
    with pytest.raises(ProbeError, match="--remote"):
        parse_base("http://example.org", remote=False)
    assert parse_base("http://example.org", remote=True).hostname == "example.org"
    assert parse_base("http://localhost:1", remote=False).port == 1


def test_silence_is_counted_from_the_start_of_the_block() -> None:
    timing = Timing(latencies_ms=[1.0, 1.0], ends=[12.0, 12.1])
    assert timing.longest_silence_ms(10.0) == pytest.approx(2000.0)
    assert timing.answered_by(12.05) == 1


def test_output_names() -> None:
    assert output_path("p.json", "a/b", 2) == Path("p-a-b.json")
    assert output_path("p.json", "a", 1) == Path("p.json")
    assert output_path("x/{label}.json", "a", 2) == Path("x/a.json")
