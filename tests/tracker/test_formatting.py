"""How numbers and names are written on the pages."""

from __future__ import annotations

import pytest

from tracker.templatetags.clearloop import breakable, grouped


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (9_876, "9876"), (10_000, "10,000"), (1_234_567, "1,234,567")]
)
def test_counts_are_grouped_from_five_digits_on(number: int, written: str) -> None:
    assert grouped(number) == written


def test_a_short_name_stays_as_it_is() -> None:
    assert breakable("/wells/{well_id}") == "/wells/{well_id}"


@pytest.mark.parametrize(
    "name",
    [
        "/api/v1/files/{id}/data/content/update",
        "shop.models.groups:GroupTable.get_groups_by_member_id",
        "_" * 40,
    ],
)
def test_a_long_name_breaks_between_its_parts_and_loses_nothing(name: str) -> None:
    lines = breakable(name).split("<wbr>")
    assert "".join(lines) == name
    assert all(line[-1] in "/.:_" for line in lines[:-1])


def test_a_name_is_escaped() -> None:
    assert "<script" not in breakable("<script>alert(1)</script>" * 2)


def test_what_would_turn_the_text_around_is_spelled_out() -> None:
    assert breakable("/\u202egnp.exe") == "/&lt;U+202E&gt;gnp.exe"
    assert breakable("/مرحبا/{id}") == "/مرحبا/{id}"
