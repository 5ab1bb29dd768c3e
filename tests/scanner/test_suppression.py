"""Comments and configuration rows that silence a finding, and those that only seem to."""

from __future__ import annotations

import datetime

import pytest

from scanner.config import Config, Suppression
from scanner.model import DiagnosticRecord, FindingRecord
from scanner.suppression import Comment, parse_comment, suppress
from tests.scanner.documents import make_finding

TODAY = datetime.date(2025, 6, 1)


def judge(line: str, config: Config | None = None) -> tuple[FindingRecord, list[DiagnosticRecord]]:
    """The finding of line 12, in the unit defined on line 10, with ``line`` as its source."""
    return judge_file({12: line}, config)


def judge_file(
    lines: dict[int, str], config: Config | None = None
) -> tuple[FindingRecord, list[DiagnosticRecord]]:
    finding = make_finding()
    notes = suppress([finding], config or Config(), lambda file, number: lines.get(number, ""), TODAY)
    return finding, notes


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ("x = f()", None),
        ("x = f()  # clearloop is nice", None),
        (
            "f()  # clearloop: ignore[CL101] until 2025-12-31, the queue is replaced",
            Comment(frozenset({"CL101"}), "the queue is replaced", datetime.date(2025, 12, 31)),
        ),
        ("x = f('# clearloop: ignore[CL101] in a text')", None),
        ('x = f("\\"# clearloop: ignore[CL101] in a text")', None),
        (
            "x = f('it\\'s')  # clearloop: ignore[CL101] don't wait, it's short",
            Comment(frozenset({"CL101"}), "don't wait, it's short", None),
        ),
        (
            "x = f()  # clearloop: ignore[CL101] start-up only",
            Comment(frozenset({"CL101"}), "start-up only", None),
        ),
        (
            "f() #clearloop:ignore[CL101,CL306] two  # noqa",
            Comment(frozenset({"CL101", "CL306"}), "two", None),
        ),
        (
            "f()  # clearloop: ignore[CL101] legacy, until 2025-12-31",
            Comment(frozenset({"CL101"}), "legacy", datetime.date(2025, 12, 31)),
        ),
        (
            "f()  # clearloop: ignore[CL101] legacy (until 2025-12-31)",
            Comment(frozenset({"CL101"}), "legacy", datetime.date(2025, 12, 31)),
        ),
    ],
)
def test_comments_are_read(line: str, comment: Comment | None) -> None:
    assert parse_comment(line) == comment


def test_a_comment_with_a_reason_suppresses_its_code() -> None:
    finding, notes = judge("f()  # clearloop: ignore[CL101] start-up only")
    assert (finding.get("suppressed"), notes) == ("start-up only", [])


def test_a_comment_on_the_def_line_covers_the_unit() -> None:
    assert judge_file({10: "async def f():  # clearloop: ignore[CL101] legacy"})[0]["suppressed"] == "legacy"
    assert "suppressed" not in judge_file({11: "x = 1  # clearloop: ignore[CL101] legacy"})[0]


def test_a_mistake_on_one_line_does_not_spoil_the_other() -> None:
    finding, notes = judge_file(
        {10: "async def f():  # clearloop: ignore[CL101] legacy", 12: "g()  # clearloop: ignore[CL101]"}
    )
    assert finding["suppressed"] == "legacy"
    assert [note["line"] for note in notes] == [12]


@pytest.mark.parametrize(
    ("comment", "complaint"),
    [
        ("ignore[CL101]", "it gives no reason"),
        ("ignore[CL101] until 2030-01-01", "it gives no reason"),
        ("ignore because", "it names no finding code"),
        ("ignore[E501] because", "it names no finding code"),
        ("ignore[CL101] because, until soon", "not written as YYYY-MM-DD"),
        ("ignore[CL101] until 31.12.2030 because", "not written as YYYY-MM-DD"),
        ("ignore[CL101] until 2025-05-31 because", "ended on 2025-05-31"),
        ("ignore[CL101] because, until 2025-05-31", "ended on 2025-05-31"),
    ],
)
def test_a_comment_without_effect_is_told(comment: str, complaint: str) -> None:
    finding, notes = judge(f"f()  # clearloop: {comment}")
    assert "suppressed" not in finding
    assert [(note["file"], note["line"]) for note in notes] == [("app/wells.py", 12)]
    assert complaint in notes[0]["message"]


def test_a_comment_for_another_code_says_nothing_about_this_one() -> None:
    finding, notes = judge("f()  # clearloop: ignore[CL306] known")
    assert "suppressed" not in finding
    assert notes == []


def test_the_last_day_still_counts() -> None:
    finding, _ = judge(f"f()  # clearloop: ignore[CL101] known, until {TODAY}")
    assert finding["suppressed"] == "known"


def test_a_row_of_the_configuration_suppresses_by_unit() -> None:
    rows = (Suppression("CL101", "agreed", units=("app.wells:list_wells",)),)
    assert judge("f()", Config(suppressions=rows))[0]["suppressed"] == "agreed"
    other = (Suppression("CL101", "agreed", units=("app.wells:other",)),)
    assert "suppressed" not in judge("f()", Config(suppressions=other))[0]


def test_a_comment_on_the_def_line_of_a_unit_whose_finding_shows_no_chain() -> None:
    finding = make_finding() | {"chain": []}
    lines = {3: f"def load():  # clearloop: ignore[{finding['code']}] a short job"}
    units = {finding["unit"]: (finding["file"], 3)}

    notes = suppress([finding], Config(), lambda file, number: lines.get(number, ""), TODAY, units)

    assert finding.get("suppressed") == "a short job"
    assert notes == []
