"""The weekly digest by mail: the review report as text, and as HTML with its chart inside."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.mime.image import MIMEImage

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from tracker.charts import burndown, drawing
from tracker.models import DigestSubscription, Installation
from tracker.queries.report import Report, report

WEEK = timedelta(days=7)
# A digest that could not leave at its hour still leaves on the same day, and never twice a week.
_GRACE = timedelta(days=6)
_SENDS_NOTHING = (
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
)


def mail_leaves() -> bool:
    """Whether mail goes anywhere but into the worker's log."""
    return settings.EMAIL_BACKEND not in _SENDS_NOTHING


def send_due(now: datetime) -> int:
    """Sends every digest whose weekday and hour have come; returns how many left."""
    installation = Installation.current()
    local = timezone.localtime(now)
    if local.weekday() != installation.digest_weekday or local.hour < installation.digest_hour:
        return 0
    due = DigestSubscription.objects.filter(repository__archived_at=None).select_related("repository")
    due = due.exclude(last_sent_at__gt=now - _GRACE).order_by("repository", "pk")
    drawn: dict[int, tuple[Report | None, bytes]] = {}
    return sum(_send(subscription, installation, now, drawn) for subscription in due)


def _send(
    subscription: DigestSubscription,
    installation: Installation,
    now: datetime,
    drawn: dict[int, tuple[Report | None, bytes]],
) -> bool:
    repository = subscription.repository
    if repository.pk not in drawn:
        found = report(repository, now - WEEK)
        drawn[repository.pk] = found, _chart(found) if found else b""
    found, chart = drawn[repository.pk]
    if found is None:
        return False
    compose(subscription, installation, found, chart).send()
    DigestSubscription.objects.filter(pk=subscription.pk).update(last_sent_at=now)
    return True


def compose(
    subscription: DigestSubscription, installation: Installation, found: Report, chart: bytes
) -> EmailMultiAlternatives:
    """The message: text, HTML, the chart (PNG bytes, may be empty) and a one-click way out."""
    base = installation.base_url.rstrip("/")
    page = base + reverse("report", args=[subscription.repository.slug]) if base else ""
    leave = base + reverse("unsubscribe", args=[subscription.key]) if base else ""
    context = {"report": found, "page": page, "leave": leave, "has_chart": bool(chart)}
    message = EmailMultiAlternatives(
        subject=f"{subscription.repository.name}: {found.headline}"[:200],
        body=render_to_string("tracker/emails/digest.txt", context),
        to=[subscription.email],
        headers=_headers(leave),
    )
    message.attach_alternative(render_to_string("tracker/emails/digest.html", context), "text/html")
    if chart:
        image = MIMEImage(chart, "png")
        image.add_header("Content-ID", "<burndown>")
        image.add_header("Content-Disposition", "inline", filename="burndown.png")
        message.attach(image)
    return message


def _headers(leave: str) -> dict[str, str]:
    if not leave:
        return {}
    return {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _chart(found: Report) -> bytes:
    """The burn-down as PNG; mail programs show no SVG."""
    if len(found.burndown.points) < 2:
        return b""
    import vl_convert

    svg = drawing.standalone(burndown.draw(found.burndown.points), title="Units per class over time")
    png: bytes = vl_convert.svg_to_png(svg, scale=1.5)
    return png
