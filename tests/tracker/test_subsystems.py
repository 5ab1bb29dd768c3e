"""Units are sorted by rules in order; a preview tells what would move."""

from __future__ import annotations

import pytest

from tests.documents import document, helper, route
from tests.factories import make_repository, make_scan
from tracker.models import AuditEntry, Repository, Subsystem, Unit
from tracker.services import subsystems
from tracker.services.ingest import record
from tracker.services.subsystems import SubsystemError, SubsystemSpec

pytestmark = pytest.mark.django_db


@pytest.fixture
def repository(db: None) -> Repository:
    made = make_repository()
    wells = route("/api/wells/{id}", handler="shop.api.wells:read", subsystem="api")
    assets = route("/api/assets", handler="shop.api.assets:read", subsystem="api", tags=["assets"])
    ping = route("/ping", handler="shop.ping:ping", subsystem="")
    helpers = [
        helper("shop.store:wells", routes=[wells["id"]]),
        helper("shop.store:both", routes=[wells["id"], assets["id"]]),
        helper("shop.jobs.nightly:run"),
    ]
    record(make_scan(made, position=1), document([wells, assets, ping], helpers))
    return made


def places() -> dict[str, str]:
    rows = Unit.objects.values_list("path", "name", "subsystem__name")
    return {path or name: str(subsystem) for path, name, subsystem in rows}


def spec(name: str, kind: str, value: str) -> SubsystemSpec:
    return {"name": name, "rules": [{"kind": kind, "value": value}]}


def test_without_rules_the_scanner_guesses(repository: Repository) -> None:
    assert places() == {
        "/api/wells/{id}": "api",
        "/api/assets": "api",
        "/ping": "shared",
        "shop.store:wells": "api",
        "shop.store:both": "api",
        "shop.jobs.nightly:run": "shared",
    }
    assert all(Subsystem.objects.values_list("automatic", flat=True))


RULES = [
    spec("Wells", "prefix", "/api/wells"),
    spec("Assets", "tag", "assets"),
    spec("Jobs", "package", "shop.jobs"),
    spec("Late", "prefix", "/api"),
]


def test_a_preview_moves_nothing(repository: Repository) -> None:
    before = places()
    found = subsystems.preview(repository, RULES)
    assert found.counts == {"Wells": 2, "Assets": 1, "shared": 2, "Jobs": 1}
    assert len(found.moves) == 5
    assert places() == before
    assert not Subsystem.objects.filter(name="Wells").exists()


def test_rules_move_routes_and_their_helpers_follow(repository: Repository) -> None:
    subsystems.apply(repository, RULES, actor="ada")
    assert places() == {
        "/api/wells/{id}": "Wells",
        "/api/assets": "Assets",
        "/ping": "shared",
        "shop.store:wells": "Wells",
        "shop.store:both": "shared",
        "shop.jobs.nightly:run": "Jobs",
    }
    assert not Subsystem.objects.filter(name="api").exists()
    assert AuditEntry.objects.get(verb="set-subsystem-rules").after["subsystems"][0]["name"] == "Wells"
    later = document([route("/api/wells/new", handler="shop.api.w:new")])
    record(make_scan(repository, position=2), later, accepted=True)
    assert Unit.objects.get(path="/api/wells/new").subsystem == Subsystem.objects.get(name="Wells")


@pytest.mark.parametrize(
    ("kind", "value", "count"),
    [
        ("prefix", "/api/well", 0),
        ("prefix", "api/wells/", 2),
        ("prefix", "/", 6 - 1),
        ("package", "shop.job", 0),
        ("package", "shop/jobs", 1),
        ("tag", "asset", 0),
    ],
)
def test_a_rule_takes_whole_names_only(repository: Repository, kind: str, value: str, count: int) -> None:
    found = subsystems.preview(repository, [spec("Mine", kind, value)])
    assert found.counts["Mine"] == count


@pytest.mark.parametrize(
    "rules",
    [
        [spec(" ", "tag", "x")],
        [spec("A", "tag", "x"), spec("a", "tag", "y")],
        [spec("A", "colour", "x")],
        [spec("A", "tag", " ")],
    ],
)
def test_malformed_rules_are_refused(repository: Repository, rules: list[SubsystemSpec]) -> None:
    with pytest.raises(SubsystemError):
        subsystems.apply(repository, rules, actor="ada")


def test_a_change_of_plan_is_audited(repository: Repository) -> None:
    row = Subsystem.objects.get(name="api")
    subsystems.update(row, actor="ada", phase="2", notes="soon")
    subsystems.update(row, actor="ada", phase="2", notes="soon")
    entry = AuditEntry.objects.get(verb="change-subsystem")
    assert (entry.before, entry.after) == ({"phase": "", "notes": ""}, {"phase": "2", "notes": "soon"})
    with pytest.raises(SubsystemError):
        subsystems.update(row, actor="ada", slug="x")
