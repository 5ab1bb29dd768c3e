"""Faults in many spellings, told, beside harmless code that looks like them, on which nothing is said.

``finding_spellings.txt`` holds parts of small programs below lines ``=== CODE told`` or ``=== CODE silent``;
the part below ``=== head`` stands before each of them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scanner import open_source, scan

_TEXT = (Path(__file__).parent / "finding_spellings.txt").read_text()
_PARTS = re.findall(r"^=== (.+)\n((?:(?!===).*\n)*)", _TEXT, re.MULTILINE)
HEAD = dict(_PARTS)["head"]
CASES = [(title, text) for title, text in _PARTS if title != "head"]


@pytest.mark.parametrize(("title", "text"), CASES, ids=[f"{n} {title}" for n, (title, _) in enumerate(CASES)])
def test_a_spelling(tmp_path: Path, title: str, text: str) -> None:
    code, _, expected = title.partition(" ")
    (tmp_path / "main.py").write_text(HEAD + text)
    found = [each["line"] for each in scan(open_source(tmp_path))["findings"] if each["code"] == code]
    assert bool(found) == (expected == "told")


def test_the_spellings_are_many_and_both_kinds() -> None:
    told = [title for title, _ in CASES if title.endswith(" told")]
    assert len(CASES) >= 70
    assert len(CASES) * 0.3 <= len(told) <= len(CASES) * 0.8
