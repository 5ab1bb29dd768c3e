"""Verdicts over runs: when there is one, which one, and when an alarm may sound."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.statistics.confirmation import Alarm, alarm
from tracker.statistics.contrast import contrast
from tracker.statistics.verdict import Outcome, Side, judge

SLOW = (1600.0, 1650.0, 1662.0, 1700.0, 1710.0)
FAST = (4.0, 4.1, 4.2, 4.4, 4.9)


def side(*values: float, sampled: bool = True) -> Side:
    return Side(values, len(values), sampled)


def test_a_clear_improvement_has_all_three_figures() -> None:
    verdict = judge("p95", side(*SLOW), side(*FAST))
    assert verdict.outcome is Outcome.IMPROVED
    assert verdict.contrast is not None
    assert verdict.contrast.p_value == pytest.approx(2 / math.comb(10, 5))
    assert verdict.contrast.delta == -1.0
    assert verdict.contrast.ratio == pytest.approx(4.2 / 1662.0)
    assert (verdict.contrast.low or 0) < (verdict.contrast.ratio or 0) < (verdict.contrast.high or 0)


def test_the_same_change_of_a_throughput_is_a_regression() -> None:
    assert judge("rps", side(*SLOW), side(*FAST)).outcome is Outcome.REGRESSED
    assert judge("p95", side(*FAST), side(*SLOW)).outcome is Outcome.REGRESSED


@pytest.mark.parametrize(("before", "after"), [(4, 5), (5, 4), (1, 1)])
def test_fewer_than_five_runs_a_side_need_more(before: int, after: int) -> None:
    verdict = judge("p95", side(*SLOW[:before]), side(*FAST[:after]))
    assert verdict.outcome is Outcome.MORE_RUNS
    assert "at least 5 runs" in verdict.reason
    assert verdict.contrast is None


def test_summaries_without_samples_are_not_testable() -> None:
    verdict = judge("p95", side(5.0, sampled=False), side(4.0, sampled=False))
    assert verdict.outcome is Outcome.NOT_TESTABLE
    assert "summaries without samples" in verdict.reason


def test_five_summaries_a_side_are_five_runs() -> None:
    before, after = side(*SLOW, sampled=False), side(*FAST, sampled=False)
    assert judge("p95", before, after).outcome is Outcome.IMPROVED


def test_a_figure_nobody_reports_is_not_testable() -> None:
    assert judge("p95", side(), side(*FAST)).reason == "no run before reports this figure"


def test_equal_runs_show_no_change() -> None:
    verdict = judge("p50", side(*[3.0] * 6), side(*[3.0] * 6))
    assert (verdict.outcome, verdict.contrast and verdict.contrast.p_value) == (Outcome.UNCHANGED, 1.0)


def test_a_significant_shift_of_two_percent_is_wobble() -> None:
    before, after = np.linspace(100, 101, 12), np.linspace(102, 103, 12)
    verdict = judge("p50", side(*before), side(*after))
    assert verdict.contrast is not None
    assert verdict.contrast.p_value < 0.001
    assert verdict.outcome is Outcome.UNCHANGED


def test_from_zero_there_is_no_ratio_but_a_verdict() -> None:
    verdict = judge("error_rate", side(0, 0, 0, 0, 0), side(0.1, 0.2, 0.3, 0.2, 0.1))
    assert verdict.outcome is Outcome.REGRESSED
    assert verdict.contrast is not None
    assert verdict.contrast.ratio is None


def test_the_interval_is_the_same_each_time() -> None:
    assert contrast(SLOW, FAST) == contrast(SLOW, FAST)


def test_the_interval_covers_the_true_ratio_about_as_often_as_it_says() -> None:
    generator = np.random.default_rng(7)
    covered = 0
    for _ in range(60):
        before, after = generator.lognormal(0, 0.2, 15), 2 * generator.lognormal(0, 0.2, 15)
        found = contrast(before.tolist(), after.tolist())
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= 2.0 <= found.high
    assert covered >= 52


def test_noise_alone_raises_few_false_alarms() -> None:
    generator = np.random.default_rng(11)
    verdicts = [
        judge("p95", side(*generator.lognormal(3, 0.1, 6)), side(*generator.lognormal(3, 0.1, 6)))
        for _ in range(200)
    ]
    assert sum(verdict.decided for verdict in verdicts) <= 16


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=9), st.lists(st.floats(0, 1e6), min_size=1, max_size=9)
)
def test_swapping_the_sides_mirrors_the_effect(before: list[float], after: list[float]) -> None:
    forth, back = contrast(before, after), contrast(after, before)
    assert forth.delta == pytest.approx(-back.delta)
    assert forth.p_value == pytest.approx(back.p_value)
    assert -1 <= forth.delta <= 1
    assert 0 < forth.p_value <= 1


def test_one_session_only_raises_a_suspicion() -> None:
    assert alarm("p95", FAST, [SLOW]) is Alarm.SUSPECTED


def test_a_later_session_confirms_or_clears_it() -> None:
    assert alarm("p95", FAST, [SLOW, [1655.0]]) is Alarm.CONFIRMED
    assert alarm("p95", FAST, [SLOW, [4.3]]) is Alarm.NOT_REPEATED
    assert alarm("rps", SLOW, [FAST, [4.0]]) is Alarm.CONFIRMED


def test_single_runs_add_up_to_a_suspicion_and_the_next_confirms() -> None:
    singles = [[value] for value in SLOW]
    assert alarm("p95", FAST, singles[:4]) is Alarm.NONE
    assert alarm("p95", FAST, singles) is Alarm.SUSPECTED
    assert alarm("p95", FAST, [*singles, [1600.0]]) is Alarm.CONFIRMED


def test_no_regression_no_alarm() -> None:
    assert alarm("p95", SLOW, [FAST, FAST]) is Alarm.NONE
