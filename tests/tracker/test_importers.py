"""Benchmark files become the normal form: real files, documented shapes, broken files."""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracker import benchmark_shapes as shapes
from tracker.importers.base import MAX_BYTES, MAX_SAMPLES, Latency, Measurement, Report
from tracker.importers.errors import ImportFormatError
from tracker.importers.registry import importers, read_report
from tracker.importers.samples import bounded, latency_of, latency_of_histogram
from tracker.importers.source import Source

FILES = shapes.every_file()


def read(name: str) -> Report:
    return read_report(FILES[name][1], name)


def only(report: Report) -> Measurement:
    (run,) = report.runs
    return run.measurements[0]


@pytest.mark.parametrize("name", FILES)
def test_exactly_one_importer_recognises_each_file(name: str) -> None:
    tool, data = FILES[name]
    assert [importer.tool for importer in importers() if importer.recognises(Source(data))] == [tool]


@pytest.mark.parametrize("name", FILES)
def test_every_file_gives_runs_with_measurements(name: str) -> None:
    report = read(name)
    assert report.tool.startswith(FILES[name][0])
    assert all(run.measurements for run in report.runs)
    assert report.runs


def test_wrk_reports_its_percentiles_and_no_other() -> None:
    measured = only(read("wrk.txt"))
    assert (measured.path, measured.requests, measured.errors) == ("/items/3", 2294, 0)
    assert measured.latency == Latency(
        mean=3.49, stddev=0.50315, max=10.01, p50=3.43, p75=3.68, p90=4.03, p99=4.93
    )
    assert measured.bytes == round(293.47 * 1024)


def test_wrk_without_latency_option_has_no_percentile() -> None:
    measured = only(read("wrk-errors.txt"))
    assert measured.latency.p50 is None
    assert measured.errors == measured.requests == 1096


def test_wrk2_adds_socket_errors_and_reads_its_own_block() -> None:
    report = read("wrk2")
    measured = only(report)
    assert report.tool == "wrk2"
    assert (measured.errors, measured.path) == (10, "/items/3")
    assert (measured.latency.p999, measured.latency.max) == (8.0, 10010.0)
    assert report.runs[0].duration_s == 90.0


def test_ab_counts_bad_statuses_as_errors() -> None:
    measured = only(read("ab-errors.txt"))
    assert (measured.requests, measured.errors, measured.rps) == (100, 100, 556.62)
    assert (measured.latency.mean, measured.latency.p95) == (3.593, 4.0)


def test_hey_rows_are_samples() -> None:
    report = read("hey.csv")
    measured = only(report)
    assert measured.requests == len(measured.samples_ms) == 40
    assert measured.latency.p99 is None  # forty requests have no 99th percentile
    assert "not counted" in report.warnings[0]


def test_hey_text_of_refused_connections_has_errors_and_no_latency() -> None:
    measured = only(read("hey-errors.txt"))
    assert (measured.requests, measured.errors) == (50, 50)
    assert measured.latency == Latency()


def test_autocannon_has_no_p95() -> None:
    measured = only(read("autocannon.json"))
    assert measured.latency.p95 is None
    assert (measured.latency.p90, measured.latency.p99, measured.rps) == (4.0, 6.0, 969.0)
    assert read("autocannon.json").runs[0].concurrency == 4


def test_locust_json_is_per_endpoint_with_a_full_histogram() -> None:
    first, second = read("locust.json").runs[0].measurements
    assert (first.method, first.path, first.requests) == ("GET", "/items/{n}", 331)
    assert (second.errors, second.latency.p99) == (320, 9.0)


def test_locust_csv_warns_that_it_is_older_than_the_json() -> None:
    report = read("locust_stats.csv")
    assert [m.name for m in report.runs[0].measurements] == ["/items/9", "/items/{n}", "all requests"]
    assert "last flush" in report.warnings[0]


def test_locust_history_takes_no_window_percentile() -> None:
    report = read("locust_stats_history.csv")
    assert only(report).latency.p95 is None
    assert (only(report).requests, report.runs[0].concurrency) == (469, 4)


def test_pytest_benchmark_keeps_rounds_environment_and_route() -> None:
    report = read("pytest-benchmark.json")
    measured = only(report)
    assert (measured.method, measured.path, measured.role) == ("GET", "/items/{n}", "route")
    assert len(measured.samples_ms) == 30
    assert report.environment["cores"] == "2"
    assert report.commit == ""


@pytest.mark.parametrize("name", ["k6-handled", "k6-legacy", "k6-machine"])
def test_k6_shapes_agree_on_what_failed(name: str) -> None:
    measured = only(read(name))
    share = (measured.errors or 0) / (measured.requests or 1)
    assert share == pytest.approx(0.01 if name == "k6-machine" else 0.03)
    assert measured.latency.p95 == 30.0


def test_k6_machine_summary_has_rate_from_duration_and_no_p99() -> None:
    measured = only(read("k6-machine"))
    assert (measured.rps, measured.latency.p99) == (50.0, None)
    assert read("k6-machine").runs[0].concurrency == 7


def test_k6_submetrics_become_endpoints() -> None:
    tagged = read("k6-handled").runs[0].measurements[1]
    assert (tagged.method, tagged.path) == ("GET", "/items/{id}")


def test_oha_counts_bad_statuses_beside_transport_errors() -> None:
    measured = only(read("oha"))
    assert (measured.requests, measured.errors) == (500, 10)
    assert (measured.latency.p99, measured.latency.p999) == (20.0, None)


def test_vegeta_nanoseconds_and_zoned_times() -> None:
    report = read("vegeta")
    assert only(report).latency.p95 == pytest.approx(4.0)
    assert only(report).errors == 2
    assert report.runs[0].started_at is not None


def test_vegeta_lines_are_grouped_by_target() -> None:
    measured = only(read("vegeta-lines"))
    assert (measured.name, measured.requests, measured.latency.p50) == ("GET /items/3", 3, 2.5)


def test_probe_gives_a_bystander_and_the_slow_route() -> None:
    report = read("probe")
    bystander, route = report.runs[0].measurements
    assert (bystander.role, bystander.path, bystander.figures["worst_stall_ms"]) == (
        "bystander",
        "/ping",
        410.0,
    )
    assert (route.role, route.errors, route.latency.max) == ("route", 1, 401.0)
    assert report.runs[0].scenario == "GET /reports x4 for 2 s beside GET /ping"
    assert report.observations[0].calls[0]["context"] == "loop"


def test_percentiles_are_observed_values_and_absent_when_too_few() -> None:
    few = latency_of([5.0, 1.0, 3.0])
    assert (few.p50, few.p75, few.p90) == (3.0, None, None)
    many = latency_of([float(n) for n in range(1, 101)])
    assert (many.p50, many.p90, many.p95, many.p99, many.p999) == (50.0, 90.0, 95.0, 99.0, None)


def test_samples_and_their_histogram_give_the_same_figures() -> None:
    samples = [float(n % 37) for n in range(1500)]
    counted = latency_of(samples)
    assert counted.stddev == pytest.approx(statistics.stdev(samples))
    histogram = {value: samples.count(value) for value in set(samples)}
    assert asdict(latency_of_histogram(histogram)) == pytest.approx(asdict(counted))


def test_samples_are_bounded_after_the_figures_are_counted() -> None:
    assert len(bounded([1.0] * (3 * MAX_SAMPLES))) == MAX_SAMPLES
    data = {**shapes.PROBE, "runs": [{**shapes.PROBE_RUN, "probe_ms": [1.0] * 5000}]}
    measured = only(read_report(json.dumps(data).encode()))
    assert (measured.requests, len(measured.samples_ms)) == (5000, MAX_SAMPLES)


@pytest.mark.parametrize(
    ("data", "expected", "found"),
    [
        (b"", "a benchmark result file", "an empty file"),
        (b"hello", "one of ab, autocannon", "begins 'hello'"),
        (b'{"a": 1}', "one of ab, autocannon", "an object with a"),
        (b"\x00\x01\x02", "one of ab", "a binary file"),
        (b'{"schema": "clearloop.probe/9"}', "schema clearloop.probe/1", "clearloop.probe/9"),
        (b'{"schema": "clearloop.probe/1", "runs": {}}', "a list at runs", "an empty object"),
        (b'{"schema": "clearloop.probe/1"}', "at least one measurement", "none"),
        (b"Running 2s test @ http://x/\n  1 threads", "N requests in T", "cut short"),
        (b"x" * (MAX_BYTES + 1), "at most 25 MB", "25.0 MB"),
    ],
)
def test_a_wrong_file_is_named(data: bytes, expected: str, found: str) -> None:
    with pytest.raises(ImportFormatError) as caught:
        read_report(data)
    assert expected in str(caught.value)
    assert found in str(caught.value)


def test_a_negative_latency_is_refused_with_its_place() -> None:
    broken = {**shapes.PROBE, "runs": [{**shapes.PROBE_RUN, "probe_ms": [1.0, -2.0]}]}
    with pytest.raises(
        ImportFormatError, match=r"not negative at runs\[0\].probe_ms\[1\], found the number -2"
    ):
        read_report(json.dumps(broken).encode())


def test_deep_nesting_is_an_error_and_no_crash() -> None:
    with pytest.raises(ImportFormatError):
        read_report(b"[" * 100_000)


def readable_or_refused(data: bytes, tool: str = "") -> None:
    """The one promise about arbitrary bytes: a report, or a refusal that says why."""
    try:
        report = read_report(data, tool=tool)
    except ImportFormatError as refusal:
        said: tuple[object, object] = (refusal.expected, refusal.found)
    else:
        said = (report.runs or report.observations, report.tool)
    assert all(said)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(FILES)), cut=st.floats(0, 1), noise=st.binary(max_size=12))
def test_a_file_cut_and_spoiled_anywhere_is_refused_clearly(name: str, cut: float, noise: bytes) -> None:
    data = FILES[name][1]
    at = int(cut * len(data))
    readable_or_refused(data[:at])
    readable_or_refused(data[:at] + noise + data[at + len(noise) :])


JUNK = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_value_of_a_json_file_may_be_junk(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name, (_, raw) in FILES.items() if raw[:1] in b"[{"]))
    if name == "vegeta-lines":
        return
    document = json.loads(FILES[name][1])
    node: object = document
    while True:
        key = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else list(range(len(node)))))  # type: ignore[arg-type]
        child = node[key]  # type: ignore[index]
        if not isinstance(child, dict | list) or not child or data.draw(st.booleans()):
            break
        node = child
    node[key] = data.draw(JUNK)  # type: ignore[index]
    readable_or_refused(json.dumps(document).encode(), FILES[name][0])


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300), tool=st.sampled_from(["", *(importer.tool for importer in importers())]))
def test_arbitrary_bytes_never_crash_an_importer(data: bytes, tool: str) -> None:
    readable_or_refused(data, tool)
