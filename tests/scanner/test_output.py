"""Every report says the same thing in its own language, and hostile names break none of them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.delta import compare
from scanner.model import ScanDocument
from scanner.output import github, json_report, markdown, sarif, text
from scanner.output.explanations import EXPLANATIONS, explain
from scanner.output.layout import laid_out
from tests.scanner.documents import make_document, make_finding, make_helper, make_route

RENDERERS = [github.render, json_report.render, markdown.render, sarif.render, text.render]


@pytest.fixture
def document() -> ScanDocument:
    found = make_document(
        [make_route(classification="blocking-async"), make_route("/wells/{id}", "app.wells:get")],
        [make_helper()],
        [make_finding(), make_finding("CL306", unit="app.wells:get", line=30)],
    )
    found["diagnostics"] = [
        {"level": "error", "code": "syntax", "file": "app/bad.py", "line": 3, "message": "cannot be parsed"}
    ]
    return found


@pytest.mark.parametrize("render", RENDERERS)
def test_every_report_is_deterministic_and_ends_its_last_line(
    render: Callable[..., str], document: ScanDocument
) -> None:
    once = render(document, None, prefix="")
    assert once == render(json.loads(json.dumps(document)), None, prefix="")
    assert once.endswith("\n")
    assert not once.endswith("\n\n")


def test_json_is_the_document_with_the_delta_beside_it(document: ScanDocument) -> None:
    assert json.loads(json_report.render(document)) == document
    delta = compare(make_document(), document)
    assert (
        json.loads(json_report.render(document, delta))["delta"]["newly_blocking"][0]["name"] == "GET /wells"
    )


def test_each_unit_finding_and_diagnostic_has_a_line_of_its_own(document: ScanDocument) -> None:
    lines = [line.strip().removesuffix(",") for line in json_report.render(document).splitlines()]
    units = [*document["routes"], *document["helpers"], *document["findings"], *document["diagnostics"]]
    for unit in units:
        assert json.dumps(unit, ensure_ascii=False) in lines


@given(
    st.recursive(
        st.none() | st.text() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    st.integers(0, 5),
)
def test_json_keeps_its_meaning_however_many_levels_are_laid_out(value: object, levels: int) -> None:
    assert json.loads(laid_out(value, levels)) == value


def test_text_shows_classes_chains_findings_and_problems(document: ScanDocument) -> None:
    report = text.render(document)
    for expected in (
        "Clearloop shop",
        "3 files, 120 lines",
        "1 route can block the event loop",
        "GET /wells  app/wells.py:10",
        "└ sqlalchemy.orm.Session.execute  app/wells.py:12",
        "CL306     1  Query inside a loop",
        "error: app/bad.py:3: cannot be parsed",
    ):
        assert expected in report
    assert "\x1b" not in report


def test_an_incomplete_scan_never_reads_as_success() -> None:
    blind = make_document(complete=False)
    reason = "fastapi is imported but no route was found"
    assert f"Incomplete: {reason}" in text.render(blind)
    assert f"**Incomplete scan:** {reason}" in markdown.render(blind)
    assert f"::warning title=Clearloop scan incomplete::{reason}" in github.render(blind)
    assert json.loads(sarif.render(blind))["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_painting_writes_the_same_words(document: ScanDocument) -> None:
    stream = io.StringIO()
    text.paint(document, None, stream)
    assert stream.getvalue().split() == text.render(document).split()


def test_a_delta_is_told_in_words(document: ScanDocument) -> None:
    before = make_document([make_route(), make_route("/wells/{id}", "app.wells:get", status_code=201)])
    delta = compare(before, document)
    headline = "2 newly blocking, 1 contract change, 2 new findings"
    assert headline in text.render(document, delta)
    assert headline in markdown.render(document, delta)
    assert f"::notice title=Clearloop::{headline}" in github.render(document, delta)


def test_what_came_went_and_changed_without_blocking_is_told() -> None:
    kept = "app.wells:kept"
    before = make_document([make_route("/old", "app.old:old"), make_route("/kept", kept)])
    after = make_document(
        [make_route("/new", "app.new:new"), make_route("/kept", kept, classification="converted-def")]
    )
    delta = compare(before, after)
    for form in (text, markdown):
        report = form.render(after, delta)
        assert "1 route added, 1 route removed" in report
        sections = {
            title: report.partition(f"{title}\n")[2].split(following)[0]
            for title, following in (
                ("Other class", "Routes added"),
                ("Routes added", "Routes removed"),
                ("Routes removed", "Notes"),
            )
        }
        assert "GET /kept" in sections["Other class"]
        assert "native-async → converted-def" in sections["Other class"]
        assert "GET /new" in sections["Routes added"]
        assert "GET /old" in sections["Routes removed"]


def test_a_contracts_sides_are_told_as_people_write_them() -> None:
    before = make_document([make_route(security=["app.auth:user", "app.auth:scope"])])
    after = make_document([make_route(status_code=201)])
    delta = compare(before, after)
    assert "security: app.auth:user, app.auth:scope → none" in text.render(after, delta)
    assert "| security | `app.auth:user, app.auth:scope` | `none` |" in markdown.render(after, delta)


def test_no_change_is_said_too() -> None:
    same = make_document([make_route()])
    assert "no change on the event loop" in markdown.render(same, compare(same, same))


def test_markdown_survives_names_that_are_markup() -> None:
    route = make_route("/a|b`c", "app:<script>", "blocking-async")
    document = make_document([route])
    document["target"]["path"] = "we[i]rd*_`|"
    report = markdown.render(document)
    row = next(line for line in report.splitlines() if "/a" in line)
    assert row.startswith("| `` GET /a\\|b`c `` |")
    assert "we\\[i\\]rd\\*\\_\\`\\|" in report


def test_markdown_places_lead_from_the_repositorys_root(document: ScanDocument) -> None:
    assert "`backend/app/wells.py:10`" in markdown.render(document, prefix="backend/")


def test_annotations_are_escaped() -> None:
    finding = make_finding(file="a,b:c.py")
    finding["message"] = "100% sure\nreally"
    report = github.render(make_document(findings=[finding]), prefix="backend/")
    assert report.splitlines()[0] == (
        "::error file=backend/a%2Cb%3Ac.py,line=12,endLine=12,title=CL101 Blocking call on the event loop"
        "::100%25 sure%0Areally"
    )


def test_annotations_are_capped_and_say_what_is_missing() -> None:
    findings = [make_finding(unit=f"app:f{number}") for number in range(25)]
    lines = github.render(make_document(findings=findings)).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == github.SHOWN_PER_LEVEL
    assert any("15 more not shown" in line for line in lines)


def test_a_route_without_a_finding_is_annotated_and_one_with_is_not_twice() -> None:
    document = make_document([make_route(classification="blocking-async")])
    assert github.render(document).count("::error ") == 1
    document["findings"] = [make_finding()]
    assert github.render(document).count("::error ") == 1


def test_suppressed_findings_are_not_annotated(document: ScanDocument) -> None:
    for finding in document["findings"]:
        finding["suppressed"] = "known"
    document["routes"] = []
    assert "::error " not in github.render(document)


def test_every_code_is_explained_within_the_limits_of_the_formats() -> None:
    for code, about in EXPLANATIONS.items():
        assert about.title.rstrip(".") == about.title != "", code
        assert about.remedy.endswith("."), code
        assert len(about.title) + len(about.remedy) < sarif.MAX_TEXT
    assert explain("CL999").title == "Finding"
