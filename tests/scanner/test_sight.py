"""A scan that went blind since the one before it."""

from __future__ import annotations

import pytest

from scanner.model import DiagnosticRecord
from scanner.sight import Seen, doubt, lost_files, lost_sight, seen
from tests.documents import document, route


@pytest.mark.parametrize(
    ("before", "now", "reasons"),
    [
        (Seen(10, 0), Seen(5, 0), []),
        (Seen(10, 0), Seen(4, 0), ["Only 4 routes found, the base has 10."]),
        (Seen(197, 40), Seen(2, 0), ["Only 2 routes found, the base has 197."]),
        (Seen(0, 0), Seen(0, 900), []),
        (Seen(20, 30), Seen(20, 90), []),
        (Seen(20, 30), Seen(20, 91), ["91 calls on the loop are unresolved, the base has 30."]),
        (Seen(20, 0), Seen(20, 50), []),
        (Seen(20, 0), Seen(20, 51), ["51 calls on the loop are unresolved, the base has 0."]),
        (Seen(200, 0), Seen(200, 200), []),
        # Twice the routes may bring twice the calls.
        (Seen(20, 30), Seen(40, 180), []),
        (Seen(20, 30), Seen(40, 181), ["181 calls on the loop are unresolved, the base has 30."]),
    ],
)
def test_what_is_not_believed(before: Seen, now: Seen, reasons: list[str]) -> None:
    assert lost_sight(before, now) == reasons


def test_a_doubted_scan_is_incomplete_and_says_why() -> None:
    blind = document([route()])
    doubt(blind, [])
    assert blind["summary"]["incomplete_reasons"] == []
    doubt(blind, lost_sight(Seen(3, 0), seen(blind), earlier="the scan before had"))
    assert not blind["summary"]["complete"]
    assert blind["summary"]["incomplete_reasons"] == ["Only 1 route found, the scan before had 3."]
    assert [each["code"] for each in blind["diagnostics"]] == ["incomplete"]


def test_files_that_a_change_made_unreadable() -> None:
    before, now = document([route()]), document([route()])
    before["diagnostics"] = [complaint("old.py"), complaint("a.py", "encoding")]
    names = ["a.py", "b.py", "c.py", "d.py", "new.py", "old.py"]
    now["diagnostics"] = [*map(complaint, names), complaint("e.py", "encoding")]
    assert lost_files(before, now, lambda path: path != "new.py") == [
        "a.py, b.py, c.py and 1 more can no longer be read."
    ]
    assert lost_files(now, before, lambda path: True) == []


def complaint(file: str, code: str = "syntax") -> DiagnosticRecord:
    return {"level": "error", "code": code, "file": file, "line": 1, "message": "cannot be parsed"}
