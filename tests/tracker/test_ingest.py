"""What a scan document does to the tables, in order and out of order."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scanner import ScanDocument
from scanner.model import Classification
from tests.documents import big, document, edited, helper, route
from tests.factories import make_repository, make_scan
from tracker.models import (
    CallSite,
    Finding,
    FindingState,
    Repository,
    Scan,
    ScanPayload,
    Snapshot,
    SnapshotSlice,
    Unit,
    UnitKey,
    UnitState,
)
from tracker.services import snapshots
from tracker.services.ingest import LostScanError, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def repository() -> Repository:
    return make_repository()


def scanned(repository: Repository, position: int, found: ScanDocument, **columns: Any) -> Scan:
    """A scan of the commit at ``position``, ingested."""
    scan = make_scan(repository, position=position, **columns)
    record(scan, found)
    scan.refresh_from_db()
    return scan


def things(classification: Classification = "blocking-async", **changes: Any) -> ScanDocument:
    ping = route("/ping", handler="shop.ping:ping", classification="native-async")
    return document([route(classification=classification, **changes), ping])


def the_unit() -> Unit:
    return Unit.objects.get(path="/things")


def test_a_first_scan_makes_units_states_findings_and_a_snapshot(repository: Repository) -> None:
    loader = helper(routes=["GET /things shop.things:read"])
    scan = scanned(repository, 1, document([route()], [loader]))
    assert (scan.status, scan.complete) == (Scan.Status.DONE, True)
    unit = the_unit()
    assert (unit.lifecycle, unit.classification, unit.first_scan) == ("open", "blocking-async", scan)
    assert unit.state is not None
    assert unit.state.symbols == ["sqlalchemy.orm.Session.execute"]
    assert unit.state.change == UnitState.Change.FIRST
    assert Finding.objects.get(unit=unit).lifecycle == "open"
    snapshot = Snapshot.objects.get()
    assert (snapshot.routes_blocking, snapshot.helpers_blocking, snapshot.findings) == (1, 1, 2)
    assert snapshot.at == scan.committed_at
    assert repository.scans.get().payload.unpack()["routes"][0]["path"] == "/things"
    freed = Unit.objects.get(kind="helper")
    assert freed.reach.members == [unit.pk]
    assert unit.reach.members == [freed.pk]


def test_an_unchanged_scan_adds_only_a_snapshot(repository: Repository) -> None:
    for position in range(1, 6):
        scanned(repository, position, things())
    assert (UnitState.objects.count(), FindingState.objects.count(), Snapshot.objects.count()) == (2, 1, 5)
    assert CallSite.objects.count() == 1


def test_a_moved_line_changes_the_place_and_not_the_state(repository: Repository) -> None:
    scanned(repository, 1, things())
    scanned(repository, 2, things(line=99))
    unit = the_unit()
    assert (unit.line, UnitState.objects.filter(unit=unit).count()) == (99, 1)
    assert Finding.objects.get().line == 99
    assert CallSite.objects.get().line == 101


def test_a_cleared_route_is_fixed_and_blocking_again_is_reopened(repository: Repository) -> None:
    scanned(repository, 1, things())
    second = scanned(repository, 2, things("converted-def"))
    unit = the_unit()
    assert (unit.lifecycle, unit.detail, unit.since_scan) == ("fixed", "converted", second)
    assert unit.state is not None
    assert (unit.state.change, unit.state.previous_class) == ("cleared", "blocking-async")
    assert second.changes["cleared"] == 1
    assert Finding.objects.get().lifecycle == "fixed"
    third = scanned(repository, 3, things())
    assert the_unit().lifecycle == "reopened"
    assert third.changes["newly_blocking"] == 1
    assert Finding.objects.get().lifecycle == "reopened"


def test_a_route_that_turns_blocking_is_new_for_one_scan(repository: Repository) -> None:
    scanned(repository, 1, things("native-async"))
    scanned(repository, 2, things())
    assert the_unit().lifecycle == "new"
    assert Finding.objects.get().lifecycle == "new"
    scanned(repository, 3, things())
    assert the_unit().lifecycle == "open"
    assert Finding.objects.get().lifecycle == "open"


def test_a_deleted_route_is_removed_and_may_return(repository: Repository) -> None:
    scanned(repository, 1, things())
    second = scanned(repository, 2, document([route("/ping", handler="shop.ping:ping")]))
    unit = the_unit()
    assert (unit.lifecycle, unit.removed_scan) == ("removed", second)
    assert unit.state is not None
    assert unit.state.ends == UnitState.Ending.REMOVED
    assert Finding.objects.get(unit=unit).lifecycle == "removed"
    scanned(repository, 3, things())
    unit = the_unit()
    assert (unit.lifecycle, unit.removed_scan) == ("reopened", None)
    assert unit.state is not None
    assert unit.state.change == "returned"


def test_a_handler_that_moves_keeps_its_unit(repository: Repository) -> None:
    scanned(repository, 1, things())
    before = the_unit()
    scan = scanned(repository, 2, things(handler="shop.api.things:read"))
    after = the_unit()
    assert (after.pk, after.moved_scan, after.name) == (before.pk, scan, "shop.api.things:read")
    assert UnitKey.objects.get().key == before.key
    assert after.lifecycle == "open"
    # Older commits still know it under its former key.
    scanned(repository, 0, things(), trigger=Scan.Trigger.HISTORY)
    assert Unit.objects.count() == 2


def test_a_helper_that_moves_to_another_module_keeps_its_unit(repository: Repository) -> None:
    scanned(repository, 1, document([route()], [helper("shop.store:load")]))
    scanned(repository, 2, document([route()], [helper("shop.data.store:load")]))
    assert Unit.objects.get(kind="helper").name == "shop.data.store:load"


def test_two_candidates_for_a_move_are_no_move(repository: Repository) -> None:
    scanned(repository, 1, document([route()], [helper("shop.one:load"), helper("shop.two:load")]))
    scanned(repository, 2, document([route()], [helper("shop.three:load")]))
    assert Unit.objects.filter(kind="helper").count() == 3


def test_an_incomplete_scan_moves_nothing(repository: Repository) -> None:
    first = scanned(repository, 1, things())
    scan = scanned(repository, 2, document([], complete=False))
    assert (scan.status, scan.incomplete_reasons) == (
        Scan.Status.INCOMPLETE,
        ["no route found although fastapi is imported"],
    )
    assert the_unit().lifecycle == "open"
    assert Snapshot.objects.get().scan == first
    repository.refresh_from_db()
    assert repository.latest_scan == first


def test_a_scan_that_lost_most_routes_is_not_believed_until_accepted(repository: Repository) -> None:
    scanned(repository, 1, big(10, 0))
    few = big(2, 0)
    scan = scanned(repository, 2, few)
    assert scan.incomplete_reasons == ["Only 2 routes found, the scan before had 10."]
    again = make_scan(repository, position=2)
    assert record(again, few, accepted=True)
    assert Unit.objects.exclude(lifecycle="removed").count() == 2


def test_a_scan_that_resolves_far_less_is_not_believed(repository: Repository) -> None:
    scanned(repository, 1, big(10, 0))
    hazy = big(10, 0)
    hazy["summary"]["unresolved_calls"] = 80
    scan = scanned(repository, 2, hazy)
    assert scan.incomplete_reasons == ["80 calls on the loop are unresolved, the scan before had 0."]
    assert Snapshot.objects.get().position == 1


def test_a_scan_taken_over_meanwhile_writes_nothing(repository: Repository) -> None:
    scan = make_scan(repository, position=1)
    Scan.objects.filter(pk=scan.pk).update(attempts=2)
    with pytest.raises(LostScanError):
        record(scan, things())
    assert not Unit.objects.exists()
    assert not ScanPayload.objects.exists()


def test_a_rescan_of_the_tip_replaces_what_was_known_there(repository: Repository) -> None:
    scanned(repository, 1, things("native-async"))
    scanned(repository, 2, things("native-async"))
    scan = scanned(repository, 2, things() | {"scanner": things()["scanner"] | {"version": "0.2.0"}})
    unit = the_unit()
    assert unit.state is not None
    assert (unit.classification, unit.state.from_position, unit.state.scanner_changed) == (
        "blocking-async", 2, True,
    )  # fmt: skip
    assert list(Snapshot.objects.values_list("position", "outdated")) == [(1, True), (2, False)]
    assert Snapshot.objects.get(position=2).scan == scan
    scanned(repository, 2, things("native-async"))
    assert UnitState.objects.filter(unit=unit).count() == 1


def test_a_pull_request_scan_leaves_the_timeline_alone(repository: Repository) -> None:
    scanned(repository, 1, things())
    scan = scanned(repository, 2, things("native-async"), on_timeline=False, pull_request=7)
    assert scan.status == Scan.Status.DONE
    assert the_unit().lifecycle == "open"
    assert ScanPayload.objects.filter(scan=scan).exists()


HISTORY: dict[int, ScanDocument] = {
    1: document([route("/ping", handler="shop.ping:ping", classification="native-async")]),
    2: things(),
    3: things("converted-def"),
    4: things(),
    5: document([route("/ping", handler="shop.ping:ping", classification="native-async")]),
    6: things("native-async"),
}


def picture(repository: Repository) -> dict[str, Any]:
    """Everything that must not depend on the order of scans, by position instead of ids."""
    states = UnitState.objects.filter(repository=repository).values_list(
        "unit__path", "from_position", "to_position", "classification", "change", "previous_class", "ends",
        "exact", "detail", "from_scan__position", "to_scan__position",
    )  # fmt: skip
    units = Unit.objects.filter(repository=repository).values_list(
        "path", "lifecycle", "classification", "detail", "first_scan__position", "since_scan__position",
        "removed_scan__position", "state__from_position",
    )  # fmt: skip
    findings = FindingState.objects.filter(repository=repository).values_list(
        "finding__unit__path", "from_position", "to_position"
    )
    counts = Snapshot.objects.filter(repository=repository).values_list(
        "position", "routes_blocking", "routes_converted", "routes_native", "findings"
    )
    return {
        "states": sorted(states, key=repr),
        "units": sorted(units, key=repr),
        "findings": sorted(findings, key=repr),
        "lifecycles": sorted(
            Finding.objects.filter(repository=repository).values_list("lifecycle", flat=True)
        ),
        "snapshots": sorted(counts),
    }


def ingest_in(order: tuple[int, ...]) -> dict[str, Any]:
    repository = make_repository()
    for position in order:
        trigger = Scan.Trigger.HISTORY if position != 6 else Scan.Trigger.MANUAL
        scanned(repository, position, HISTORY[position], trigger=trigger)
    return picture(repository)


def test_history_scanned_newest_first_equals_history_scanned_in_order() -> None:
    assert ingest_in((6, 5, 4, 3, 2, 1)) == ingest_in((1, 2, 3, 4, 5, 6))


@pytest.mark.parametrize("order", [(6, 1, 3, 2, 5, 4), (6, 2, 4, 1, 3, 5), (6, 3, 1, 5, 2, 4)])
def test_history_scanned_in_any_order_equals_history_scanned_in_order(order: tuple[int, ...]) -> None:
    assert ingest_in(order) == ingest_in((1, 2, 3, 4, 5, 6))


def test_a_move_is_found_from_either_side() -> None:
    moves = {
        position: things(handler="shop.old:read" if position < 3 else "shop.new:read")
        for position in range(1, 5)
    }
    pictures = []
    for order in ((1, 2, 3, 4), (4, 3, 2, 1), (4, 1, 2, 3)):
        repository = make_repository()
        for position in order:
            scanned(repository, position, moves[position], trigger=Scan.Trigger.HISTORY)
        unit = Unit.objects.get(repository=repository, path="/things")
        assert (unit.name, unit.states.count()) == ("shop.new:read", 2)
        pictures.append(picture(repository))
    assert pictures[0] == pictures[1] == pictures[2]


def test_the_commit_that_changed_a_class_becomes_exact_when_its_parent_is_scanned(
    repository: Repository,
) -> None:
    scanned(repository, 9, things("converted-def"))
    scanned(repository, 1, things(), trigger=Scan.Trigger.HISTORY)
    change = UnitState.objects.get(change="cleared")
    assert (change.from_position, change.exact) == (9, False)
    for position in (5, 4):
        document = things() if position == 4 else things("converted-def")
        scanned(repository, position, document, trigger=Scan.Trigger.HISTORY)
    change = UnitState.objects.get(change="cleared")
    assert (change.from_position, change.exact, change.from_scan.position) == (5, True, 5)


def test_slices_add_up_to_the_whole(repository: Repository) -> None:
    scanned(repository, 1, big(60, 30))
    snapshot = Snapshot.objects.get()
    for dimension in SnapshotSlice.Dimension.values:
        slices = snapshot.slices.filter(dimension=dimension)
        assert sum(one.routes_blocking for one in slices) == snapshot.routes_blocking == 20
        assert sum(one.helpers for one in slices) == snapshot.helpers == 30
        assert sum(one.findings for one in slices) == snapshot.findings
    assert snapshot.slices.filter(dimension="subsystem").count() == 41  # the areas and what they share


def test_rebuilding_slices_says_the_same_as_the_scans_did(repository: Repository) -> None:
    base = big(30, 9)
    scanned(repository, 1, base)
    scanned(repository, 2, edited(base, lambda made: made["routes"].pop()))
    columns = ("snapshot__position", "dimension", "subsystem", "owner", "routes_blocking", "helpers_native",
               "findings")  # fmt: skip
    before = sorted(SnapshotSlice.objects.values_list(*columns), key=repr)
    assert snapshots.rebuild(repository) == 2
    assert sorted(SnapshotSlice.objects.values_list(*columns), key=repr) == before


def test_equal_ids_in_one_document_are_kept_apart(repository: Repository) -> None:
    scanned(repository, 1, document([route(), route(line=50)]))
    assert Unit.objects.count() == 2


def test_every_pair_of_classes_is_a_known_change(repository: Repository) -> None:
    classes: list[Classification] = ["blocking-async", "converted-def", "native-async"]
    for position, name in enumerate(itertools.chain(*itertools.permutations(classes)), start=1):
        scanned(repository, position, things(name))
    changes = set(UnitState.objects.filter(unit=the_unit()).values_list("change", flat=True))
    assert changes == {"first", "cleared", "altered", "blocked"}


def queries_of(repository: Repository, position: int, found: ScanDocument) -> int:
    with CaptureQueriesContext(connection) as queries:
        scanned(repository, position, found)
    return len(queries)


def test_the_queries_of_an_unchanged_scan_do_not_grow_with_the_units() -> None:
    costs = []
    for size in (20, 400):
        repository, found = make_repository(), big(size, size)
        scanned(repository, 1, found)
        costs.append(queries_of(repository, 2, found))
    assert costs[0] == costs[1] < 60


def test_a_scan_with_few_changes_costs_few_queries(repository: Repository) -> None:
    base = big(200, 200)
    scanned(repository, 1, base)

    def clear(made: ScanDocument) -> None:
        for unit in made["routes"][:50]:
            unit["classification"], unit["chain"] = "native-async", []

    assert queries_of(repository, 2, edited(base, clear)) < 120
