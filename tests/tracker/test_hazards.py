"""What the risk card reads from the code: hints at lines, and silence where nothing is shared."""

from __future__ import annotations

import textwrap

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.people import People
from tracker.hazards import hazards
from tracker.models import Repository, Unit
from tracker.views import snippets

HEAD = """
import sqlite3
from contextvars import ContextVar
CACHE = {}
TOTAL = 0
current = ContextVar("current")
connection = sqlite3.connect("x.db")
"""


def seen(body: str) -> list[tuple[str, str]]:
    text = HEAD + "async def handler(db, request, key):\n" + textwrap.indent(textwrap.dedent(body), "    ")
    line = HEAD.count("\n") + 1
    return [(each.code, each.name) for each in hazards(text, [line])]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("global TOTAL\nTOTAL += 1", [("shared-state", "TOTAL")]),
        ("CACHE[key] = 1", [("shared-state", "CACHE")]),
        ("CACHE.update(a=1)", [("shared-state", "CACHE")]),
        ("request.app.state.last = key", [("shared-state", "request.app.state.last")]),
        ("current.set(key)", [("context-variables", "current")]),
        ("return connection.execute('select 1')", [("shared-connection", "connection")]),
        ("row = db.get(Row, key)\nif row is None:\n    db.add(Row(key))", [("check-then-act", "row")]),
        (
            "if db.scalar(select(1)):\n    return\ndb.commit()",
            [("check-then-act", "db.scalar(select(1))")],
        ),
        ("CACHE = {}\nCACHE[key] = 1", []),
        ("return CACHE.get(key)", []),
        ("row = db.get(Row, key)\nif row is None:\n    raise Missing\nreturn row", []),
        ("found = []\nfound.append(key)", []),
        ("if key:\n    db.add(key)", []),
    ],
)
def test_a_body(body: str, expected: list[tuple[str, str]]) -> None:
    assert seen(body) == expected


def test_only_the_functions_around_the_lines_count() -> None:
    text = HEAD + "def one():\n    CACHE[1] = 2\n\ndef other():\n    return 1\n"
    first = HEAD.count("\n") + 1
    assert [hazard.line for hazard in hazards(text, [first])] == [first + 1]
    assert hazards(text, [first + 4]) == []


@pytest.mark.django_db
def test_the_card_of_a_blocking_unit_shows_what_the_code_shows(
    shop: Repository, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "CACHE = {}\n" + "\n" * 8 + "async def read(db):\n    CACHE[1] = db.execute(1)\n" + "\n" * 40
    monkeypatch.setattr(snippets, "_text", lambda repository, revision, file: text)
    unit = Unit.objects.get(repository=shop, path="/things")
    page = people.viewer.client.get(reverse("unit", args=[shop.slug, unit.pk])).content.decode()
    assert "CACHE shop/things.py:11" in page
    assert page.count("seen in the code") == 1
    assert page.index("It changes module") < page.index("It reads something")


@given(st.text(max_size=200), st.lists(st.integers(-5, 50), max_size=3))
def test_any_text_is_taken(text: str, lines: list[int]) -> None:
    assert isinstance(hazards(text, lines), list)
