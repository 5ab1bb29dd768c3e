"""SARIF that validates against the published schema and keeps what code scanning looks at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scanner.delta import compare
from scanner.model import ScanDocument
from scanner.output import sarif
from tests.scanner.documents import make_document, make_finding, make_route

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"


@pytest.fixture(scope="module")
def validator() -> Any:
    return jsonschema.Draft4Validator(json.loads(SCHEMA.read_text()))


def run_of(document: ScanDocument, **options: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sarif.render(document, **options))["runs"][0]
    return found


def full() -> ScanDocument:
    quiet = make_finding("CL108", unit="app:health")
    quiet["level"], quiet["chain"] = "info", []
    document = make_document(
        [make_route(classification="blocking-async")],
        findings=[quiet, make_finding(), make_finding(file="app/wéll s.py"), make_finding("CL306", line=0)],
    )
    document["diagnostics"] = [
        {"level": "warning", "code": "encoding", "file": "app/old.py", "line": 1, "message": "not UTF-8"},
        {"level": "warning", "code": "budget", "file": "", "line": 0, "message": "stopped"},
    ]
    return document


@pytest.mark.parametrize("document", [make_document(), make_document(complete=False), full()])
def test_validates_against_the_published_schema(validator: Any, document: ScanDocument) -> None:
    log = json.loads(sarif.render(document, compare(make_document(), document), prefix="backend/"))
    assert [error.message for error in validator.iter_errors(log)] == []
    assert log["version"] == "2.1.0"


def test_results_carry_place_chain_and_fingerprint() -> None:
    run = run_of(make_document(findings=[make_finding()]), prefix="backend/")
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "CL101"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "backend/app/wells.py"
    assert place["region"]["startLine"] == 12
    assert result["partialFingerprints"] == {"primaryLocationLineHash": "CL101:app.wells:list_wells:1"}
    flow = result["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [step["location"]["message"]["text"] for step in flow] == ["list_wells", "Session.execute"]


def test_equal_findings_keep_apart_by_their_ordinal() -> None:
    run = run_of(make_document(findings=[make_finding(line=12), make_finding(line=20)]))
    hashes = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert hashes == ["CL101:app.wells:list_wells:1", "CL101:app.wells:list_wells:2"]


def test_the_gravest_come_first_and_the_rest_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_RESULTS", 2)
    assert [result["level"] for result in run_of(full())["results"]] == ["error", "error"]


def test_suppressed_findings_are_left_out() -> None:
    finding = make_finding()
    finding["suppressed"] = "known"
    assert run_of(make_document(findings=[finding]))["results"] == []


def test_rules_have_help_and_no_security_severity() -> None:
    for rule in run_of(full())["tool"]["driver"]["rules"]:
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["properties"]["precision"] in {"very-high", "high", "medium", "low"}
        assert "security-severity" not in rule["properties"]


def test_paths_are_written_as_uris_and_lines_start_at_one() -> None:
    run = run_of(full())
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert any(place["artifactLocation"]["uri"] == "app/w%C3%A9ll%20s.py" for place in places)
    assert min(place["region"]["startLine"] for place in places) == 1


def test_a_comparison_says_which_results_are_new() -> None:
    before = make_document(findings=[make_finding()])
    after = make_document(findings=[make_finding(), make_finding("CL306")])
    run = run_of(after, delta=compare(before, after))
    assert [(each["ruleId"], each["baselineState"]) for each in run["results"]] == [
        ("CL101", "unchanged"),
        ("CL306", "new"),
    ]
