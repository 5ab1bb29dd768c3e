"""The suggested patch of a unit: from a real git repository to the page, the file and back into git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from django.urls import reverse

from scanner import open_source, scan
from tests.factories import make_repository, make_scan
from tests.people import People
from tracker.models import Repository, Scan, Unit
from tracker.queries import diffs
from tracker.services import mirrors, patches
from tracker.services.ingest import record

pytestmark = pytest.mark.django_db
APP = """\
import time

from fastapi import APIRouter, Depends, FastAPI, Request, WebSocket

app = FastAPI()
router = APIRouter()


def load(number):
    time.sleep(number)
    return "<b>"


async def gate():
    time.sleep(1)


@router.get("/plain")
async def plain(number: int):
    return load(number)


@router.post("/awaits")
async def awaits(request: Request):
    body = await request.json()
    return load(body["number"])


@router.get("/used")
async def used():
    time.sleep(1)


@router.get("/gated", dependencies=[Depends(gate)])
async def gated():
    time.sleep(2)


@router.get("/let-in", dependencies=[Depends(gate)])
async def let_in():
    return 1


@router.websocket("/socket")
async def socket(ws: WebSocket):
    time.sleep(1)


app.include_router(router)
"""
USER = "from shop.app import used\n\n\nasync def test_used():\n    assert await used() is None\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Scanned below the top of its git repository, with a test beside."""
    top = tmp_path / "top"
    (top / "code" / "shop").mkdir(parents=True)
    (top / "code" / "shop" / "app.py").write_text(APP)
    (top / "code" / "shop" / "__init__.py").touch()
    (top / "test_used.py").write_text(USER)
    git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-C", str(top)]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *words], check=True)
    made = make_repository(kind=Repository.Kind.GIT, location=str(top / "code"), slug="shop")
    read_in(made)
    return made


def read_in(repository: Repository) -> Scan:
    document = scan(open_source(repository.location))
    revision = "" if not repository.has_git else mirrors.resolve(repository, "HEAD")
    made = make_scan(repository, revision=revision)
    record(made, document)
    repository.refresh_from_db()
    return made


def unit(repository: Repository, path: str) -> Unit:
    return Unit.objects.get(repository=repository, path=path)


def of(repository: Repository, path: str) -> patches.Suggested:
    found = patches.suggested(unit(repository, path))
    assert found is not None
    return found


def added(found: patches.Suggested) -> list[str]:
    rows = found.diff.splitlines()
    return [row[1:].strip() for row in rows if row.startswith("+") and not row.startswith("+++")]


def test_each_route_gets_the_patch_that_fits(repository: Repository) -> None:
    plain = of(repository, "/plain")
    assert (added(plain), plain.clears, plain.reasons) == (["def plain(number: int):"], True, ())
    awaits = of(repository, "/awaits")
    assert added(awaits)[-1] == 'return await run_in_threadpool(load, body["number"])'
    assert (awaits.kind, awaits.clears, "awaits" in awaits.reasons[0]) == ("offload", None, True)
    used = of(repository, "/used")
    assert (used.kind, "test_used.py uses it too" in used.reasons[0]) == ("offload", True)
    assert of(repository, "/socket").kind == "offload"


def test_what_else_blocks_is_told(repository: Repository) -> None:
    gated = of(repository, "/gated")
    assert (gated.kind, gated.clears) == ("plain-def", False)
    let_in = of(repository, "/let-in")
    assert (let_in.symbol, added(let_in), let_in.clears) == ("shop.app:gate", ["def gate():"], True)


def test_the_file_is_applied_by_git_and_the_next_scan_agrees(repository: Repository, people: People) -> None:
    before = unit(repository, "/plain")
    address = reverse("unit-patch-file", args=["shop", before.pk])
    answer = people.viewer.client.get(address)
    assert answer["Content-Type"].startswith("text/x-diff")
    top = Path(repository.location).parent
    subprocess.run(["git", "-C", str(top), "apply", "-"], input=answer.content, check=True)
    document = scan(open_source(repository.location))
    classes = {route["path"]: route["classification"] for route in document["routes"]}
    assert classes["/plain"] == "converted-def"


def test_every_offered_patch_that_says_it_clears_does(repository: Repository) -> None:
    for path in ("/plain", "/let-in", "/gated"):
        found = of(repository, path)
        top = Path(repository.location).parent
        git = ["git", "-C", str(top)]
        subprocess.run([*git, "apply", "-"], input=found.diff.encode(), check=True)
        document = scan(open_source(repository.location))
        blocks = {r["path"]: r["classification"] == "blocking-async" for r in document["routes"]}
        assert blocks[path] is not found.clears, path
        subprocess.run([*git, "apply", "-R", "-"], input=found.diff.encode(), check=True)


def test_the_page_with_and_without_htmx(repository: Repository, people: People) -> None:
    client, one = people.viewer.client, unit(repository, "/plain")
    address = reverse("unit-patch", args=["shop", one.pk])
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'data-copy="patch-text"' in part
    assert 'class="del"' in part and 'class="ins"' in part
    whole = client.get(address).content.decode()
    assert "<html" in whole and "Suggested patch" in whole
    assert "data-copy" not in whole
    assert address in client.get(reverse("unit", args=["shop", one.pk])).content.decode()


def test_a_unit_that_does_not_block_has_no_patch(repository: Repository, people: People) -> None:
    Unit.objects.filter(path="/plain").update(classification="converted-def")
    one = unit(repository, "/plain")
    assert patches.suggested(one) is None
    assert people.viewer.client.get(reverse("unit-patch-file", args=["shop", one.pk])).status_code == 404


def test_a_directory_without_git_is_looked_through_too(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "app.py").write_text(APP)
    (tmp_path / "shop" / "test_used.py").write_text(USER)
    made = make_repository(location=str(tmp_path), slug="loose")
    read_in(made)
    assert of(made, "/plain").kind == "plain-def"
    assert "shop/test_used.py uses it too" in of(made, "/used").reasons[0]


def test_rows_of_a_diff_have_the_numbers_of_both_sides() -> None:
    diff = "--- a/x\n+++ b/x\n@@ -3,3 +3,3 @@\n a = 1\n-b = '<'\n+b = '>'\n c\n@@ -20 +20,2 @@\n d\n+e\n"
    rows = diffs.rows(diff)
    assert [(row.kind, row.old, row.new) for row in rows] == [
        ("", 3, 3),
        ("del", 4, 0),
        ("ins", 0, 4),
        ("", 5, 5),
        ("gap", 0, 0),
        ("", 20, 20),
        ("ins", 0, 21),
    ]
    assert "&lt;" in rows[1].html
