"""Random apps, each path executed: the scanner must say what was observed.

The seeds are fixed unless ``FUZZ_START`` and ``FUZZ_SEEDS`` say otherwise; a failing test names its seed, and
``python -m tests.fuzz --seed N --keep DIR`` writes that app.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz import check_seed
from tests.oracle.generate.build import generate
from tests.oracle.observer import Observer

START = int(os.environ.get("FUZZ_START", "0"))
SEEDS = range(START, START + int(os.environ.get("FUZZ_SEEDS", "40")))


@pytest.fixture(scope="module")
def observer() -> Iterator[Observer]:
    with Observer() as process:
        yield process


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.usefixtures("_of_each_size")
def test_the_scanner_says_what_was_observed(seed: int, tmp_path: Path, observer: Observer) -> None:
    outcome = check_seed(seed, tmp_path / "app", observer)
    assert outcome.harness == []
    assert outcome.scanner == []


def test_a_seed_always_makes_the_same_app(tmp_path: Path) -> None:
    generate(7, tmp_path / "first")
    generate(7, tmp_path / "second")
    first, second = (_texts(tmp_path / name) for name in ("first", "second"))
    assert first == second
    generate(8, tmp_path / "third")
    assert _texts(tmp_path / "third") != first


def _texts(root: Path) -> dict[str, str]:
    return {str(file.relative_to(root)): file.read_text() for file in root.rglob("*.py")}
