"""Waivers: given with a reason, announced, ended, and their units reopened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests.documents import document, route
from tests.factories import make_repository, make_scan
from tracker import tasks
from tracker.models import AuditEntry, Finding, Repository, Snapshot, Unit, Waiver
from tracker.services import notices, ownership, waivers
from tracker.services.ingest import record
from tracker.services.waivers import WaiverError

pytestmark = pytest.mark.django_db


@pytest.fixture
def repository(db: None) -> Repository:
    made = make_repository()
    record(make_scan(made, position=1), document([route()]))
    return made


def unit() -> Unit:
    return Unit.objects.select_related("state", "repository").get(path="/things")


def waive(days: int = 30, **changes: Any) -> Waiver:
    values = {"reason": "planned", "text": "Next sprint", "actor": "ada"} | changes
    return waivers.waive(unit(), expires=timezone.localdate() + timedelta(days=days), **values)


def test_a_waiver_is_bound_to_what_blocks_now(repository: Repository) -> None:
    waiver = waive()
    assert (waiver.handler, waiver.symbol) == ("shop.things:read", "sqlalchemy.orm.Session.execute")
    assert unit().waived
    assert Finding.objects.get().waived
    assert AuditEntry.objects.get(verb="waive").after["reason"] == "planned"
    record(make_scan(repository, position=2), document([route()]))
    assert (Snapshot.objects.get(position=2).waived, unit().lifecycle) == (1, "open")


@pytest.mark.parametrize(
    "changes",
    [{"reason": "mood"}, {"text": "  "}, {"days": 0}, {"days": -1}, {"days": 400}, {"code": "CL999"}],
)
def test_a_waiver_needs_a_reason_a_text_and_an_end(repository: Repository, changes: dict[str, Any]) -> None:
    with pytest.raises(WaiverError):
        waive(**changes)
    assert not unit().waived


def test_what_does_not_block_needs_no_waiver(repository: Repository) -> None:
    record(make_scan(repository, position=2), document([route(classification="native-async")]))
    with pytest.raises(WaiverError, match="does not block"):
        waive()


def test_a_waiver_of_one_finding_leaves_the_unit_blocking(repository: Repository) -> None:
    waive(code="CL101")
    assert (unit().waived, Finding.objects.get().waived) == (False, True)


def test_an_expired_waiver_reopens_the_unit(repository: Repository) -> None:
    waiver = waive(days=10)
    assert waivers.expire(waiver.expires) == []
    assert waivers.expire(waiver.expires + timedelta(days=1)) == [waiver]
    assert (unit().lifecycle, unit().waived) == ("reopened", False)
    assert not Finding.objects.get().waived
    assert AuditEntry.objects.get(verb="end-waiver").after["ending"] == "expired"
    record(make_scan(repository, position=2), document([route()]))
    assert unit().lifecycle == "reopened"
    waive()
    assert unit().waived


def test_a_fixed_unit_ends_its_waiver(repository: Repository) -> None:
    waive()
    record(make_scan(repository, position=2), document([route(classification="converted-def")]))
    assert (Waiver.objects.get().ending, unit().lifecycle, unit().waived) == ("fixed", "fixed", False)


def test_a_unit_that_blocks_on_something_else_is_reopened(repository: Repository) -> None:
    waive()
    record(make_scan(repository, position=2), document([route(symbol="time.sleep")]))
    assert (Waiver.objects.get().ending, unit().lifecycle) == ("changed", "reopened")
    assert Snapshot.objects.get(position=2).waived == 0


def test_a_waiver_is_revoked_once(repository: Repository) -> None:
    waiver = waive()
    waivers.revoke(waiver, actor="ada")
    assert (unit().waived, unit().lifecycle) == (False, "open")
    waiver.refresh_from_db()
    with pytest.raises(WaiverError):
        waivers.revoke(waiver, actor="ada")


def days_told(today: date) -> list[int]:
    due = waivers.due_notices(today)
    notices.send(due)
    return [notice.days for notice in due]


def test_the_end_is_announced_fourteen_and_three_days_before(repository: Repository) -> None:
    ownership.assign([unit()], handles=["ann@example.com"], actor="ada")
    end = waive(days=30).expires
    told = {before: days_told(end - timedelta(days=before)) for before in (15, 14, 13, 4, 3, 2, 0)}
    assert told == {15: [], 14: [14], 13: [], 4: [], 3: [3], 2: [], 0: []}
    assert [message.to for message in mail.outbox] == [["ann@example.com"]] * 2
    assert "Next sprint" in mail.outbox[0].body
    assert AuditEntry.objects.filter(verb="announce-waiver-end").count() == 2


def test_the_daily_task_ends_and_announces(repository: Repository) -> None:
    waiver = waive(days=2)
    tasks.end_waivers.delay()
    waiver.refresh_from_db()
    assert waiver.announced_3 is not None
    Waiver.objects.update(expires=timezone.localdate() - timedelta(days=1))
    tasks.end_waivers.delay()
    assert Waiver.objects.get().ending == "expired"
