"""What the forge should show: noted with the change it tells of, sent until it is accepted."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tracker.forges.errors import ForgeError, RefusedError, ThrottledError, UnavailableError
from tracker.forges.reports import ForgeClient, Memory
from tracker.models import Publication, PullHead
from tracker.services import ServiceError, connections, reporting

LEASE = timedelta(seconds=150)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=10)
OUTAGE = timedelta(seconds=20)
REFUSED_WAIT = timedelta(minutes=30)
PATIENCE = timedelta(days=3)
AT_ONCE = 100
HOPELESS = frozenset({422})  # the forge does not know the commit (any more)
Kind, Status = Publication.Kind, Publication.Status


def want(head: PullHead) -> None:
    """Notes that there is something new to say of a head; call it inside the transaction of the change."""
    if not _is_connected(head):
        return
    _note(Publication.objects.filter(kind=Kind.REPORT, head=head), kind=Kind.REPORT, head=head)
    want_comment(head)


def want_comment(head: PullHead) -> None:
    """Notes that the comment of a head's pull request may have to change."""
    pull = head.pull_request
    ripe = pull is not None and pull.head_id == head.pk and reporting.may_comment(head)
    if pull is not None and ripe and _is_connected(head):
        rows = Publication.objects.filter(kind=Kind.COMMENT, pull_request=pull)
        _note(rows, kind=Kind.COMMENT, head=head, pull_request=pull)


def begin_anew(head: PullHead) -> None:
    """A head that is judged again gets a new check: the old one stays as it was."""
    Publication.objects.filter(kind=Kind.REPORT, head=head).update(remote_id="", memory={})


def due() -> list[int]:
    """The rows to deliver now; a row whose sender died is among them once its lease is over."""
    return list(_deliverable(timezone.now()).order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])


def waiting(head: PullHead) -> list[int]:
    """The rows that tell of a head."""
    rows = _deliverable(timezone.now()).filter(head=head)
    return list(rows.values_list("pk", flat=True))


def deliver(pk: int) -> bool:
    """Tells the forge the newest state; False when that must wait (or somebody else is at it)."""
    row = _lease(pk)
    if row is None:
        return False
    try:
        _send(row)
    except ThrottledError as error:
        _postpone(row, error.until, str(error))
        _hold_back_others(row, error.until)
    except UnavailableError as error:
        _postpone(row, timezone.now() + _pause(row.attempts), str(error))
        _hold_back_others(row, timezone.now() + OUTAGE)
    except (RefusedError, ServiceError) as error:
        _refuse(row, error)
    except ForgeError as error:  # an answer that makes no sense: perhaps a proxy's
        _postpone(row, timezone.now() + _pause(row.attempts), str(error))
    else:
        return True
    return False


def retry(row: Publication) -> None:
    """Makes a refused or given-up row due again, for a person who has changed something."""
    again = Publication.objects.filter(pk=row.pk).exclude(status=Status.TOLD)
    again.update(status=Status.DUE, due_at=timezone.now(), first_failed_at=None)


def _is_connected(head: PullHead) -> bool:
    connection = head.repository.forge_connection
    return connection is not None and connection.can_write and bool(head.repository.forge_slug)


def _note(rows: QuerySet[Publication], **columns: Any) -> None:
    now = timezone.now()
    fresh = {"status": Status.DUE, "due_at": now, "head": columns["head"], "first_failed_at": None}
    changes = {"wanted": F("wanted") + 1, **fresh}
    if rows.update(**changes):
        return
    try:
        with transaction.atomic():
            Publication.objects.create(repository=columns["head"].repository, due_at=now, **columns)
    except IntegrityError:  # somebody else had the first word, a moment ago
        rows.update(**changes)


def _deliverable(now: datetime) -> QuerySet[Publication]:
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Publication.objects.filter(free, status__in=[Status.DUE, Status.REFUSED], due_at__lte=now)


def _lease(pk: int) -> Publication | None:
    now = timezone.now()
    taken = _deliverable(now).filter(pk=pk)
    if not taken.update(leased_until=now + LEASE, attempts=F("attempts") + 1):
        return None
    related = ("repository__forge_connection", "head__repository", "head__pull_request", "pull_request__head")
    return Publication.objects.select_related(*related).get(pk=pk)


def _send(row: Publication) -> None:
    connection = row.repository.forge_connection
    if connection is None:
        raise ServiceError("The repository is no longer connected to a forge.")
    if _is_needless(row):
        return _settle(row)
    client = connections.client(row.repository)
    try:
        if row.kind == Kind.REPORT:
            _send_report(row, client)
        else:
            _send_comment(row, client)
        connections.works(connection, row.repository, client)
    finally:
        client.close()
    return _settle(row)


def _is_needless(row: Publication) -> bool:
    """Whether the forge never heard of the head and need not hear that it is over."""
    head = row.head
    over = head is not None and head.status in (PullHead.Status.SUPERSEDED, PullHead.Status.CANCELLED)
    return row.kind == Kind.REPORT and over and row.told == 0 and row.attempts <= 1


def _send_report(row: Publication, client: ForgeClient) -> None:
    assert row.head is not None
    report = reporting.report(row.head)
    key = f"{report.state}:{report.conclusion}:{row.wanted}"
    memory = row.memory if row.memory.get("of") == key else {}

    def remember(remote_id: str, found: Memory) -> None:
        _remember(row, remote_id, {**found, "of": key})

    client.report(report, row.remote_id, memory, remember)


def _send_comment(row: Publication, client: ForgeClient) -> None:
    pull = row.pull_request
    if pull is None or pull.head is None:
        return
    said = reporting.comment(pull.head)
    if said.digest == row.memory.get("digest") or (not said.matters and not row.remote_id):
        return

    def remember(remote_id: str, found: Memory) -> None:
        _remember(row, remote_id, {"digest": said.digest} if remote_id else {})

    client.comment(pull.number, reporting.marker(row.repository), said.body, row.remote_id, remember)


def _remember(row: Publication, remote_id: str, memory: Memory) -> None:
    row.remote_id, row.memory = remote_id, memory
    Publication.objects.filter(pk=row.pk).update(
        remote_id=remote_id[:64], memory=memory, leased_until=timezone.now() + LEASE
    )


def _settle(row: Publication) -> None:
    """Marks what was sent as told; if more was wanted meanwhile, the row stays due."""
    now = timezone.now()
    with transaction.atomic():
        Publication.objects.filter(pk=row.pk).update(
            told=row.wanted, told_at=now, attempts=0, error="", first_failed_at=None, leased_until=None
        )
        Publication.objects.filter(pk=row.pk, wanted=row.wanted).update(status=Status.TOLD)


def _postpone(row: Publication, until: datetime, error: str, status: str = Status.DUE) -> None:
    now = timezone.now()
    first = row.first_failed_at or now
    Publication.objects.filter(pk=row.pk).update(
        status=status, due_at=until, error=error[:500], first_failed_at=first, leased_until=None
    )
    if row.repository.forge_connection_id:
        connections.note_problem(row.repository.forge_connection_id, error)


def _hold_back_others(row: Publication, until: datetime) -> None:
    """A forge that asks for patience, or does not answer, is left in peace by everything we want to
    tell it: each row that tried would keep a worker waiting."""
    others = Publication.objects.filter(
        repository__forge_connection=row.repository.forge_connection_id, due_at__lt=until
    )
    others.exclude(status__in=[Status.TOLD, Status.DROPPED]).exclude(pk=row.pk).update(due_at=until)


def _refuse(row: Publication, error: Exception) -> None:
    first = row.first_failed_at or timezone.now()
    hopeless = isinstance(error, RefusedError) and error.status in HOPELESS
    over = hopeless or timezone.now() - first > PATIENCE
    status = Status.DROPPED if over else Status.REFUSED
    _postpone(row, timezone.now() + REFUSED_WAIT, str(error), status)


def _pause(attempts: int) -> timedelta:
    """Doubles with every attempt, spread so that rows do not come back together."""
    wait: timedelta = min(FIRST_WAIT * (1 << min(attempts - 1, 12)), LONGEST_WAIT)
    return wait * random.uniform(0.75, 1.25)  # noqa: S311 - spreads load, guards nothing
