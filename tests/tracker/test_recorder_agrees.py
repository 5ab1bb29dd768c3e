"""The recorder and the scanner judge the bundled example independently, and agree on every route."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from scanner import ScanDocument, open_source, scan
from tests.factories import make_repository, make_scan
from tests.people import People
from tests.tracker.serving import ROOT
from tests.tracker.test_example import DRIVE
from tracker.example.repository import build
from tracker.models import Repository, Unit
from tracker.queries.evidence import RunTime, contradictions, recorded
from tracker.services.benchmarks import Upload, import_file
from tracker.services.ingest import record

START = """
from pathlib import Path
from tracker.probe.recorder import Recorder, Session
session = Session(Recorder(root={root!r})).start()
"""
FINISH = """
session.finish(Path({output!r}))
"""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("example") / "fieldbook"
    build(place)
    return place


@pytest.fixture(scope="module")
def verdicts(example: Path) -> ScanDocument:
    return scan(open_source(example, "main"))


@pytest.fixture(scope="module")
def recording(example: Path) -> bytes:
    """What a recorder writes while every route of the example is called once or more."""
    output = example.parent / "recording.json"
    code = START.format(root=str(example)) + DRIVE + FINISH.format(output=str(output))
    done = subprocess.run(  # our own program, no shell
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=example.parent,
        env={**os.environ, "PYTHONPATH": f"{example}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return output.read_bytes()


def on_the_loop(recording: bytes) -> dict[tuple[str, str, str], bool]:
    """Whether each recorded route made a blocking call on the loop."""
    return {
        (seen["handler"], seen["method"], seen["path"]): any(
            call["context"] == "loop" for call in seen["calls"]
        )
        for seen in json.loads(recording)["observations"]
        if seen["handler"]
    }


def test_both_agree_on_every_route(verdicts: ScanDocument, recording: bytes) -> None:
    said = {
        (route["handler"], method, route["path"]): route["classification"] == "blocking-async"
        for route in verdicts["routes"]
        for method in route["methods"] or ["WS"]
    }
    seen = on_the_loop(recording)
    assert len(seen) > 30
    assert {any(said.values()), all(said.values())} == {True, False}
    assert seen == said


def taken(document: Any, recording: bytes) -> Repository:
    repository = make_repository(slug="fieldbook")
    record(make_scan(repository, position=1, revision=document["target"]["commit"]), document)
    import_file(repository, Upload(data=recording, name="recording.json"), actor="ada")
    return repository


@pytest.mark.django_db
def test_agreement_shows_on_the_units(verdicts: ScanDocument, recording: bytes) -> None:
    repository = taken(verdicts, recording)
    assert contradictions(repository) == []
    blocking = Unit.objects.get(repository=repository, path="/api/v1/contacts/companies")
    plain = Unit.objects.get(repository=repository, path="/api/v1/wells/{well_id}/readings", methods="GET")
    found = {unit.path: recorded(unit) for unit in (blocking, plain)}
    assert [each and each.verdict for each in found.values()] == [RunTime.CONFIRMED, RunTime.CONSISTENT]


@pytest.mark.django_db
def test_a_planted_disagreement_shows_on_the_units_page(
    verdicts: ScanDocument, recording: bytes, people: People
) -> None:
    wrong = deepcopy(verdicts)
    for route in wrong["routes"]:
        if route["path"] == "/api/v1/contacts/companies":
            route["classification"], route["detail"] = "native-async", "async-io"
            route["chain"], route["blocking_calls"] = [], 0
    repository = taken(wrong, recording)
    ((unit, said),) = contradictions(repository)
    assert (unit.path, said.known_revision) == ("/api/v1/contacts/companies", True)
    page = people.viewer.client.get(reverse("unit", args=[repository.slug, unit.pk])).content.decode()
    assert "Contradicted at run time" in page
    assert "fieldbook.contacts.store:companies" in page
