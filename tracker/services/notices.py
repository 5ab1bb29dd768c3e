"""Tells owners of waivers that are about to end."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from tracker.models import Assignment, Installation, Waiver
from tracker.services import audit, waivers
from tracker.services.waivers import Notice


def send(notices: Iterable[Notice]) -> int:
    """Mails each notice to who can do something about it and notes that it was announced, also where
    nobody has an address: pages show it. Returns the number of notices."""
    count = 0
    for notice in notices:
        addresses = _addresses(notice.waiver)
        if addresses:
            send_mail(_subject(notice), _body(notice), None, addresses, fail_silently=True)
        waivers.announced(notice)
        audit.record(
            actor="waivers",
            verb="announce-waiver-end",
            target=notice.waiver.unit,
            repository=notice.waiver.repository,
            after={"days": notice.days, "expires": notice.waiver.expires, "told": len(addresses)},
        )
        count += 1
    return count


def _addresses(waiver: Waiver) -> list[str]:
    """The unit's owners, else the author of the waiver."""
    owners = Assignment.objects.filter(unit=waiver.unit).exclude(source=Assignment.Source.SUGGESTION)
    found = {row.owner.email for row in owners.select_related("owner") if row.owner.email}
    return sorted(found) or ([waiver.author] if "@" in waiver.author else [])


def _subject(notice: Notice) -> str:
    return f"Waiver of {notice.waiver.unit.label} ends on {notice.waiver.expires:%d %b %Y}"[:200]


def _body(notice: Notice) -> str:
    unit, base = notice.waiver.unit, Installation.current().base_url.rstrip("/")
    page = base + reverse("unit", args=[notice.waiver.repository.slug, unit.pk]) if base else ""
    context = {"waiver": notice.waiver, "unit": unit, "page": page}
    return render_to_string("tracker/emails/waiver_ends.txt", context)
