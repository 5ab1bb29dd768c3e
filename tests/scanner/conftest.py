"""What several modules here share."""

from __future__ import annotations

import pytest

from scanner.engine import machine


@pytest.fixture(params=["small", "large"])
def _of_each_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trees of tests are small: in a large one fewer ways of calling a function are told apart."""
    if request.param == "large":
        monkeypatch.setattr(machine, "SMALL_TREE", 0)
