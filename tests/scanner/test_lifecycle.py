"""Sessions and transactions in many spellings: told where they leak, cross, are shared; silent elsewhere.

``lifecycle_cases.txt`` holds parts of small programs below lines ``=== CODE told`` or ``=== CODE silent``;
the part below ``=== head`` stands before each of them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scanner import open_source, scan

_TEXT = (Path(__file__).parent / "lifecycle_cases.txt").read_text()
_PARTS = re.findall(r"^=== (.+)\n((?:(?!===).*\n)*)", _TEXT, re.MULTILINE)
HEAD = dict(_PARTS)["head"]
CASES = [(title, text) for title, text in _PARTS if title != "head"]


@pytest.mark.parametrize(("title", "text"), CASES, ids=[f"{n} {title}" for n, (title, _) in enumerate(CASES)])
def test_a_spelling(tmp_path: Path, title: str, text: str) -> None:
    code, _, expected = title.partition(" ")
    (tmp_path / "main.py").write_text(HEAD + text)
    found = [each["line"] for each in scan(open_source(tmp_path))["findings"] if each["code"] == code]
    assert bool(found) == (expected == "told")
    assert all(line > HEAD.count("\n") for line in found)


def test_every_code_is_both_told_and_silent() -> None:
    titles = [title for title, _ in CASES]
    assert {t.partition(" ")[0] for t in titles if "told" in t} == {
        t.partition(" ")[0] for t in titles if "silent" in t
    }
    assert len(CASES) >= 40
