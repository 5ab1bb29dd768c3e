"""Words and marks of judgements."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.models import PullHead, Repository

register = template.Library()

TONES = {
    PullHead.Conclusion.SUCCESS: "good",
    PullHead.Conclusion.NEUTRAL: "warn",
    PullHead.Conclusion.FAILURE: "bad",
}
STATUS_TONES = {PullHead.Status.RUNNING: "accent"}
ACTION_WORDS = {
    "fail": ("bad", "fails the gate"),
    "warn": ("warn", "warning"),
    "neutral": ("", "not judged"),
    "waived": ("warn", "waived"),
}
ANCHORS = {"newly_blocking": "newly-title", "cleared": "cleared-title", "contract_drift": "drift-title"}
OUTBOX_TONES = {"due": "accent", "told": "good", "refused": "bad", "dropped": "bad"}


@register.simple_tag
def verdict_badge(head: PullHead | None) -> SafeString:
    """The conclusion, or how far the judgement is."""
    if head is None:
        return format_html('<span class="badge">{}</span>', "Not judged yet")
    if head.conclusion:
        tone, label = TONES.get(PullHead.Conclusion(head.conclusion), ""), head.get_conclusion_display()
    else:
        tone, label = STATUS_TONES.get(PullHead.Status(head.status), ""), head.get_status_display()
    return format_html('<span class="badge {}">{}</span>', tone, label)


@register.simple_tag
def action_badge(action: str) -> SafeString:
    """What the policy makes of one newly blocking unit."""
    tone, label = ACTION_WORDS.get(action, ("", action))
    return format_html('<span class="badge {}">{}</span>', tone, label)


@register.simple_tag
def outbox_badge(status: str, label: str) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', OUTBOX_TONES.get(status, ""), label)


@register.simple_tag
def counted(repository: Repository, head: PullHead | None, name: str) -> SafeString | str:
    """A number of the judgement with the way to its rows; a dash while there is none."""
    if head is None or not head.counts:
        return "–"
    address = reverse("pull-head", args=[repository.slug, head.pk])
    return format_html(
        '<a class="quiet" href="{}#{}">{}</a>', address, ANCHORS[name], head.counts.get(name, 0)
    )


@register.filter
def lookup(units: dict[str, int], key: str) -> int | None:
    return units.get(key)


@register.filter
def field_name(name: str) -> str:
    return name.replace("_", " ")


@register.filter
def promise(value: object) -> str:
    """A value of a contract for reading."""
    if value in (None, "", []):
        return "none"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
