"""Large result files: taken at once, read by a worker, shown with their progress, never lost."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.people import People
from tests.tracker.test_benchmarks import SLOW, probe_file
from tracker import enqueue, tasks
from tracker.importers.base import MAX_BYTES
from tracker.models import BenchmarkFile, BenchmarkUpload, Repository, Subsystem
from tracker.services import benchmarks, uploads
from tracker.services.benchmarks import BenchmarkError, Upload

pytestmark = pytest.mark.django_db

State = BenchmarkUpload.State


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> Mock:
    """Ids handed to a worker."""
    delay = Mock()
    monkeypatch.setattr(tasks.import_upload, "delay", delay)
    return delay


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE", 500)


def large(**changes: Any) -> Upload:
    return Upload(data=probe_file(SLOW), name="p.json", **changes)


def send(shop: Repository, people: People, data: bytes) -> Any:
    file = SimpleUploadedFile("p.json", data)
    return people.member.client.post(
        reverse("upload-benchmark", args=[shop.slug]), {"file": file, "label": "before"}, follow=True
    )


def test_a_large_file_is_read_by_a_worker(
    shop: Repository, people: People, handed: Mock, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = send(shop, people, probe_file(SLOW)).content.decode()
    row = BenchmarkUpload.objects.get()
    handed.assert_called_once_with(row.pk)
    assert "Waiting for a worker" in page
    assert 'hx-trigger="every 1s"' in page
    tasks.import_upload(row.pk)
    row.refresh_from_db()
    assert (row.state, row.runs, bytes(row.content)) == (State.DONE, 5, b"")
    made = BenchmarkFile.objects.get()
    assert (made.unpack(), made.label, made.by) == (probe_file(SLOW), "before", "member")
    part = people.viewer.client.get(reverse("benchmark-uploads", args=[shop.slug])).content.decode()
    assert reverse("benchmark", args=[shop.slug, made.pk]) in part
    assert "hx-trigger" not in part


def test_a_small_file_is_imported_at_once(
    shop: Repository, handed: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE", 10**6)
    assert isinstance(enqueue.benchmark(shop, large(), by="ada"), BenchmarkFile)
    handed.assert_not_called()


def test_what_the_sender_added_reaches_the_file(shop: Repository) -> None:
    subsystem = Subsystem.objects.create(repository=shop, name="Sales", slug="sales")
    given = large(scenario="reports", subsystem=subsystem, pull_request=7, environment={"db": "pg"})
    row = uploads.accept(shop, given, actor="ada")
    tasks.import_upload(row.pk)
    made = BenchmarkFile.objects.get()
    assert (made.subsystem, made.pull_request, made.environment["db"]) == (subsystem, 7, "pg")
    assert {run.scenario for run in made.runs.all()} == {"reports"}


def test_a_broken_file_says_why_and_stays(shop: Repository, people: People) -> None:
    data = json.dumps({"schema": "clearloop.probe/1", "runs": [{}], "padding": "x" * 600}).encode()
    row = uploads.accept(shop, Upload(data=data, name="p.json"), actor="ada")
    tasks.import_upload(row.pk)
    row.refresh_from_db()
    assert row.state == State.FAILED
    page = people.member.client.get(reverse("benchmarks", args=[shop.slug])).content.decode()
    assert "a member &#x27;route&#x27;" in page
    raw = people.member.client.get(reverse("raw-upload", args=[shop.slug, row.pk]))
    assert raw.content == data
    assert raw["Content-Disposition"] == 'attachment; filename="p.json"'
    assert people.viewer.client.get(reverse("raw-upload", args=[shop.slug, row.pk])).status_code == 403
    people.member.client.post(reverse("dismiss-upload", args=[shop.slug, row.pk]))
    assert not BenchmarkUpload.objects.exists()


def test_a_defect_in_reading_is_on_the_row(shop: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    row = uploads.accept(shop, large(), actor="ada")
    monkeypatch.setattr(uploads, "import_file", Mock(side_effect=ZeroDivisionError("oops")))
    with pytest.raises(ZeroDivisionError):
        tasks.import_upload(row.pk)
    row.refresh_from_db()
    assert row.error == "Internal error: ZeroDivisionError: oops"


def test_progress_is_visible_before_the_runs_are_stored(
    shop: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = uploads.accept(shop, large(), actor="ada")
    seen = []
    keep = benchmarks._file

    def note(*arguments: Any) -> BenchmarkFile:
        seen.append(BenchmarkUpload.objects.values_list("state", "runs").get())
        return keep(*arguments)

    monkeypatch.setattr(benchmarks, "_file", note)
    tasks.import_upload(row.pk)
    assert seen == [(State.STORING, 5)]


def test_one_worker_gets_it(shop: Repository) -> None:
    row = uploads.accept(shop, large(), actor="ada")
    assert uploads.claim(row.pk) is not None
    assert uploads.claim(row.pk) is None
    assert uploads.claim(row.pk + 1) is None


def test_what_a_dead_worker_dropped_is_handed_over_again_once(shop: Repository) -> None:
    row = uploads.accept(shop, large(), actor="ada")
    for expected in ([row.pk], []):
        uploads.claim(row.pk)
        long_ago = timezone.now() - uploads.STALE - timedelta(seconds=1)
        BenchmarkUpload.objects.update(heartbeat_at=long_ago)
        assert uploads.reap() == expected
    row.refresh_from_db()
    assert row.state == State.FAILED
    assert "stopped twice" in row.error


def test_a_lost_message_is_sent_again(shop: Repository) -> None:
    row = uploads.accept(shop, large(), actor="ada")
    assert uploads.reap() == []
    BenchmarkUpload.objects.update(heartbeat_at=timezone.now() - uploads.LOST - timedelta(seconds=1))
    assert uploads.reap() == [row.pk]
    assert uploads.reap() == []


def test_old_rows_go_and_imported_files_stay(shop: Repository) -> None:
    row = uploads.accept(shop, large(), actor="ada")
    tasks.import_upload(row.pk)
    assert uploads.forget(timezone.now()) == 0
    assert uploads.forget(timezone.now() + uploads.KEPT + timedelta(days=1)) == 1
    assert BenchmarkFile.objects.exists()


def test_more_than_the_cap_is_refused(shop: Repository) -> None:
    with pytest.raises(BenchmarkError, match="25 MB"):
        uploads.accept(shop, Upload(data=bytes(MAX_BYTES + 1), name="big.json"), actor="ada")


def test_the_api_answers_at_once_and_tells_how_it_goes(
    shop: Repository, people: People, handed: Mock, django_capture_on_commit_callbacks: Any
) -> None:
    file = SimpleUploadedFile("p.json", probe_file(SLOW))
    client = people.member.client
    with django_capture_on_commit_callbacks(execute=True):
        taken = client.post(f"/api/v1/repositories/{shop.slug}/benchmarks", {"file": file, "label": "ci"})
    assert (taken.status_code, taken.json()["state"]) == (202, State.QUEUED)
    (row,) = BenchmarkUpload.objects.all()
    handed.assert_called_once_with(row.pk)
    tasks.import_upload(row.pk)
    told = client.get(taken["Location"]).json()
    assert (told["state"], told["runs"], told["file"]) == (State.DONE, 5, BenchmarkFile.objects.get().pk)
