"""Request counts of three formats find their routes."""

from __future__ import annotations

import pytest

from tests.documents import document, route
from tests.factories import make_repository, make_scan
from tracker.importers.traffic import Count, Matcher, TrafficError, parse, recognised
from tracker.models import AuditEntry, Repository, RouteTraffic, Unit
from tracker.services import traffic
from tracker.services.ingest import record
from tracker.services.traffic import TrafficImportError

LOG = """\
10.0.0.1 - - [05/Jan/2026:12:00:00 +0000] "GET /things/7?full=1 HTTP/1.1" 200 12 "-" "curl"
10.0.0.1 - ann [05/Jan/2026:12:00:09 +0000] "GET /things/8 HTTP/1.1" 503 12 "-" "curl"
INFO:     127.0.0.1:5000 - "POST /things HTTP/1.1" 201 Created
garbage
"""
PROMETHEUS = """\
# HELP http_requests_total Requests
http_requests_total{handler="/things/{id}",method="GET",status="2xx"} 40.0
http_requests_total{handler="/things/{id}",method="GET",status="5xx"} 2.0 1767000000
http_requests_total{handler="none",method="GET"} NaN
http_request_duration_seconds_count{handler="/things/{id}",method="GET"} 999.0
"""


def test_an_access_log_is_counted_per_path_and_method() -> None:
    found = parse(LOG, "access-log")
    assert found.counts == [
        Count("GET", "/things/7", 1, 0),
        Count("GET", "/things/8", 1, 1),
        Count("POST", "/things", 1, 0),
    ]
    assert found.start is not None
    assert found.end is not None
    assert (found.end - found.start).seconds == 9


def test_prometheus_counters_are_summed_over_status() -> None:
    assert parse(PROMETHEUS, "prometheus").counts == [Count("GET", "/things/{id}", 42, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "method,path,requests\nget,/things,7\nget,/things,3\n",
        "\ufeffRoute,Count\nGET https://example.com/things?x=1,10\n",
    ],
)
def test_csv_columns_go_by_several_names(text: str) -> None:
    assert parse(text, "csv").counts == [Count("GET", "/things", 10, 0)]


@pytest.mark.parametrize(
    ("text", "form"),
    [("a,b\n1,2\n", "csv"), ("path,count\n/x,many\n", "csv"), ("nothing", "access-log"), ("", "prometheus")],
)
def test_a_file_of_another_kind_is_refused(text: str, form: str) -> None:
    with pytest.raises(TrafficError):
        parse(text, form)


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/things/7", 1),
        ("GET", "/things/new", 2),
        ("GET", "/things/new/", 2),
        ("POST", "/things/7", 3),
        ("", "/things/{id}", 1),
        ("GET", "/things/7/parts/8", 4),
        ("DELETE", "/things/7", None),
        ("GET", "/things/a/b", None),
    ],
)
def test_the_most_literal_template_wins(method: str, path: str, expected: int | None) -> None:
    matcher = Matcher(
        [
            (1, "GET", "/things/{id}"),
            (2, "GET", "/things/new"),
            (3, "POST PUT", "/things/{id}"),
            (4, "GET", "/things/{id}/parts/{part}"),
        ]
    )
    assert matcher.match(Count(method, path, 1)) == expected


@pytest.fixture
def repository(db: None) -> Repository:
    made = make_repository()
    routes = [route("/things/{id}"), route("/things", handler="shop.things:make", method="POST")]
    record(make_scan(made, position=1), document(routes))
    return made


def test_counts_are_kept_with_their_share_and_what_matched_nothing(repository: Repository) -> None:
    made = traffic.import_counts(repository, text=LOG, form="access-log", actor="ada", file_name="a.log")
    assert (made.requests, made.matched, made.unmatched) == (3, 3, [])
    row = RouteTraffic.objects.get(unit__path="/things/{id}")
    assert (row.requests, row.errors, round(row.share, 3)) == (2, 1, 0.667)
    text = "path,requests\n/things/{id},30\n/gone,10\n"
    made = traffic.import_counts(repository, text=text, form="csv", actor="ada")
    assert made.unmatched == [{"method": "", "path": "/gone", "requests": 10}]
    row = RouteTraffic.objects.get(unit=Unit.objects.get(path="/things/{id}"))
    assert (row.requests, row.share, row.source) == (30, 0.75, made)
    assert AuditEntry.objects.filter(verb="import-traffic").count() == 2


def test_a_bad_file_changes_nothing(repository: Repository) -> None:
    with pytest.raises(TrafficImportError):
        traffic.import_counts(repository, text="x", form="csv", actor="ada")
    with pytest.raises(TrafficImportError):
        traffic.import_counts(repository, text=LOG, form="pigeon", actor="ada")
    assert not RouteTraffic.objects.exists()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (LOG, "access-log"),
        (f"starting\nready\n{LOG}", "access-log"),
        (PROMETHEUS, "prometheus"),
        ("method,path,requests\nGET,/things/7,3\n", "csv"),
        ("\ufeffpath;requests\n", "csv"),
    ],
)
def test_a_format_is_recognised_from_the_first_lines(text: str, form: str) -> None:
    assert recognised(text) == form
