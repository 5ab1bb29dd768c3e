"""The life of a scan row, also when workers die and brokers forget."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.documents import big, document, route
from tests.factories import make_repository, make_scan
from tracker import tasks
from tracker.models import HistoryRun, Scan, Unit
from tracker.services import backfill, history, ingest, scanning, scans
from tracker.services.history import HistoryError
from tracker.services.pulse import Pulse, StoppedError
from tracker.services.scans import ScanError

pytestmark = pytest.mark.django_db


def silence(row: Scan | HistoryRun, seconds: int = 31) -> None:
    type(row).objects.filter(pk=row.pk).update(heartbeat_at=timezone.now() - timedelta(seconds=seconds))


def queued() -> Scan:
    return scans.request(make_repository(), trigger=Scan.Trigger.MANUAL, requested_by="ada")


def claimed(scan: Scan) -> Scan:
    found = scans.claim(scan.pk, worker="w1")
    assert found is not None
    return found


def status(scan: Scan) -> str:
    return str(Scan.objects.get(pk=scan.pk).status)


def test_asking_twice_gives_one_scan() -> None:
    first = queued()
    assert scans.request(first.repository, trigger=Scan.Trigger.SCHEDULE) == first
    claimed(first)
    assert scans.request(first.repository, trigger=Scan.Trigger.SCHEDULE) == first
    other = scans.request(first.repository, trigger=Scan.Trigger.PUSH, revision="a" * 40)
    assert other != first
    with pytest.raises(IntegrityError):
        Scan.objects.create(repository=first.repository, trigger="manual", status="queued")


def test_an_archived_repository_is_not_scanned() -> None:
    repository = make_repository(archived_at=timezone.now())
    with pytest.raises(ScanError):
        scans.request(repository, trigger=Scan.Trigger.MANUAL)


def test_a_scan_is_claimed_once() -> None:
    scan = queued()
    assert claimed(scan).attempts == 1
    assert scans.claim(scan.pk, worker="w2") is None


def test_a_silent_scan_is_queued_again_and_fails_the_second_time() -> None:
    scan = claimed(queued())
    assert scans.reap() == []
    silence(scan)
    assert scans.reap() == [scan.pk]
    assert status(scan) == "queued"
    again = claimed(scan)
    silence(again)
    assert scans.reap() == []
    scan.refresh_from_db()
    assert (scan.status, scan.attempts) == ("failed", 2)
    assert scan.error == "The worker died in mid-scan 2 times; the last was w1."


def test_the_silent_worker_that_comes_back_changes_nothing() -> None:
    lost = claimed(queued())
    silence(lost)
    scans.reap()
    mine = claimed(lost)
    assert not scans.beat(lost, stage="parse", done=1, total=2)
    assert not scans.fail(lost, "late")
    with pytest.raises(ingest.LostScanError):
        ingest.record(lost, document([route()]))
    assert not Unit.objects.exists()
    assert scans.beat(mine, stage="parse", done=1, total=2)
    mine.refresh_from_db()
    assert (mine.status, mine.stage, mine.percent) == ("running", "parse", 50)


def test_a_queued_scan_the_broker_lost_is_handed_over_again_now_and_then() -> None:
    scan = queued()
    silence(scan, 121)
    assert scans.reap() == [scan.pk]
    assert scans.reap() == []


def test_cancelling_stops_a_queued_scan_at_once_and_a_running_one_at_its_next_step() -> None:
    waiting, running = queued(), claimed(queued())
    scans.cancel(waiting, actor="ada")
    assert (status(waiting), scans.claim(waiting.pk, worker="w")) == ("cancelled", None)
    scans.cancel(running, actor="ada")
    assert status(running) == "running"
    assert not scans.beat(running, stage="parse", done=0, total=0)
    scans.end_cancelled(running)
    assert status(running) == "cancelled"
    scans.cancel(running, actor="ada")
    assert status(running) == "cancelled"


def test_a_cancelled_scan_whose_worker_died_ends_as_cancelled() -> None:
    scan = claimed(queued())
    scans.cancel(scan, actor="ada")
    silence(scan)
    assert scans.reap() == []
    assert status(scan) == "cancelled"


def test_a_scan_of_a_dead_history_worker_is_not_revived() -> None:
    scan = make_scan(trigger=Scan.Trigger.HISTORY, heartbeat_at=timezone.now() - timedelta(minutes=5))
    assert scans.reap() == []
    assert status(scan) == "failed"


def test_an_incomplete_scan_can_be_accepted_while_it_is_the_newest() -> None:
    repository = make_repository()
    ingest.record(make_scan(repository, position=1), big(10, 0))
    scan = make_scan(repository, position=2)
    ingest.record(scan, big(2, 0))
    scans.accept(Scan.objects.get(pk=scan.pk), actor="ada")
    scan.refresh_from_db()
    assert (scan.status, scan.accepted_by, scan.complete) == ("done", "ada", True)
    assert Unit.objects.filter(lifecycle="removed").count() == 8
    with pytest.raises(ScanError):
        scans.accept(scan, actor="ada")


@pytest.mark.django_db(transaction=True)
def test_a_bug_in_a_scan_is_told_on_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(scan: Scan) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(scanning, "run", broken)
    scan = queued()
    with pytest.raises(ZeroDivisionError):
        tasks.run_scan.delay(scan.pk)
    scan.refresh_from_db()
    assert (scan.status, scan.error) == ("failed", "Internal error: ZeroDivisionError: oops")


def test_the_reaper_hands_scans_and_back_fills_to_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[tuple[str, int]] = []
    monkeypatch.setattr(tasks.run_scan, "delay", lambda pk: handed.append(("scan", pk)))
    monkeypatch.setattr(tasks.run_history, "delay", lambda pk: handed.append(("history", pk)))
    scan, run = claimed(queued()), history.start(make_repository(kind="git"))
    silence(scan)
    silence(run, 121)
    tasks.reap.delay()
    assert handed == [("scan", scan.pk), ("history", run.pk)]


def test_what_dead_workers_had_is_taken_up_without_waiting_for_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks.run_scan, "delay", lambda pk: None)
    scan = claimed(queued())
    tasks.reap.delay()
    scan.refresh_from_db()
    assert scan.status == "running"
    scans.disown()
    tasks.reap.delay()
    scan.refresh_from_db()
    assert scan.status == "queued"


def test_a_schedule_asks_for_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[int] = []
    monkeypatch.setattr(tasks.run_scan, "delay", handed.append)
    repository = make_repository()
    tasks.scheduled_scan.delay(repository.pk)
    scan = Scan.objects.get(repository=repository)
    assert (handed, scan.trigger) == ([scan.pk], "schedule")


class TestHistoryRuns:
    def run(self) -> HistoryRun:
        return history.start(make_repository(kind="git"), requested_by="ada")

    def test_there_is_one_at_a_time(self) -> None:
        run = self.run()
        with pytest.raises(HistoryError, match="already"):
            history.start(run.repository)
        with pytest.raises(HistoryError, match="without git"):
            history.start(make_repository())

    def test_a_dead_worker_is_replaced(self) -> None:
        run = self.run()
        mine = history.claim(run.pk, worker="w1")
        assert mine is not None
        silence(mine)
        assert history.reap() == [run.pk]
        assert not history.beat(mine, stage="scan", scan=None)
        again = history.claim(run.pk, worker="w2")
        assert again is not None
        assert history.beat(again, stage="scan", scan=None)

    def test_cancelling_stops_it(self) -> None:
        run = self.run()
        mine = history.claim(run.pk, worker="w1")
        assert mine is not None
        history.cancel(run.repository, actor="ada")
        assert not history.beat(mine, stage="scan", scan=None)
        silence(mine)
        assert history.reap() == []
        run.refresh_from_db()
        assert run.status == "cancelled"

    def test_a_bug_is_told_on_its_row(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(run: HistoryRun) -> None:
            raise ZeroDivisionError("oops")

        monkeypatch.setattr(backfill, "run", broken)
        run = self.run()
        with pytest.raises(ZeroDivisionError):
            tasks.run_history.delay(run.pk)
        run.refresh_from_db()
        assert (run.status, run.error) == ("failed", "Internal error: ZeroDivisionError: oops")


def test_the_pulse_reports_what_moves_and_stops_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.services.pulse.TICK_SECONDS", 0.01)
    said: list[tuple[str, int, int]] = []
    told = threading.Event()

    def beat(stage: str, done: int, total: int) -> bool:
        said.append((stage, done, total))
        told.set()
        return done < 7

    with Pulse(beat) as pulse:
        pulse.report("parse", 3, 9)
        assert told.wait(5)
        told.clear()
        pulse.report("parse", 7, 9)
        assert told.wait(5)
        stopped = False
        for _ in range(1000):
            threading.Event().wait(0.005)
            try:
                pulse.report("parse", 8, 9)
            except StoppedError:
                stopped = True
                break
        assert stopped
    assert said[:2] == [("parse", 3, 9), ("parse", 7, 9)]
