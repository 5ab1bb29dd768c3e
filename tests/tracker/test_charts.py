"""Drawings: themed for pages, self-contained as files, and kept."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest

from tracker.charts import store
from tracker.charts.burndown import Outlook, Point, apart, draw, horizon
from tracker.charts.drawing import INK, on_page, standalone
from tracker.charts.latency import Line, interactive, still, sweep
from tracker.charts.treemap import Tile
from tracker.charts.treemap import draw as draw_tiles

START = datetime(2026, 1, 1, tzinfo=UTC)
POINTS = [
    Point(
        START + timedelta(days=7 * week), 20 - week, week, 5, f"{week:040x}", f"<b>{week}</b> & more", "Ada"
    )
    for week in range(12)
]


@pytest.fixture(scope="module")
def raw() -> str:
    return draw(POINTS, Outlook(date(2026, 5, 1), date(2026, 6, 1)), date(2026, 4, 1))


def test_the_drawing_is_well_formed_and_needs_no_inline_style(raw: str) -> None:
    for svg in (on_page(raw, title="Burn <down>", key="burn"), standalone(raw, title="Burn <down>")):
        root = ElementTree.fromstring(svg)
        assert (root.get("role"), root.get("aria-label")) == ("img", "Burn <down>")
        assert " style=" not in svg
        assert "<script" not in svg


def test_a_page_gets_tokens_and_a_file_gets_colours(raw: str) -> None:
    themed, alone = on_page(raw, title="x", key="burn"), standalone(raw, title="x")
    assert "var(--blocking-fill, " in themed
    assert "var(" not in alone
    bare = re.sub(r"var\([^)]*\)", "", themed)
    assert not [ink for ink in INK.values() if f'"{ink.colour}"' in bare]


def test_areas_of_the_classes_differ_by_pattern(raw: str) -> None:
    themed = on_page(raw, title="x", key="burn")
    used = set(re.findall(r'fill="url\(#(burn-\w+)\)"', themed))
    assert used == {"burn-blocking", "burn-converted", "burn-native"}
    for name in used:
        assert f'<pattern id="{name}"' in themed


def test_every_commit_is_described(raw: str) -> None:
    assert raw.count("2026-01-08: 19 blocking async") >= 1
    assert "&lt;b&gt;1&lt;/b&gt; &amp; more (Ada)" in raw


def test_commits_of_one_second_are_drawn_apart_and_not_on_top_of_each_other() -> None:
    twice = [*POINTS[:3], *(point._replace(at=POINTS[3].at) for point in POINTS[3:6])]
    moments = [point.at for point in apart(twice)]
    assert moments == sorted(set(moments))
    assert moments[-1] - POINTS[3].at < timedelta(seconds=1)
    assert [point[1:] for point in apart(twice)] == [point[1:] for point in twice]
    tops = [float(top) for top in re.findall(r"<text[^>]*>(\d+)</text>", draw(twice))]
    assert max(tops) <= 40


def test_a_far_end_does_not_squeeze_the_history() -> None:
    last = POINTS[-1].at.date()
    assert horizon(POINTS, None) <= last + timedelta(days=35)
    assert horizon(POINTS, date(2027, 1, 1)) == date(2027, 1, 1)


def test_tiles_link_to_their_rows_by_plain_addresses() -> None:
    svg = draw_tiles([Tile("wells", 4, 9, "/r/x/inventory/?a=1&b=2"), Tile("calm", 0, 3, "/r/x/")])
    assert re.findall(r'href="([^"]*)"', svg) == ["/r/x/inventory/?a=1&amp;b=2"]
    assert "wells: 4 of 9 block" in svg
    assert 'role="group"' in on_page(svg, title="x", key="tree")


def test_a_tile_that_has_an_inside_opens_it() -> None:
    svg = draw_tiles([Tile("wells", 4, 9, "/rows", "/all", "/treemap/?by=subsystem&in=wells")])
    assert re.findall(r'href="([^"]*)"', svg) == ["/treemap/?by=subsystem&amp;in=wells"]


def test_a_drawing_is_made_once() -> None:
    made: list[str] = []

    def make() -> str:
        made.append("drawn")
        return "<svg/>"

    assert store.kept("test", 1) is None
    assert store.drawn(make, "test", 1) == store.drawn(make, "test", 1) == "<svg/>"
    assert made == ["drawn"]
    store.drawn(make, "test", 2)
    assert len(made) == 2


def test_a_line_chart_says_its_values_and_zooms() -> None:
    chart = sweep([Line("before", [(1, 20.0), (10, 900.0)]), Line("after", [(1, 4.0), (10, 6.5)])], "p95, ms")
    assert "900 ms at 10 slow requests in flight" in still(chart)
    assert [one["name"] for one in interactive(chart)["params"]] == ["zoom"]


def test_a_treemap_of_many_small_tiles_leaves_no_margin() -> None:
    svg = draw_tiles([Tile(f"area-{n}", 40 - n, 50, "/rows") for n in range(40)])
    assert re.search(r'viewBox="0 0 62[02] 25[02]"', svg)


@pytest.mark.parametrize(("days", "ticks"), [(0.5, 4), (3, 4), (60, 5)])
def test_the_time_axis_never_says_the_same_twice(days: float, ticks: int) -> None:
    moments = [START + timedelta(days=days * part / 4) for part in range(5)]
    svg = draw([Point(moment, 9 - n, n, 0) for n, moment in enumerate(moments)])
    written = re.findall(r">(\d\d \w\w\w [\d:]+)</text>", svg)
    assert len(written) >= ticks - 1
    assert len(written) == len(set(written))
