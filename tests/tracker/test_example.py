"""The bundled example: reproducible, really running, and with a story to tell."""

from __future__ import annotations

import ast
import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scanner import ScanDocument, open_source, scan
from tracker.example.commits import AUTHORS, Commit, Delete, Edit, Write, apply
from tracker.example.history import BRANCH, MAIN
from tracker.example.repository import LAST_DAY, ExampleError, build, trees

DRIVE = """
import json
from fastapi.testclient import TestClient
from sqlalchemy import insert
from fieldbook.database import engine
from fieldbook.main import app
from fieldbook.models import Base, User

Base.metadata.create_all(engine)
with engine.begin() as connection:
    connection.execute(insert(User).values(name="Ada", token="t"))

token = {"x-token": "t"}
well = {"name": "A-1", "field": "North"}
person = {"name": "Ada", "email": "a@b", "company": "C"}
asset = {"tag": "P-7", "kind": "pump", "well_id": 1}
reading = {"day": "2025-01-01", "oil": 1.5, "water": 2}
with TestClient(app) as client:
    for method, path, expected, options in [
        ("GET", "/healthz", 200, {}),
        ("GET", "/readyz", 200, {}),
        ("POST", "/api/v1/wells", 201, {"json": well}),
        ("GET", "/api/v1/wells", 200, {}),
        ("GET", "/api/v1/wells/1", 200, {}),
        ("GET", "/api/v1/wells/9", 404, {}),
        ("POST", "/api/v1/wells/1/readings", 201, {"json": reading, "headers": token}),
        ("POST", "/api/v1/wells/1/readings", 401, {"json": reading, "headers": {"x-token": "no"}}),
        ("POST", "/api/v1/wells/1/import", 201, {"content": "2025-01-02,3,4"}),
        ("GET", "/api/v1/wells/1/readings", 200, {}),
        ("GET", "/api/v1/wells/1/summary", 200, {}),
        ("GET", "/api/v1/wells/1/neighbours", 200, {}),
        ("POST", "/api/v1/wells/1/locate?place=here", 200, {}),
        ("PATCH", "/api/v1/wells/1?name=A-2", 200, {"headers": token}),
        ("POST", "/api/v1/contacts", 201, {"json": person}),
        ("POST", "/api/v1/contacts", 201, {"json": person}),
        ("PUT", "/api/v1/contacts/1", 200, {"json": person}),
        ("GET", "/api/v1/contacts", 200, {}),
        ("GET", "/api/v1/contacts/companies", 200, {}),
        ("POST", "/api/v1/contacts/1/merge?other_id=2", 200, {}),
        ("GET", "/api/v1/contacts/1", 200, {}),
        ("DELETE", "/api/v1/contacts/1", 204, {}),
        ("POST", "/api/v1/assets", 201, {"json": asset}),
        ("POST", "/api/v1/assets/1/inspections", 201, {"json": {"day": "2025-01-01", "passed": True}}),
        ("GET", "/api/v1/assets", 200, {}),
        ("GET", "/api/v1/assets/due", 200, {}),
        ("GET", "/api/v1/assets/1", 200, {}),
        ("PUT", "/api/v1/assets/1/documents/a.txt", 201, {"content": "hello"}),
        ("GET", "/api/v1/assets/1/documents", 200, {}),
        ("GET", "/api/v1/reports/monthly", 200, {}),
        ("GET", "/api/v1/reports/ranking", 200, {}),
        ("GET", "/api/v1/reports/export.csv", 200, {}),
        ("POST", "/api/v1/reports/mail?to=a@b", 202, {}),
        ("GET", "/api/v1/admin/users", 200, {"headers": token}),
        ("GET", "/api/v1/admin/statistics", 200, {"headers": token}),
    ]:
        answer = client.request(method, path, **options)
        assert answer.status_code == expected, (method, path, answer.status_code, answer.text)
    with client.websocket_connect("/api/v1/live/wells/1") as socket:
        assert socket.receive_json() == [{"day": "2025-01-02", "oil": 3.0}]
        socket.close()
served = [[method.upper(), path] for path, methods in app.openapi()["paths"].items() for method in methods]
print(json.dumps(served))
"""


def git(repository: Path, *arguments: str) -> list[str]:
    done = subprocess.run(  # the test's own arguments, no shell
        ["git", *arguments],  # whichever git is installed
        cwd=repository,
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("example") / "fieldbook"
    build(place)
    return place


@pytest.fixture(scope="module")
def final(repository: Path) -> ScanDocument:
    return scan(open_source(repository, "main"))


def test_the_same_day_gives_the_same_commits(repository: Path, tmp_path: Path) -> None:
    head = build(tmp_path / "again")
    assert git(repository, "rev-parse", "main") == [head]
    assert git(tmp_path / "again", "status", "--short") == []


def test_the_history_can_end_on_any_day(tmp_path: Path) -> None:
    build(tmp_path / "moved", until=datetime.date(2031, 3, 1))
    assert git(tmp_path / "moved", "log", "-1", "--format=%as", "main") == ["2031-03-01"]


def test_history_has_authors_dates_and_owners_to_show(repository: Path) -> None:
    log = git(repository, "log", "main", "--reverse", "--format=%as %an")
    assert len(log) == len(MAIN) >= 40
    assert {line.partition(" ")[2] for line in log} == set(AUTHORS)
    first = datetime.date.fromisoformat(log[0].partition(" ")[0])
    assert datetime.timedelta(days=250) < LAST_DAY - first < datetime.timedelta(days=290)
    assert [commit.day for commit in MAIN] == sorted(commit.day for commit in MAIN)
    assert git(repository, "ls-tree", "--name-only", "main", ".github/") == [".github/CODEOWNERS"]


def test_every_state_is_valid_python() -> None:
    for commit, tree in trees():
        for path, text in tree.items():
            if path.endswith(".py"):
                ast.parse(text, f"{commit.message}: {path}")


def test_the_final_application_answers_on_every_route(
    repository: Path, final: ScanDocument, tmp_path: Path
) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    done = subprocess.run(  # our own program, no shell
        [sys.executable, "-c", DRIVE],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(repository)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    served = {(method, path) for method, path in json.loads(done.stdout)}
    http = [route for route in final["routes"] if route["kind"] == "http"]
    assert served == {(method, route["path"]) for route in http for method in route["methods"]}


def test_all_classes_and_chains_of_every_depth_are_there(final: ScanDocument) -> None:
    for counts in (final["summary"]["routes"], final["summary"]["helpers"]):
        assert min(counts.values()) >= 3
    depths = {len(route["chain"]) for route in final["routes"] if route["chain"]}
    assert {3, 4, 5} <= depths
    assert "websocket" in {route["kind"] for route in final["routes"]}
    offloaded = [route for route in final["routes"] if route["detail"] == "offloaded"]
    assert {route["path"] for route in offloaded} >= {"/api/v1/assets/{asset_id}/documents/{name}"}


TURNS = (
    "Start Fieldbook with wells and their readings",
    "Write down why the API stalls",
    "Make reports in worker threads",
    "Import readings from the field computers",
    "Count and list for administrators in worker threads",
    "Note who changes what",
    "Write the audit trail from a worker thread",
    "Write contacts through the asynchronous session",
    "Sum up a well",
    "Delete contacts through the asynchronous session",
)


@pytest.fixture(scope="module")
def blocking(repository: Path) -> dict[str, int]:
    """Message -> number of blocking routes after that commit."""
    commits = dict(line.split(" ", 1)[::-1] for line in git(repository, "log", "main", "--format=%H %s"))
    summaries = {message: scan(open_source(repository, commits[message]))["summary"] for message in TURNS}
    return {message: summary["routes"]["blocking-async"] for message, summary in summaries.items()}


def test_the_migration_progresses_with_arrivals_a_relapse_and_a_second_phase(
    blocking: dict[str, int],
) -> None:
    course = list(blocking.values())
    assert course[0] < max(course) == blocking["Write down why the API stalls"]
    assert blocking["Import readings from the field computers"] > blocking["Make reports in worker threads"]
    assert (
        blocking["Note who changes what"]
        >= blocking["Count and list for administrators in worker threads"] + 8
    )
    assert blocking["Write the audit trail from a worker thread"] < blocking["Note who changes what"] / 2
    assert blocking["Sum up a well"] > blocking["Write contacts through the asynchronous session"]
    assert 0 < course[-1] <= 5


def test_the_open_branch_would_put_routes_back(repository: Path, final: ScanDocument) -> None:
    after = scan(open_source(repository, BRANCH.name))
    assert after["summary"]["routes"]["blocking-async"] > final["summary"]["routes"]["blocking-async"]


def test_a_place_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(ExampleError, match="not an empty directory"):
        build(tmp_path)
    with pytest.raises(ExampleError, match="not an empty directory"):
        build(tmp_path / "mine.txt")
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [(Edit("a", "x", "y"), "2 places read 'x'"), (Write("a", "xx"), "changes nothing")],
)
def test_a_change_that_does_not_fit_is_refused(change: Edit | Write, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        apply({"a": "xx"}, Commit(0, 9, "Priya Raman", "m", (change,)))


def test_a_file_can_be_deleted() -> None:
    assert apply({"a": "x", "b": "y"}, Commit(0, 9, "Priya Raman", "m", (Delete("a"),))) == {"b": "y"}
