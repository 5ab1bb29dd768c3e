"""The page of one route or helper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tracker.forms import NoteForm, WaiverForm
from tracker.models import Classification, Repository, Unit
from tracker.queries import diffs
from tracker.queries import unit as known
from tracker.queries.evidence import evidence_of
from tracker.queries.reach import calls_of, counts_are_listed
from tracker.services import patches
from tracker.views.access import repository_page
from tracker.views.benchmarks import draw_sweep
from tracker.views.pages import Home, from_htmx, render_page, render_part, render_piece
from tracker.views.snippets import forge_link, hints, steps


def found(repository: Repository, pk: int) -> Unit:
    unit = known.unit_of(repository, pk)
    if unit is None:
        raise Http404("no such unit")
    unit.repository = repository
    return unit


@repository_page()
def show(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    unit = found(repository, pk)
    return render_page(
        request, "tracker/unit.html", unit_context(repository, unit), repository=repository, nav="inventory"
    )


def unit_context(repository: Repository, unit: Unit) -> dict[str, Any]:
    revision = repository.latest_scan.revision if repository.latest_scan else ""
    waivers = known.waivers(unit)
    evidence = evidence_of(unit)
    return {
        "unit": unit,
        "calls_lead": calls_of(unit).count() == unit.blocking_calls,
        "unresolved_lead": bool(repository.latest_scan_id) and unit.is_present and counts_are_listed(unit),
        "state": unit.state,
        "sentence": known.verdict(unit),
        "todo": known.todo(unit),
        "steps": steps(repository, revision, unit.state.chain if unit.state else []),
        "related": known.related(unit),
        "costs": cost_rows(repository, unit, revision),
        "history": known.history(unit),
        "findings": known.open_findings(unit),
        "risks": known.risks(unit, race_hints(unit, revision)),
        "contract": known.contract_rows(unit.state),
        "assignments": known.assignments(unit),
        "evidence": evidence,
        "evidence_chart": draw_sweep(evidence.pairs),
        "notes": known.notes(unit),
        "waivers": [waiver for waiver in waivers if waiver.in_force],
        "ended_waivers": [waiver for waiver in waivers if not waiver.in_force],
        "definition": forge_link(repository, revision, unit.file, unit.line),
        "plans": Unit.Plan.choices,
        "note_form": NoteForm(auto_id="note_%s"),
        "waiver_form": WaiverForm(auto_id="waiver_%s"),
        "inventory_url": reverse("inventory", args=[repository.slug]),
    }


def cost_rows(repository: Repository, unit: Unit, revision: str) -> list[dict[str, Any]]:
    """The places that make a route dear, with where the forge shows them."""
    return [
        {**cost._asdict(), "link": forge_link(repository, revision, cost.file, cost.line)}
        for cost in known.costs(unit)
    ]


def race_hints(unit: Unit, revision: str) -> dict[str, list[tuple[str, str, int]]]:
    """What the code of a blocking unit shows of the risks of converting it."""
    if unit.state is None or unit.classification != Classification.BLOCKING:
        return {}
    own = {"file": unit.file, "line": unit.line}
    return hints(unit.repository, revision, [own, *unit.state.chain])


@repository_page()
def patch(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """What phase 1 would change, as a diff."""
    unit = found(repository, pk)
    suggested = patches.suggested(unit)
    context = {
        "unit": unit,
        "suggested": suggested,
        "rows": diffs.rows(suggested.diff) if suggested else [],
        # A page has one kind of line ends: what has the other is downloaded.
        "copyable": suggested is not None and "\r" not in suggested.diff and from_htmx(request),
    }
    home = Home(unit.label, reverse("unit", args=[repository.slug, unit.pk]), "inventory")
    return render_piece(
        request,
        "tracker/parts/unit_patch.html",
        context,
        repository=repository,
        title="Suggested patch",
        home=home,
    )


@repository_page()
def patch_file(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    """The diff as a file for ``git apply``."""
    suggested = patches.suggested(found(repository, pk))
    if suggested is None or not suggested.diff:
        raise Http404("there is no patch for this unit")
    name = f"{repository.slug}-{pk}.patch"
    return HttpResponse(
        suggested.diff.encode(),
        content_type="text/x-diff; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@repository_page()
def trail(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    context = {"trail": known.trail(found(repository, pk))}
    return render_part(request, "tracker/parts/unit_trail.html", context)
