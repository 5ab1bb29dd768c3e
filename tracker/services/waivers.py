"""Waivers: given with a reason and an end, announced before it, ended when they no longer fit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tracker.models import Finding, Repository, Unit, Waiver
from tracker.services import ServiceError, audit, standings
from tracker.services.lifecycle import BLOCKING
from tracker.services.records import UnitFact

MAX_DAYS = 366
# Findings that say that something blocks the loop: a waiver of the whole unit covers them.
BLOCKING_CODES = ("CL101", "CL102", "CL103", "CL104", "CL109")


class WaiverError(ServiceError):
    """A waiver that cannot be given or ended."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A waiver that ends soon; ``days`` is 14 or 3, the announcement now due."""

    waiver: Waiver
    days: int


def waive(
    unit: Unit,
    *,
    reason: str,
    text: str,
    expires: date,
    actor: str,
    symbol: str | None = None,
    code: str = "",
    batch: str = "",
) -> Waiver:
    """Allows a blocking unit (or its findings of ``code``) to stay until ``expires``.

    ``symbol`` defaults to the call the unit blocks on now. Raises WaiverError.
    """
    _check(unit, reason, text, expires, code)
    if symbol is None:
        symbol = next(iter(unit.state.symbols), "") if unit.state else ""
    with transaction.atomic():
        waiver = Waiver.objects.create(
            repository_id=unit.repository_id,
            unit=unit,
            handler=unit.name,
            symbol=symbol[:300],
            code=code,
            reason=reason,
            text=text.strip(),
            author=actor,
            expires=expires,
        )
        _mark(unit.repository_id, [unit.pk])
        after = {"reason": reason, "text": text, "expires": expires, "symbol": symbol, "code": code}
        audit.record(
            actor=actor, verb="waive", target=unit, repository=unit.repository, after=after, batch=batch
        )
    return waiver


def waive_all(
    units: Collection[Unit],
    *,
    reason: str,
    text: str,
    expires: date,
    actor: str,
    symbol: str | None = None,
    code: str = "",
) -> None:
    """The same waiver for several units, or for none of them. Raises WaiverError."""
    batch = audit.batch()
    given = partial(waive, reason=reason, text=text, expires=expires, actor=actor, symbol=symbol, code=code)
    with transaction.atomic():
        for unit in units:
            given(unit, batch=batch)


def revoke(waiver: Waiver, *, actor: str) -> None:
    """Ends a waiver by hand. Raises WaiverError when it has ended already."""
    if not waiver.in_force:
        raise WaiverError("This waiver has ended already.")
    with transaction.atomic():
        _end([waiver], Waiver.Ending.REVOKED, actor)


def expire(today: date) -> list[Waiver]:
    """Ends every waiver whose last day has passed; their units are reopened where they still block."""
    with transaction.atomic():
        due = list(_in_force().filter(expires__lt=today))
        _end(due, Waiver.Ending.EXPIRED, "expiry")
    return due


def due_notices(today: date) -> list[Notice]:
    """Waivers whose end comes within 14 or 3 days and was not announced yet."""
    soon = _in_force().filter(expires__lte=today + timedelta(days=14), expires__gte=today)
    notices = []
    for waiver in soon.select_related("unit", "repository"):
        left = (waiver.expires - today).days
        if left <= 3 and waiver.announced_3 is None:
            notices.append(Notice(waiver, 3))
        elif left > 3 and waiver.announced_14 is None:
            notices.append(Notice(waiver, 14))
    return notices


def announced(notice: Notice) -> None:
    """Notes that a notice went out."""
    now = timezone.now()
    changes = {"announced_3": now} if notice.days == 3 else {"announced_14": now}
    Waiver.objects.filter(pk=notice.waiver.pk).update(**changes)


def settle(repository: Repository, facts: Mapping[int, UnitFact]) -> None:
    """Ends waivers that a scan has made pointless or no longer fitting; ``facts`` by unit id."""
    fixed, changed = [], []
    for waiver in _in_force().filter(repository=repository, code=""):
        fact = facts.get(waiver.unit_id)
        if fact is None or fact.record["classification"] != BLOCKING:
            fixed.append(waiver)
        elif waiver.symbol and waiver.symbol not in fact.symbols:
            changed.append(waiver)
    _end(fixed, Waiver.Ending.FIXED, "scan")
    _end(changed, Waiver.Ending.CHANGED, "scan")
    _mark_findings(repository.pk)


def _check(unit: Unit, reason: str, text: str, expires: date, code: str) -> None:
    today = timezone.localdate()
    if reason not in Waiver.Reason.values:
        raise WaiverError("Choose a reason.")
    if not text.strip():
        raise WaiverError("Say why in a sentence.")
    if not today < expires <= today + timedelta(days=MAX_DAYS):
        raise WaiverError("A waiver ends after today and within a year.")
    if not code and unit.classification != BLOCKING:
        raise WaiverError("This unit does not block; there is nothing to waive.")
    if code and not Finding.objects.filter(unit=unit, code=code).exists():
        raise WaiverError(f"This unit has no finding {code}.")


def _in_force() -> QuerySet[Waiver]:
    return Waiver.objects.filter(ended_at=None)


def _end(ending: Collection[Waiver], why: str, actor: str) -> None:
    """Ends waivers, audits each and re-derives where their units stand."""
    if not ending:
        return
    Waiver.objects.filter(pk__in=[waiver.pk for waiver in ending]).update(
        ended_at=timezone.now(), ending=why, ended_by=actor
    )
    units: dict[int, list[int]] = {}
    for waiver in ending:
        units.setdefault(waiver.repository_id, []).append(waiver.unit_id)
        audit.record(
            actor=actor,
            verb="end-waiver",
            target=waiver.unit,
            repository=waiver.repository,
            after={"ending": why, "waiver": waiver.pk},
        )
    for repository, pks in units.items():
        _mark(repository, pks)
        standings.refresh_lifecycles(repository, pks)


def _mark(repository: int, units: Collection[int]) -> None:
    """Repeats on units and findings whether a waiver covers them."""
    covered = set(_in_force().filter(unit__in=units, code="").values_list("unit_id", flat=True))
    Unit.objects.filter(pk__in=covered).update(waived=True)
    Unit.objects.filter(pk__in=set(units) - covered).update(waived=False)
    _mark_findings(repository)


def _mark_findings(repository: int) -> None:
    """A finding is waived by a waiver of its code, or by one of its whole unit if it tells of blocking."""
    waivers = list(_in_force().filter(repository=repository).values_list("unit_id", "code"))
    covered: set[int] = set()
    for unit, code in waivers:
        codes = [code] if code else BLOCKING_CODES
        mine = Finding.objects.filter(unit=unit, code__in=codes)
        covered.update(mine.values_list("pk", flat=True))
    stale = Finding.objects.filter(repository=repository, waived=True).exclude(pk__in=covered)
    stale.update(waived=False)
    Finding.objects.filter(pk__in=covered, waived=False).update(waived=True)
