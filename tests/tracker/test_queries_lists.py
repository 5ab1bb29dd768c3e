"""Filters read from addresses, sources highlighted, rankings and series."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from tests.documents import document, helper, route
from tests.factories import make_repository, make_scan
from tracker.charts.burndown import Point
from tracker.models import HistoryRun, Repository, RouteTraffic, TrafficImport, Unit
from tracker.queries.board import plain_name
from tracker.queries.burndown import MOST_POINTS, thinned
from tracker.queries.inventory import InventoryFilter, in_order, units
from tracker.queries.progress import phases
from tracker.queries.ranking import blocked_routes, convert_next, levers
from tracker.queries.scans import Pace, history_pace, pace
from tracker.queries.sources import excerpt
from tracker.queries.standing import standing
from tracker.services.ingest import record


def test_a_filter_survives_its_own_address() -> None:
    wanted = InventoryFilter(
        q="two words", classification=("blocking-async", "native-async"), owner=("@a/b",), sort="-calls"
    )
    assert InventoryFilter.from_query(QueryDict(wanted.query_string())) == wanted
    assert InventoryFilter().query_string() == ""


def test_unknown_parameters_and_columns_are_ignored() -> None:
    assert InventoryFilter.from_query(QueryDict("sort=password&nonsense=1&q=")) == InventoryFilter()


def test_an_excerpt_shows_the_lines_around_and_escapes_them() -> None:
    code = "\n".join(f'line_{number} = "<b>&{number}"' for number in range(1, 20))
    lines = excerpt(code, 10)
    assert [line.number for line in lines] == [8, 9, 10, 11, 12, 13]
    assert [line.number for line in lines if line.hit] == [10]
    assert "&lt;b&gt;&amp;" in lines[0].html
    assert "<b>" not in "".join(line.html for line in lines)


def test_an_excerpt_counts_lines_as_python_does() -> None:
    """A form feed or a separator inside a text ends no line; a bare carriage return does."""
    code = 'import time\r\n\x0c\r\nNOTE = "a\u2028b"\rtime.sleep(1)\n'
    (line,) = [line for line in excerpt(code, 4) if line.hit]
    assert "sleep" in line.html
    assert excerpt(code, 5) == []


def test_an_excerpt_at_the_edges_of_a_file() -> None:
    assert [line.number for line in excerpt("a\nb\nc", 1)] == [1, 2, 3]
    assert excerpt("a\nb\nc", 4) == []
    assert excerpt("", 1) == []


def test_strings_over_several_lines_keep_their_colour() -> None:
    lines = excerpt('x = """one\ntwo\nthree"""\ny = 1', 2)
    assert 'class="s"' in lines[1].html


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("app.users:get", "app.users:get"),
        ("app.users:get_async", "app.users:get"),
        ("app.users:async_get", "app.users:get"),
        ("app.async_users:Store.a_get", "app.users:Store.get"),
    ],
)
def test_twins_of_a_helper_share_a_plain_name(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_thinned_series_keeps_its_ends_and_every_move() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    still = [Point(start + timedelta(days=day), 9, 1, 1) for day in range(50)]
    moved = [Point(start + timedelta(days=60), 8, 2, 1), Point(start + timedelta(days=70), 8, 2, 1)]
    assert thinned(still + moved) == [still[0], *moved]
    busy = [Point(start + timedelta(days=day), day, 1, 1) for day in range(1000)]
    shown = thinned(busy)
    assert len(shown) == MOST_POINTS
    assert (shown[0], shown[-1]) == (busy[0], busy[-1])


@pytest.fixture
def repository(db: None) -> Repository:
    """Three blocking routes of different weight, one helper under two of them."""
    made = make_repository()
    plain, busy = route("/plain", handler="shop.a:plain"), route("/busy", handler="shop.a:busy")
    heavy = route("/heavy", handler="shop.a:heavy")
    heavy["blocking_calls"], heavy["awaits"] = 4, True
    loader = helper("shop.store:load", routes=[plain["id"], busy["id"]])
    calm = helper("shop.store:calm", routes=[heavy["id"]], classification="native-async")
    record(make_scan(made, position=1), document([plain, busy, heavy], [loader, calm]))
    source = TrafficImport.objects.create(repository=made, format="csv", by="ada")
    unit = Unit.objects.get(path="/busy")
    RouteTraffic.objects.create(unit=unit, source=source, requests=900, share=0.9)
    made.refresh_from_db()
    return made


def test_traffic_and_calls_raise_a_route_and_effort_lowers_it(repository: Repository) -> None:
    found = convert_next(repository, 5)
    assert [one.unit.path for one in found] == ["/busy", "/heavy", "/plain"]
    assert [one.score for one in found] == [pytest.approx(38), pytest.approx(2.5), pytest.approx(2)]
    assert found[1].advice == "Offload the blocking calls"


def test_what_a_routes_queries_cost_raises_it(repository: Repository) -> None:
    Unit.objects.filter(path="/plain").update(costs={"query": 2, "loop": 1, "join": 3, "eager-load": 1})
    found = {one.unit.path: one for one in convert_next(repository, 5)}
    assert found["/plain"].costs == (2, 1, 3, 1)
    assert found["/plain"].score == pytest.approx(2 + 2 * 0.5 + 2 + 4 * 0.5)
    assert found["/heavy"].costs == (0, 0, 0, 0)


def test_helpers_rank_by_the_blocking_routes_that_reach_them(repository: Repository) -> None:
    found = levers(repository, None, blocked_routes(repository), 5)
    assert [(lever.unit.name, lever.routes) for lever in found] == [("shop.store:load", 2)]
    Unit.objects.filter(path="/busy").update(waived=True)
    assert [lever.routes for lever in levers(repository, None, blocked_routes(repository), 5)] == [1]
    assert [one.unit.path for one in convert_next(repository, 5)] == ["/heavy", "/plain"]


def test_sorting_puts_unknown_values_last_both_ways(repository: Repository) -> None:
    rows = units(repository, InventoryFilter(kind=("route",)))
    assert in_order(rows, "traffic")[0].path == "/busy"
    assert in_order(rows, "-traffic")[0].path == "/busy"


def test_phase_bars_never_round_up_to_done(repository: Repository) -> None:
    one, two = phases(standing(repository))
    assert (one.done, one.left, one.total, one.percent) == (1, 4, 5, 20)
    assert (two.done, two.left) == (1, 4)
    counts = standing(repository)
    counts.routes_native = 999
    assert phases(counts)[0].percent == 99


def test_nothing_is_said_of_the_time_left_when_none_is(shop: Repository) -> None:
    begun = timezone.now() - timedelta(seconds=2)
    assert pace(make_scan(shop, started_at=begun, stage_done=10, stage_total=40)).left
    assert pace(make_scan(shop, started_at=begun, stage_done=40, stage_total=40)).left is None


def test_the_pace_of_a_back_fill_is_that_of_its_last_commits(shop: Repository) -> None:
    """However long it paused, and whatever it found done when it came back."""
    begun = timezone.now()
    run = HistoryRun.objects.create(repository=shop, status="running", total=250, done=107, started_at=begun)
    assert history_pace(run) == Pace()
    for number in range(8):
        pause = timedelta(hours=5) if number > 3 else timedelta()
        ended = begun + timedelta(seconds=20 * number) + pause
        make_scan(shop, position=number + 100, ref=f"history-{run.pk}", finished_at=ended)
    found = history_pace(run)
    assert (found.rate, found.left) == (3, 143 * 20)
    run.status = "done"
    assert history_pace(run) == Pace()
