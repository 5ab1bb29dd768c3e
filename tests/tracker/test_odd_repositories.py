"""What nobody should have committed is told on the scan's page and in the JSON, wherever it comes from."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.gitrepo import BLOCKING, GitRepo
from tests.people import everybody
from tests.whole import ROOT
from tracker.models import Repository, Scan
from tracker.services import repositories, scanning, scans

pytestmark = pytest.mark.django_db


def broken(place: Path) -> None:
    (place / "odd.py").write_text("def f(:\n")


def latin(place: Path) -> None:
    (place / "odd.py").write_bytes("name = 'café'\n".encode("latin-1"))


def huge(place: Path) -> None:
    row = "X{0} = {0}\n"
    (place / "odd.py").write_text("import fastapi\n" + row.format(7) + "Y = '" + "a" * 5_000_000 + "'\n")


def circle(place: Path) -> None:
    (place / "odd").symlink_to(place, target_is_directory=True)


def routeless(place: Path) -> None:
    (place / "app.py").write_text("from fastapi import FastAPI\n")


ODD: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "syntax error": (broken, "syntax", "cannot be parsed"),
    "latin-1": (latin, "encoding", "odd.py"),
    "5 MB": (huge, "large-file", "odd.py"),
    "link in a circle": (circle, "symlink", "symbolic link not followed"),
    "no routes": (routeless, "incomplete", "no route was found"),
}


@pytest.mark.parametrize("kind", ["directory", "git"])
@pytest.mark.parametrize("odd", ODD)
def test_every_oddity_is_on_the_page_and_in_the_json(tmp_path: Path, odd: str, kind: str) -> None:
    spoil, code, words = ODD[odd]
    place = tmp_path / "code"
    place.mkdir()
    (place / "app.py").write_text(BLOCKING)
    spoil(place)
    if kind == "git":
        GitRepo(place).commit({})
    scan = scanned(repositories.register(location=str(place)))
    assert scan.status == ("incomplete" if odd == "no routes" else "done"), scan.error
    page = page_of(scan)
    assert words in page
    assert f"· {code}<" in page
    document = printed(place)
    assert code in {each["code"] for each in document["diagnostics"]}
    assert document["summary"]["complete"] is (odd != "no routes")


def test_a_repository_without_a_commit_says_so(tmp_path: Path) -> None:
    GitRepo(tmp_path)
    scan = scanned(repositories.register(location=str(tmp_path)))
    assert "The repository has no commit yet." in page_of(scan)
    assert printed(tmp_path)["summary"]["incomplete_reasons"] == ["there is no Python file"]


def scanned(repository: Repository) -> Scan:
    scan = scans.claim(scans.request(repository, trigger=Scan.Trigger.MANUAL).pk, worker="w")
    assert scan is not None
    scanning.run(scan)
    scan.refresh_from_db()
    return scan


def page_of(scan: Scan) -> str:
    client = everybody().viewer.client
    return client.get(reverse("scan", args=[scan.repository.slug, scan.pk])).content.decode()


def printed(place: Path) -> Any:
    """What the command line says of the same place."""
    command = [sys.executable, "-m", "scanner", str(place), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return json.loads(done.stdout)
