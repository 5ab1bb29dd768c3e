"""Benchmarks: result files, what they measured, two variants compared."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from ninja import File, Form, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile
from pydantic import Field

from tracker import enqueue
from tracker.api.auth import ADMIN, MEMBER, VIEWER, caller
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import FormError, answers
from tracker.api.shapes import UnitName
from tracker.api.subjects import Id, Key, PathId, Text, file_of, repository_of, unit_of
from tracker.evidence_forms import UploadForm
from tracker.models import BenchmarkAlarm, BenchmarkFile, BenchmarkTarget, BenchmarkUpload, Subsystem
from tracker.queries import benchmarks as known
from tracker.queries.evidence import contradictions, coverage
from tracker.queries.pairing import Pair
from tracker.services import benchmarks, uploads

router = Router(tags=["benchmarks"])


class FileRow(Schema):
    """One result file. ``variant`` is how people call what was measured."""

    id: int
    name: str
    tool: str
    tool_version: str
    variant: str
    label: str
    revision: str
    dirty: bool
    pull_request: int | None
    subsystem: str | None
    environment: dict[str, Any]
    warnings: list[str]
    digest: str
    size: int
    runs: int
    observations: int
    by: str
    uploaded_at: datetime

    @staticmethod
    def resolve_subsystem(file: BenchmarkFile) -> str | None:
        return file.subsystem.slug if file.subsystem else None

    @staticmethod
    def resolve_runs(file: BenchmarkFile) -> int:
        return int(getattr(file, "run_count", 0))

    @staticmethod
    def resolve_observations(file: BenchmarkFile) -> int:
        return int(getattr(file, "observed", 0))


class TargetRow(Schema):
    """What a tool measured and the route it belongs to; a suggestion counts once confirmed."""

    id: int
    name: str
    method: str
    path: str
    link: str
    unit: UnitName | None


class Measured(Schema):
    """One scenario: the median over its runs of every figure (times in ms)."""

    scenario: str
    target: TargetRow
    role: str
    runs: int
    requests: int
    errors: int
    figures: dict[str, float]


class Observation(Schema):
    method: str
    path: str
    handler: str
    requests: int
    loop_calls: int
    thread_calls: int
    held_ms: float
    unit: int | None

    @staticmethod
    def resolve_unit(row: Any) -> int | None:
        unit: int | None = row.unit_id
        return unit


class FileDetail(FileRow):
    measured: list[Measured]
    observed: list[Observation]

    @staticmethod
    def resolve_measured(file: BenchmarkFile) -> Any:
        return known.rows_of(file)

    @staticmethod
    def resolve_observed(file: BenchmarkFile) -> Any:
        return list(known.observations(file)[:500])


class Metadata(Schema):
    """What a result file does not say itself. ``environment``: one ``name = value`` a line."""

    tool: Text = ""
    label: Text = Field("", max_length=80)
    revision: Text = Field("", max_length=64)
    scenario: Text = Field("", max_length=200)
    route: Text = Field("", max_length=300)
    pull_request: int | None = Field(None, ge=1, le=2**31 - 1)
    subsystem: Text = Field("", max_length=200)
    environment: Text = Field("", max_length=2000)


class Side(Schema):
    name: str
    runs: int


class PairRow(Schema):
    """One scenario on both sides; ``outcome`` is the verdict of the statistics."""

    scenario: str
    target: TargetRow
    role: str
    before: Side
    after: Side
    outcome: str
    reason: str


class BenchmarkComparison(Schema):
    before: FileRow
    after: FileRow
    pairs: list[PairRow]
    reasons: list[str]
    differences: list[str]


class AlarmRow(Schema):
    id: int
    state: str
    scenario: str
    metric: str
    reason: str
    target: TargetRow
    before: int
    after: int
    opened_at: datetime

    @staticmethod
    def resolve_before(alarm: BenchmarkAlarm) -> int:
        return alarm.before_id

    @staticmethod
    def resolve_after(alarm: BenchmarkAlarm) -> int:
        return alarm.after_id


class Contradiction(Schema):
    unit: UnitName
    sentence: str
    loop_calls: int


class EvidenceSummary(Schema):
    """Cleared routes, those measured before and after, those recorded, and what contradicts a class."""

    cleared: int
    measured: int
    recorded: int
    contradictions: list[Contradiction]


class LinkChange(Schema):
    """``unit``: the route measured; null says that it is none of the inventory."""

    unit: Id | None


class Confirmed(Schema):
    """How many suggestions there were."""

    confirmed: int


class UploadRow(Schema):
    """A large file that a worker reads. ``file`` is the imported file once ``state`` is done."""

    id: int
    name: str
    size: int
    state: str
    runs: int
    error: str
    file: int | None
    by: str
    created_at: datetime

    @staticmethod
    def resolve_file(row: BenchmarkUpload) -> int | None:
        return row.file_id


@router.get("/benchmarks", auth=VIEWER, response=answers(Page[FileRow]))
def list_files(request: HttpRequest, key: Key, paging: Query[Paging]) -> Any:
    """Result files, newest first."""
    return paged(request, known.files(repository_of(key)), paging)


@router.post("/benchmarks", auth=MEMBER, response={**answers(FileRow, 201), 202: UploadRow})
def upload(
    request: HttpRequest,
    response: HttpResponse,
    key: Key,
    given: Form[Metadata],
    file: File[UploadedFile],
) -> Any:
    """Imports a result file (multipart); the tool is recognised by its content.

    A large file is taken for a worker to read: the answer is 202, and ``Location`` tells how it goes.
    """
    repository = repository_of(key)
    values = given.dict()
    if values["subsystem"]:
        values["subsystem"] = subsystem_id(repository.pk, values["subsystem"])
    form = UploadForm(values, MultiValueDict({"file": [file]}), repository=repository)
    if not form.is_valid():
        raise FormError(form)
    try:
        made = enqueue.benchmark(repository, form.upload(), by=caller(request).name)
    except benchmarks.BenchmarkError as error:
        raise HttpError(422, str(error)) from error
    if isinstance(made, BenchmarkUpload):
        response["Location"] = reverse("api-v1:benchmark-upload", args=[repository.slug, made.pk])
        return Status(202, made)
    response["Location"] = reverse("api-v1:benchmark", args=[repository.slug, made.pk])
    return Status(201, file_of(repository, made.pk))


def subsystem_id(repository: int, slug: str) -> int:
    found = Subsystem.objects.filter(repository=repository, slug=slug).first()
    if found is None:
        raise HttpError(422, f"There is no subsystem {slug}.")
    return found.pk


@router.get("/benchmarks/uploads/{pk}", auth=VIEWER, response=answers(UploadRow), url_name="benchmark-upload")
def show_upload(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """How the import of a large file goes."""
    row = known.upload_of(repository_of(key), pk)
    if row is None:
        raise Http404("There is no such upload.")
    return row


@router.get("/benchmarks/uploads", auth=VIEWER, response=answers(list[UploadRow]))
def list_uploads(request: HttpRequest, key: Key) -> Any:
    """Large files on their way, and those that could not be imported."""
    return known.uploads(repository_of(key)).rows


@router.delete("/benchmarks/uploads/{pk}", auth=MEMBER, response=answers(None, 204))
def dismiss_upload(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """Takes an upload that has ended off the list."""
    row = known.upload_of(repository_of(key), pk)
    if row is None:
        raise Http404("There is no such upload.")
    uploads.dismiss(row)
    return Status(204, None)


@router.get("/benchmarks/uploads/{pk}/raw", auth=MEMBER)
def raw_upload(request: HttpRequest, key: Key, pk: PathId) -> HttpResponse:
    """A large file that could not be imported, as it was uploaded."""
    row = known.upload_of(repository_of(key), pk)
    if row is None or not row.content:
        raise Http404("There is no such upload.")
    return download(row.name, row.unpack())


@router.get("/benchmarks/compare", auth=VIEWER, response=answers(BenchmarkComparison))
def compare(request: HttpRequest, key: Key, before: Id, after: Id) -> Any:
    """Two variants, paired where scenario, target and environment are equal."""
    repository = repository_of(key)
    found = known.compare(file_of(repository, before), file_of(repository, after))
    names = ("before", "after", "reasons", "differences")
    return {**{name: getattr(found, name) for name in names}, "pairs": list(map(pair_row, found.pairs))}


def pair_row(pair: Pair) -> dict[str, Any]:
    sides = {
        name: {"name": side.name, "runs": len(side.measurements)}
        for name, side in (("before", pair.before), ("after", pair.after))
    }
    return {
        "scenario": pair.group.scenario,
        "target": pair.group.target,
        "role": pair.group.role,
        "outcome": pair.verdict.outcome.value,
        "reason": pair.verdict.reason,
        **sides,
    }


@router.get("/benchmarks/evidence", auth=VIEWER, response=answers(EvidenceSummary))
def evidence(request: HttpRequest, key: Key) -> Any:
    """How much of what was cleared is proven."""
    repository = repository_of(key)
    found, disputed = coverage(repository), contradictions(repository)
    return {
        **{name: getattr(found, name) for name in ("cleared", "measured", "recorded")},
        "contradictions": [
            {"unit": unit, "sentence": one.sentence, "loop_calls": one.loop_calls}
            for unit, one in disputed[:200]
        ],
    }


@router.get("/benchmarks/alarms", auth=VIEWER, response=answers(Page[AlarmRow]))
def alarms(request: HttpRequest, key: Key, paging: Query[Paging]) -> Any:
    """Regressions that are suspected or confirmed."""
    return paged(request, known.alarms(repository_of(key)), paging)


@router.get("/benchmarks/targets", auth=VIEWER, response=answers(Page[TargetRow]))
def targets(
    request: HttpRequest,
    key: Key,
    paging: Query[Paging],
    link: Literal["", "suggested", "confirmed", "rejected"] = "",
) -> Any:
    """What was measured, and which routes it is linked to."""
    rows = BenchmarkTarget.objects.filter(repository=repository_of(key)).select_related("unit")
    return paged(request, rows.filter(link=link) if link else rows, paging)


@router.post("/benchmarks/targets/confirm", auth=MEMBER, response=answers(Confirmed))
def confirm_all(request: HttpRequest, key: Key) -> Any:
    """Confirms every suggested link."""
    return {"confirmed": benchmarks.confirm_all(repository_of(key), actor=caller(request).name)}


@router.put("/benchmarks/targets/{pk}", auth=MEMBER, response=answers(TargetRow))
def link(request: HttpRequest, key: Key, pk: PathId, body: LinkChange) -> Any:
    """Settles which route a target is."""
    repository = repository_of(key)
    target = known.target_of(repository, pk)
    if target is None:
        raise Http404("There is no such target.")
    if body.unit is None:
        benchmarks.reject_link(target, actor=caller(request).name)
    else:
        benchmarks.confirm_link(target, unit_of(repository, body.unit), actor=caller(request).name)
    return target


@router.get("/benchmarks/{pk}", auth=VIEWER, response=answers(FileDetail), url_name="benchmark")
def show(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """One result file with its figures."""
    return file_of(repository_of(key), pk)


@router.get("/benchmarks/{pk}/raw", auth=VIEWER)
def raw(request: HttpRequest, key: Key, pk: PathId) -> HttpResponse:
    """The file as it was uploaded."""
    file = known.raw_file(repository_of(key), pk)
    if file is None:
        raise Http404("There is no such result file.")
    return download(file.name, file.unpack())


def download(file_name: str, content: bytes) -> HttpResponse:
    """Never shown inline: it is a stranger's."""
    name = "".join(
        letter if (letter.isascii() and letter.isalnum()) or letter in "-_." else "-" for letter in file_name
    )
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.delete("/benchmarks/{pk}", auth=ADMIN, response=answers(None, 204))
def remove(request: HttpRequest, key: Key, pk: PathId) -> Any:
    """Deletes a result file with its runs."""
    benchmarks.remove_file(file_of(repository_of(key), pk), actor=caller(request).name)
    return Status(204, None)
