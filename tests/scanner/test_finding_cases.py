"""Findings of the finding cases against the markers beside their code, both ways."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from scanner import ScanDocument, open_source, scan

CASES = Path(__file__).parent / "cases" / "findings"
CODES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
ALL_CASES = sorted(path.parent for path in CASES.glob("CL*/*/main.py"))
_MARKER = re.compile(r"#\s*!(?P<kind>[!?|])\s*(?P<code>CL\d{3})\b")

Place = tuple[str, int]


class Marked(NamedTuple):
    """Lines where a finding must be (``!!``), may be (``!?``), or of which one must have it (``!|``)."""

    due: set[Place]
    allowed: set[Place]
    either: set[Place]


def _name(root: Path) -> str:
    return f"{root.parent.name}/{root.name}"


def marked(root: Path, code: str) -> Marked:
    found = Marked(set(), set(), set())
    for file in sorted(root.rglob("*.py")):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            for marker in _MARKER.finditer(line):
                if marker["code"] == code:
                    place = file.relative_to(root).as_posix(), number
                    found["!?|".index(marker["kind"])].add(place)
    return found


def _named(root: Path) -> set[str]:
    """Codes that some line of a case has a marker of."""
    texts = (file.read_text() for file in root.rglob("*.py"))
    return {marker["code"] for text in texts for marker in _MARKER.finditer(text)}


def differences(root: Path, code: str, document: ScanDocument) -> list[str]:
    """What is wrong with the findings of one code, in words."""
    expected = marked(root, code)
    told = {
        (f["file"], f["line"])
        for f in document["findings"]
        if f["code"] == code and f.get("suppressed") is None
    }
    missing = [f"no {code} at {file}:{line}" for file, line in sorted(expected.due - told)]
    if expected.either and not expected.either & told:
        missing.append(f"no {code} at any of {sorted(expected.either)}")
    unmarked = told - expected.due - expected.allowed - expected.either
    return missing + [f"{code} without a marker at {file}:{line}" for file, line in sorted(unmarked)]


@pytest.mark.parametrize("root", ALL_CASES, ids=_name)
def test_case(root: Path) -> None:
    document = scan(open_source(root))
    for code in (root.parent.name, *sorted(_named(root) - {root.parent.name})):
        assert differences(root, code, document) == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_cases_both_ways(code: str) -> None:
    cases = [root for root in ALL_CASES if root.parent.name == code]
    bad = {root for root in cases if root.name.startswith("bad_")}
    good = {root for root in cases if root.name.startswith("good_")}
    assert bad and good and bad | good == set(cases)
    assert {root for root in cases if any(marked(root, code)[::2])} == bad


class TestComparison:
    """The comparison itself must be able to say no."""

    def case(self, path: Path, text: str) -> Path:
        (path / "main.py").write_text(
            "import time\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\nasync def index():\n"
            + text
        )
        return path

    def test_a_marker_without_finding(self, tmp_path: Path) -> None:
        root = self.case(tmp_path, "    return 1  # !! CL101\n")
        assert differences(root, "CL101", scan(open_source(root))) == ["no CL101 at main.py:6"]

    def test_a_finding_without_marker(self, tmp_path: Path) -> None:
        root = self.case(tmp_path, "    time.sleep(1)\n")
        assert differences(root, "CL101", scan(open_source(root))) == ["CL101 without a marker at main.py:6"]

    def test_none_of_several_lines(self, tmp_path: Path) -> None:
        root = self.case(tmp_path, "    return 1  # !| CL101\n")
        assert differences(root, "CL101", scan(open_source(root))) == ["no CL101 at any of [('main.py', 6)]"]
