"""Formatting of measurements. Nothing here reads the database."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.statistics.metrics import METRICS
from tracker.statistics.verdict import Verdict

register = template.Library()

OUTCOMES = {
    "improved": ("good", "Improved"),
    "regressed": ("bad", "Regressed"),
    "no-clear-change": ("", "No clear change"),
    "more-runs-needed": ("warn", "More runs needed"),
    "not-testable": ("warn", "Not testable"),
}

ALARMS = {"suspected": "warn", "confirmed": "bad", "not-repeated": ""}


@register.filter
def ms(value: float | str | None) -> str:
    """Milliseconds with about three digits; seconds from ten of them on; a dash for a missing value."""
    if not isinstance(value, int | float):
        return "–"
    if value >= 10_000:
        return f"{value / 1000:.1f} s"
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.3g} ms"


@register.filter
def figure(value: float | str | None, metric: str) -> str:
    """A value in the unit of its metric."""
    if not isinstance(value, int | float):
        return "–"
    unit = METRICS[metric].unit if metric in METRICS else ""
    if unit == "ms":
        return ms(value)
    if unit == "share":
        return f"{100 * value:.1f}%"
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


@register.simple_tag
def outcome_badge(outcome: str) -> SafeString:
    tone, words = OUTCOMES[str(outcome)]
    return format_html('<span class="badge {}">{}</span>', tone, words)


@register.simple_tag
def alarm_badge(state: str, label: str) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', ALARMS.get(state, ""), label)


@register.filter
def times(verdict: Verdict) -> str:
    """The change of the median in words: ``396 times less``, ``12% more``."""
    ratio = verdict.contrast.ratio if verdict.contrast else plain_ratio(verdict)
    if ratio is None:
        return "–"
    if ratio <= 0:
        return "down to zero"
    bigger, word = (ratio, "more") if ratio >= 1 else (1 / ratio, "less")
    if bigger >= 2:
        return f"{bigger:,.0f} times {word}" if bigger >= 100 else f"{bigger:.3g} times {word}"
    return f"{100 * abs(ratio - 1):.0f}% {word}" if round(100 * abs(ratio - 1)) else "the same"


def plain_ratio(verdict: Verdict) -> float | None:
    before, after = verdict.before.median, verdict.after.median
    return after / before if before and after is not None else None


@register.filter
def interval(verdict: Verdict) -> str:
    """The 95% interval of the median ratio after / before."""
    found = verdict.contrast
    if found is None or found.low is None or found.high is None:
        return "–"
    return f"{found.low:.3g} to {found.high:.3g}"


@register.filter
def metric_label(metric: str) -> str:
    return METRICS[metric].label if metric in METRICS else metric
