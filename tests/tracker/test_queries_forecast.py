"""The forecast: a range, an open end, or an honest "not at this pace"."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tracker.queries.forecast import WEEKS, forecast, weekly_clearance

TODAY = date(2026, 6, 1)


def weekly(*counts: int) -> list[tuple[datetime, int]]:
    """One point a week, the last one today."""
    first = datetime(2026, 6, 1, tzinfo=UTC) - timedelta(weeks=len(counts) - 1)
    return [(first + timedelta(weeks=number), count) for number, count in enumerate(counts)]


def test_a_steady_pace_gives_the_day_exactly() -> None:
    found = forecast(weekly(50, 45, 40, 35, 30), TODAY)
    assert found.verdict == "range"
    assert found.earliest == found.latest == TODAY + timedelta(weeks=6)
    assert found.pace == 5


def test_an_uneven_pace_gives_a_range_around_it() -> None:
    found = forecast(weekly(60, 52, 50, 41, 40, 30), TODAY)
    assert found.verdict == "range"
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest < TODAY + timedelta(weeks=5) < found.latest


def test_arrivals_are_taken_off() -> None:
    assert weekly_clearance(weekly(30, 25, 28, 20), TODAY) == [5, -3, 8]


def test_as_many_arrivals_as_clearances_never_end() -> None:
    assert forecast(weekly(30, 28, 32, 30), TODAY).verdict == "not-at-this-pace"
    assert forecast(weekly(20, 22, 24, 26), TODAY).verdict == "not-at-this-pace"


def test_a_slow_end_that_never_comes_is_said() -> None:
    found = forecast(weekly(40, 40, 33, 35, 34, 34), TODAY)
    assert (found.verdict, found.latest) == ("open-ended", None)
    assert found.earliest is not None


def test_nothing_left_is_done_and_little_history_says_nothing() -> None:
    assert forecast(weekly(5, 3, 0), TODAY).verdict == "done"
    assert forecast(weekly(9, 8), TODAY).verdict == "too-little-history"
    assert forecast([], TODAY).verdict == "too-little-history"


def test_only_recent_weeks_count() -> None:
    points = weekly(900, *range(100, 100 - WEEKS - 1, -1))
    assert weekly_clearance(points, TODAY) == [1] * WEEKS


def test_weeks_without_a_commit_count_as_nothing_cleared() -> None:
    points = [(datetime(2026, 4, 20, tzinfo=UTC), 30), (datetime(2026, 5, 31, tzinfo=UTC), 10)]
    assert weekly_clearance(points, TODAY) == [0, 0, 0, 0, 0, 20]
