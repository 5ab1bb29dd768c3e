"""What a change does to the loop, and which of its lines does it."""

from __future__ import annotations

import pytest

from scanner.changes import Changes, changed_blocks
from scanner.delta import compare
from scanner.origins import COMMON
from tests.memory import MemorySource
from tests.scanner.documents import (
    CALL,
    make_chain,
    make_document,
    make_finding,
    make_helper,
    make_route,
)


def changes(base: dict[str, str], head: dict[str, str]) -> Changes:
    return Changes(MemorySource(base), MemorySource(head))


WELLS = "".join(f"w{number}\n" for number in range(1, 31))
STORE = "".join(f"s{number}\n" for number in range(1, 31))
DEEP = make_chain(
    ("app.wells:list_wells", "app/wells.py", 10),
    ("app.store:load", "app/wells.py", 12),
    (CALL, "app/store.py", 7),
)


def test_a_changed_helper_in_another_file_names_route_chain_and_line() -> None:
    base = make_document([make_route()])
    head = make_document([make_route(classification="blocking-async", chain=DEEP)], [make_helper()])
    before = {"app/wells.py": WELLS, "app/store.py": STORE}
    after = {"app/wells.py": WELLS, "app/store.py": STORE.replace("s7\n", "rows = db.execute(q)\n")}
    delta = compare(base, head, changes=changes(before, after))
    route = delta["newly_blocking"][0]
    assert (route["name"], route["before"], route["after"]) == (
        "GET /wells",
        "native-async",
        "blocking-async",
    )
    assert route["chain"] == DEEP
    assert route["causes"] == [
        {
            "file": "app/store.py",
            "line": 7,
            "end_line": 7,
            "symbol": CALL,
            "where": "step",
            "text": "rows = db.execute(q)",
        }
    ]


@pytest.mark.parametrize(
    ("edit", "where", "line"),
    [
        pytest.param(("s6\n", "other\n"), "function", 6, id="inside a function of the chain"),
        pytest.param(("s1\n", "from db import session\n"), "file", 1, id="an import in a file of the chain"),
        pytest.param(("s8\n", ""), "function", 8, id="a line taken away"),
    ],
)
def test_the_nearest_changed_place_is_the_cause(edit: tuple[str, str], where: str, line: int) -> None:
    head = make_document([make_route(classification="blocking-async", chain=DEEP)], [make_helper()])
    before = {"app/wells.py": WELLS, "app/store.py": STORE}
    after = before | {"app/store.py": STORE.replace(*edit)}
    delta = compare(make_document([make_route()]), head, changes=changes(before, after))
    (cause,) = delta["newly_blocking"][0]["causes"]
    assert (cause["where"], cause["file"], cause["line"]) == (where, "app/store.py", line)


def test_a_change_far_from_the_chain_is_no_cause() -> None:
    head = make_document([make_route(classification="blocking-async", chain=DEEP)])
    before = {"app/wells.py": WELLS, "app/store.py": STORE, "app/other.py": "a\n"}
    delta = compare(
        make_document([make_route()]), head, changes=changes(before, before | {"app/other.py": "b\n"})
    )
    assert delta["newly_blocking"][0]["causes"] == []


def test_a_file_that_was_emptied_can_be_the_cause() -> None:
    head = make_document([make_route(classification="blocking-async", chain=DEEP)])
    before = {"app/wells.py": WELLS, "app/store.py": STORE, "app/other.py": "def load():\n    pass\n"}
    delta = compare(
        make_document([make_route()]), head, changes=changes(before, before | {"app/other.py": ""})
    )
    (cause,) = delta["newly_blocking"][0]["causes"]
    assert (cause["file"], cause["line"], cause["text"]) == ("app/other.py", 1, "")


def test_a_word_that_half_the_change_says_names_no_cause() -> None:
    """Nor is it looked up again for every unit."""
    head = make_document([make_route(classification="blocking-async", chain=DEEP)])
    before = {"app/wells.py": WELLS, "app/store.py": STORE, "app/other.py": "x = 1\n"}
    many = "".join(f"load({number})\n" for number in range(COMMON + 1))
    named = changes(before, before | {"app/other.py": "load(1)\n"})
    assert compare(make_document([make_route()]), head, changes=named)["newly_blocking"][0]["causes"]
    drowned = changes(before, before | {"app/other.py": many})
    assert compare(make_document([make_route()]), head, changes=drowned)["newly_blocking"][0]["causes"] == []


def test_an_untouched_helper_blocks_because_of_its_changed_caller() -> None:
    head = make_document(
        [make_route(classification="blocking-async", chain=DEEP)], [make_helper("app.store:load")]
    )
    before = {"app/wells.py": WELLS, "app/store.py": STORE}
    after = before | {"app/wells.py": WELLS.replace("w12\n", "return load(db)\n")}
    route, helper = compare(make_document([make_route()]), head, changes=changes(before, after))[
        "newly_blocking"
    ]
    assert [cause["text"] for cause in helper["causes"]] == ["return load(db)"]
    assert helper["causes"] == route["causes"]


def test_a_moved_file_is_compared_with_where_it_came_from() -> None:
    before, after = {"old/store.py": STORE}, {"new/store.py": STORE.replace("s7\n", "x\n")}
    assert changes(before, after).lines("new/store.py") == [(7, 7)]
    assert changes(before, {"new/store.py": STORE}).lines("new/store.py") == []


def test_a_file_under_another_name_is_compared_with_the_most_similar_that_is_gone() -> None:
    before = {"a/store.py": STORE, "a/wells.py": WELLS}
    edited = STORE.replace("s7\n", "x\n")
    assert changes(before, {"b/shelf.py": edited, "a/wells.py": WELLS}).lines("b/shelf.py") == [(7, 7)]
    assert changes(before, {"b/shelf.py": edited, "b/pits.py": WELLS}).lines("b/pits.py") == []
    assert changes(before, {"b/shelf.py": "y\nz\n"}).lines("b/shelf.py") == [(1, 2)]
    assert changes(before, before | {"b/shelf.py": edited}).lines("b/shelf.py") == [(1, 30)]


def test_a_new_blocking_route_is_newly_blocking_and_added() -> None:
    delta = compare(make_document(), make_document([make_route(classification="blocking-async")]))
    assert [each["before"] for each in delta["newly_blocking"]] == [None]
    assert [each["name"] for each in delta["routes_added"]] == ["GET /wells"]


def test_a_cleared_route_shows_the_chain_it_had() -> None:
    was, now = make_route(classification="blocking-async"), make_route(classification="converted-def")
    delta = compare(make_document([was]), make_document([now]))
    (cleared,) = delta["cleared"]
    assert cleared["after"] == "converted-def"
    assert cleared["chain"] == was["chain"]
    assert delta["newly_blocking"] == []


def test_a_class_change_that_never_blocked_is_apart() -> None:
    delta = compare(
        make_document([make_route()]), make_document([make_route(classification="converted-def")])
    )
    assert [each["after"] for each in delta["reclassified"]] == ["converted-def"]
    assert delta["cleared"] == delta["newly_blocking"] == []


def test_a_removed_blocking_route_is_cleared_and_removed() -> None:
    delta = compare(make_document([make_route(classification="blocking-async")]), make_document())
    assert [each["after"] for each in delta["cleared"]] == [None]
    assert [each["name"] for each in delta["routes_removed"]] == ["GET /wells"]


def test_a_longer_way_to_the_same_call_is_a_reroute_of_route_and_helper() -> None:
    helper = make_helper()
    longer = {**helper, "chain": [*helper["chain"][:1], *DEEP]}
    delta = compare(
        make_document([make_route(classification="blocking-async")], [helper]),
        make_document([make_route(classification="blocking-async", chain=DEEP)], [longer]),  # type: ignore[list-item]  # a dict display of a HelperRecord
    )
    assert [(each["kind"], each["lengthened"]) for each in delta["rerouted"]] == [
        ("route", True),
        ("helper", True),
    ]


def test_moved_lines_alone_are_no_change() -> None:
    one = make_route(classification="blocking-async", line=10)
    delta = compare(
        make_document([one]), make_document([make_route(classification="blocking-async", line=90)])
    )
    assert all(not delta[key] for key in ("newly_blocking", "cleared", "rerouted", "contract_drift"))


def test_contract_drift_names_each_field() -> None:
    delta = compare(
        make_document([make_route(security=["app.auth:user"])]), make_document([make_route(status_code=201)])
    )
    (drift,) = delta["contract_drift"]
    assert drift["fields"] == [
        {"field": "status_code", "before": 200, "after": 201},
        {"field": "security", "before": ["app.auth:user"], "after": []},
    ]


def test_a_new_path_of_the_same_handler_is_a_drift_not_a_new_route() -> None:
    delta = compare(make_document([make_route("/wells")]), make_document([make_route("/v2/wells")]))
    assert [each["field"] for each in delta["contract_drift"][0]["fields"]] == ["path"]
    assert delta["routes_added"] == delta["routes_removed"] == []


def test_findings_are_matched_by_fingerprint_and_suppressed_ones_do_not_count() -> None:
    moved = make_finding(line=99)
    hidden = make_finding("CL102")
    hidden["suppressed"] = "known"
    delta = compare(
        make_document(findings=[make_finding(), make_finding("CL306")]),
        make_document(findings=[moved, hidden, make_finding("CL105")]),
    )
    assert [each["code"] for each in delta["findings_new"]] == ["CL105"]
    assert [each["code"] for each in delta["findings_fixed"]] == ["CL306"]


def test_a_blind_scan_or_another_scanner_makes_the_two_incomparable() -> None:
    other = make_document()
    other["scanner"]["catalog"] = "newer"
    assert compare(make_document(), make_document())["comparable"]
    assert not compare(make_document(), make_document(complete=False))["comparable"]
    assert not compare(make_document(), other)["comparable"]


@pytest.mark.parametrize(
    ("before", "after", "ranges"),
    [
        ("abc", "abc", []),
        ("abc", "aXc", [(2, 2)]),
        ("abc", "ac", [(2, 2)]),
        ("abc", "ab", [(2, 2)]),
        ("abc", "abcde", [(4, 5)]),
        ("abc", "", [(1, 1)]),
    ],
)
def test_changed_ranges(before: str, after: str, ranges: list[tuple[int, int]]) -> None:
    assert [block.range for block in changed_blocks(list(before), list(after))] == ranges
