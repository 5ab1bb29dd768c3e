"""Apps in a syntax newer than the oldest supported Python: scanned by all, served by those that can."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oracle.__main__ import find_cases, scan_case
from tests.oracle.check import check_comments, check_scan
from tests.oracle.observer import Observer

NEWER = Path(__file__).parent / "newer"
CASES = find_cases(NEWER)
_DEFINITION = re.compile(r"^ *(?:async )?def (\w+)\b.*?(?:# -> ([\w-]+))?$", re.MULTILINE)


@pytest.mark.parametrize("root", CASES, ids=lambda root: root.name)
def test_verdicts_are_those_beside_the_code(root: Path) -> None:
    document = scan_case(root)
    units = [(route["handler"], route["classification"]) for route in document["routes"]]
    units += [(helper["name"], helper["classification"]) for helper in document["helpers"]]
    written = _DEFINITION.findall((root / "main.py").read_text())
    assert sorted((re.split(r"[:.]", name)[-1], verdict) for name, verdict in units) == sorted(
        (name, verdict) for name, verdict in written if verdict
    )
    assert document["unresolved"] == []
    assert document["diagnostics"] == []


@pytest.fixture(scope="module")
def observer() -> Iterator[Observer]:
    with Observer() as process:
        yield process


@pytest.mark.skipif(sys.version_info < (3, 12), reason="this Python cannot run brackets of type parameters")
@pytest.mark.parametrize("root", CASES, ids=lambda root: root.name)
def test_verdicts_are_what_a_running_app_shows(root: Path, observer: Observer) -> None:
    seen = observer.observe(root)
    assert check_comments(root, seen) == []
    assert check_scan(root, seen, scan_case(root)) == []
