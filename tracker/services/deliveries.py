"""Webhook deliveries: remembered once, carried out once, played again on demand."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from tracker.forges.errors import MalformedError
from tracker.forges.events import Notice, Ping
from tracker.forges.fields import Fields
from tracker.forges.inbound import Label
from tracker.forges.registry import INBOUND
from tracker.models import Delivery, ForgeConnection
from tracker.services import ServiceError, audit, connections, pulls
from tracker.services.pulls import Work

LOST = timedelta(seconds=60)
MAX_ATTEMPTS = 5
Status = Delivery.Status
_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)
# What a stranger's signature is compared with, so that an unknown address takes as long as a known one.
_NOBODY = connections.new_secret()


class ForgedError(ServiceError):
    """The delivery does not come from whom it says."""


def authenticate(kind: str, key: str, headers: Mapping[str, str], body: bytes) -> ForgeConnection:
    """The connection a delivery belongs to. Raises ForgedError, the same for an unknown address and
    for a wrong signature."""
    inbound = INBOUND.get(kind)
    connection = ForgeConnection.objects.filter(kind=kind, key=key).first() if _KEY.fullmatch(key) else None
    known = _secrets(connection)
    if inbound is None or not inbound.is_genuine(headers, body, known) or connection is None:
        if connection is not None:
            connections.rejected(connection)
        raise ForgedError("The signature does not match.")
    return connection


def _secrets(connection: ForgeConnection | None) -> list[str]:
    """What a signature is compared with; something, whatever there is."""
    if connection is None:
        return [_NOBODY]
    try:
        return connections.living_secrets(connection)
    except ServiceError as error:
        connections.note_problem(connection.pk, str(error))
        return [_NOBODY]


def receive(connection: ForgeConnection, label: Label, body: bytes) -> Delivery | None:
    """The row of a genuine delivery; None when it was dealt with before, under this id or another."""
    digest = hashlib.sha256(body).hexdigest()
    ForgeConnection.objects.filter(pk=connection.pk).update(received_at=timezone.now())
    try:
        with transaction.atomic():
            delivery, is_new = Delivery.objects.get_or_create(
                connection=connection,
                guid=label.guid,
                defaults={
                    "event": label.event,
                    "digest": digest,
                    "content": Delivery.pack(body),
                    "handed_at": timezone.now(),
                },
            )
    except IntegrityError:  # the same delivery, a moment quicker
        return None
    if is_new:
        return None if _is_copy(delivery) else delivery
    return _receive_again(delivery, digest)


def process(delivery_id: int) -> Work:
    """Carries a delivery out; one that was carried out before is left alone."""
    delivery = Delivery.objects.select_related("connection").filter(pk=delivery_id).first()
    if delivery is None or not _take(delivery):
        return Work()
    try:
        notice = read(delivery)
        work, repository = pulls.take(delivery.connection, notice)
    except (MalformedError, ServiceError) as error:
        _end(delivery, Status.FAILED, str(error))
        return Work()
    if isinstance(notice.event, Ping):
        ForgeConnection.objects.filter(pk=delivery.connection_id).update(connected_at=timezone.now())
    delivery.repository = repository
    _end(delivery, Status.IGNORED if work.ignored and not work.heads else Status.DONE, work.outcome)
    return work


def read(delivery: Delivery) -> Notice:
    """What a delivery says. Raises MalformedError."""
    body = delivery.unpack()
    if not body:
        raise MalformedError("The body is no longer kept.")
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        raise MalformedError("The body is not JSON.") from None
    return INBOUND[delivery.connection.kind].read(delivery.event, Fields(payload))


def replay(delivery: Delivery, *, actor: str) -> None:
    """Makes a delivery wait for a worker again. Raises ServiceError when its body is gone."""
    if not delivery.content:
        raise ServiceError("The body of this delivery is no longer kept.")
    with transaction.atomic():
        _reset(delivery)
        audit.record(actor=actor, verb="replay-delivery", target=delivery, repository=delivery.repository)


def reap() -> list[int]:
    """Deliveries nobody took in time."""
    now = timezone.now()
    waiting = Delivery.objects.filter(status=Status.RECEIVED, handed_at__lt=now - LOST)
    waiting.filter(attempts__gte=MAX_ATTEMPTS).update(
        status=Status.FAILED, outcome="The worker stopped each time it was carried out.", ended_at=now
    )
    lost = list(waiting.filter(attempts__lt=MAX_ATTEMPTS).values_list("pk", flat=True)[:200])
    Delivery.objects.filter(pk__in=lost, status=Status.RECEIVED).update(handed_at=now)
    return lost


def _receive_again(delivery: Delivery, digest: str) -> Delivery | None:
    """A redelivery runs again only if it failed before. One that carries another body is none."""
    Delivery.objects.filter(pk=delivery.pk).update(times=F("times") + 1)
    if delivery.digest != digest or delivery.status != Status.FAILED:
        return None
    _reset(delivery)
    return delivery


def _is_copy(delivery: Delivery) -> bool:
    """Whether the very same body was dealt with under another id: ids are not signed, bodies are."""
    twins = Delivery.objects.filter(connection=delivery.connection_id, digest=delivery.digest)
    first = twins.exclude(pk=delivery.pk).exclude(status=Status.FAILED).first()
    if first is None or delivery.event == "ping":
        return False
    _end(delivery, Status.IGNORED, f"A copy of delivery {first.guid}."[:500])
    return True


def _reset(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        status=Status.RECEIVED, outcome="", ended_at=None, attempts=0, handed_at=timezone.now()
    )


def _take(delivery: Delivery) -> bool:
    waiting = Delivery.objects.filter(pk=delivery.pk, status=Status.RECEIVED)
    return bool(waiting.update(attempts=F("attempts") + 1, handed_at=timezone.now()))


def _end(delivery: Delivery, status: str, outcome: str) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        status=status,
        outcome=outcome[:500],
        ended_at=timezone.now(),
        repository=delivery.repository_id,
    )
