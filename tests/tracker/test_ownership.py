"""Who owns a unit and which line says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import ScanDocument
from tests.documents import document, route
from tests.factories import make_repository, make_scan
from tests.gitrepo import BLOCKING, GitRepo
from tracker import tasks
from tracker.models import Assignment, AuditEntry, Owner, OwnerRule, Repository, Scan, SnapshotSlice, Unit
from tracker.queries import burndown
from tracker.services import authorship, ownership, repositories, scans
from tracker.services.ingest import record
from tracker.services.ownership import OwnershipError

pytestmark = pytest.mark.django_db
RULES = "* @org/all\n/shop/orders.py @org/orders @ann\n"
CODEOWNERS, SETTINGS = OwnerRule.Source.CODEOWNERS, OwnerRule.Source.SETTINGS


def two_routes() -> ScanDocument:
    return document([route("/things"), route("/orders", handler="shop.orders:read")])


@pytest.fixture
def repository(db: None) -> Repository:
    made = make_repository()
    record(make_scan(made, position=1), two_routes())
    return made


def owners(path: str) -> list[str]:
    rows = Assignment.objects.filter(unit__path=path).exclude(source="suggestion")
    return list(rows.order_by("rank").values_list("owner__handle", flat=True))


def test_rules_are_previewed_before_anything_changes(repository: Repository) -> None:
    diff = ownership.preview(repository, text=RULES + "!x @ann\n", source=CODEOWNERS)
    assert {after for _, _, after, _ in diff.changes} == {("@org/all",), ("@org/orders", "@ann")}
    assert [problem.line for problem in diff.problems] == [3]
    assert not Assignment.objects.exists()
    assert not OwnerRule.objects.exists()


def test_the_deciding_line_is_kept(repository: Repository) -> None:
    ownership.apply(repository, text=RULES, source=CODEOWNERS, actor="ada", file=".github/CODEOWNERS")
    unit = Unit.objects.get(path="/orders")
    assert owners("/orders") == ["@org/orders", "@ann"]
    assert unit.owner == Owner.objects.get(handle="@org/orders", kind="team")
    reasons = set(unit.assignments.values_list("reason", flat=True))
    assert reasons == {".github/CODEOWNERS:2 /shop/orders.py @org/orders @ann"}
    assert AuditEntry.objects.get(verb="set-owner-rules").after["units"] == 2


def test_rules_of_the_settings_beat_the_file(repository: Repository) -> None:
    ownership.apply(repository, text="/shop/things.py @bob\n", source=SETTINGS, actor="ada")
    ownership.apply(repository, text=RULES, source=CODEOWNERS, actor="ada")
    assert owners("/things") == ["@bob"]
    assert owners("/orders") == ["@org/orders", "@ann"]


def test_a_line_without_owners_leaves_a_unit_unowned(repository: Repository) -> None:
    ownership.apply(repository, text=RULES, source=CODEOWNERS, actor="ada")
    diff = ownership.apply(repository, text=RULES + "/shop/orders.py\n", source=CODEOWNERS, actor="ada")
    assert (len(diff.changes), diff.unowned, owners("/orders")) == (1, 1, [])
    assert Unit.objects.get(path="/orders").owner is None


def test_what_a_person_decided_beats_every_rule_until_taken_back(repository: Repository) -> None:
    unit = Unit.objects.get(path="/orders")
    ownership.assign([unit], handles=["ann@example.com"], actor="ada")
    diff = ownership.apply(repository, text=RULES, source=CODEOWNERS, actor="ada")
    assert (owners("/orders"), diff.kept_manual) == (["ann@example.com"], 1)
    ownership.assign([unit], handles=[], actor="ada")
    assert owners("/orders") == ["@org/orders", "@ann"]
    entries = AuditEntry.objects.filter(verb="assign").order_by("pk")
    assert [(entry.after["owners"], entry.after["decided"]) for entry in entries] == [
        (["ann@example.com"], "by hand"),
        (["@org/orders", "@ann"], "by the rules"),
    ]


def test_an_owner_has_to_be_a_handle(repository: Repository) -> None:
    with pytest.raises(OwnershipError, match="'ann' is not a user"):
        ownership.assign([Unit.objects.get(path="/orders")], handles=["ann"], actor="ada")
    assert not AuditEntry.objects.filter(verb="assign").exists()


def test_new_units_are_owned_from_their_first_scan_and_counted_so(repository: Repository) -> None:
    ownership.apply(repository, text=RULES, source=CODEOWNERS, actor="ada")
    grown = two_routes()
    grown["routes"].append(route("/new", handler="shop.new:read"))
    record(make_scan(repository, position=2), grown)
    assert owners("/new") == ["@org/all"]
    counts = SnapshotSlice.objects.filter(snapshot__position=2, dimension="owner")
    assert dict(counts.values_list("owner__handle", "routes_blocking")) == {
        "@org/all": 2, "@org/orders": 1, "@ann": 1,
    }  # fmt: skip


def test_trends_follow_a_change_of_owners(repository: Repository) -> None:
    record(make_scan(repository, position=2), two_routes())
    ownership.assign([Unit.objects.get(path="/orders")], handles=["@ann"], actor="ada")
    slices = SnapshotSlice.objects.filter(dimension="owner", owner__handle="@ann")
    assert not slices.exists()
    tasks.recount.delay()
    assert list(slices.values_list("routes_blocking", "findings")) == [(1, 1), (1, 1)]
    assert not Repository.objects.get().recount
    ann = Owner.objects.get(handle="@ann")
    assert [point.blocking for point in burndown.of_owner(repository, ann).every] == [1, 1]
    ownership.assign([Unit.objects.get(path="/orders")], handles=["@bob"], actor="ada")
    record(make_scan(repository, position=3), two_routes())
    assert [point.blocking for point in burndown.of_owner(repository, ann).every] == [1, 1, 0]
    assert [point.blocking for point in burndown.of_owner(repository, None).every] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_codeowners_of_the_scanned_commit_are_taken_over(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path)
    repo.commit({"service/app.py": BLOCKING, ".github/CODEOWNERS": "/service/ @org/service\n"})
    repository = repositories.register(location=str(tmp_path / "service"))
    for text in ("", "* @org/late\n"):
        if text:
            repo.commit({".github/CODEOWNERS": text})
        scan = scans.request(repository, trigger=Scan.Trigger.MANUAL)
        tasks.run_scan.delay(scan.pk)
        scan.refresh_from_db()
        assert scan.status == "done", scan.error
        assert owners("/things") == ["@org/late" if text else "@org/service"]


@pytest.mark.django_db(transaction=True)
def test_authorship_only_suggests(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path)
    repo.commit({"app.py": BLOCKING}, author="Grace")
    repo.commit({"app.py": BLOCKING + "\n"}, author="Grace")
    repo.commit({"app.py": BLOCKING + "\n\n"}, author="Linus")
    repository = repositories.register(location=str(tmp_path))
    scan = scans.request(repository, trigger=Scan.Trigger.MANUAL)
    tasks.run_scan.delay(scan.pk)
    repository.refresh_from_db()
    assert authorship.suggest(repository) == Unit.objects.count()
    suggestion = Assignment.objects.get(unit__path="/things")
    assert (suggestion.owner.handle, suggestion.source) == ("grace@example.com", "suggestion")
    assert "2 of 3 commits" in suggestion.reason
    assert Unit.objects.get(path="/things").owner is None
