"""Small drawings for templates: icons, the marks of the classes, badges, bars and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.charts import bundle
from tracker.queries.words import (
    CLASS_WORDS,
    CONFIDENCE_WORDS,
    DETAIL_WORDS,
    LIFECYCLE_WORDS,
    Word,
)

register = template.Library()

SCAN_TONES = {
    "queued": "",
    "running": "accent",
    "done": "good",
    "incomplete": "warn",
    "failed": "bad",
    "cancelled": "",
    "superseded": "",
}


@register.simple_tag
def vega_version() -> str:
    """Names the renderer of interactive charts in its address."""
    return bundle.VERSION


@register.simple_tag
@lru_cache(256)
def icon(name: str, size: int = 16) -> SafeString:
    """One symbol of the sprite, hidden from assistive technology: the text beside it speaks."""
    return format_html(
        '<svg width="{0}" height="{0}" aria-hidden="true"><use href="{1}#{2}"></use></svg>',
        size,
        static("tracker/img/icons.svg"),
        name,
    )


@register.simple_tag
@lru_cache(64)
def glyph(classification: str) -> SafeString:
    """The mark of a class: a shape of its own besides the colour."""
    tone = CLASS_WORDS[classification].tone
    return format_html(
        '<svg class="glyph {0}" aria-hidden="true"><use href="{1}#{0}"></use></svg>',
        tone,
        static("tracker/img/icons.svg"),
    )


@register.simple_tag
@lru_cache(64)
def class_badge(classification: str) -> SafeString:
    word = CLASS_WORDS[classification]
    return format_html(
        '<span class="badge {}" title="{}">{} {}</span>',
        word.tone,
        word.meaning,
        glyph(classification),
        word.label,
    )


def worded_badge(words: Mapping[str, Word], value: str) -> SafeString:
    word = words.get(value, Word(value, "", ""))
    return format_html('<span class="badge {}" title="{}">{}</span>', word.tone, word.meaning, word.label)


@register.simple_tag
def lifecycle_badge(lifecycle: str) -> SafeString:
    return worded_badge(LIFECYCLE_WORDS, lifecycle)


@register.simple_tag
def detail_badge(detail: str) -> SafeString:
    return worded_badge(DETAIL_WORDS, detail)


@register.simple_tag
def confidence_badge(confidence: str) -> SafeString:
    return worded_badge(CONFIDENCE_WORDS, confidence)


@register.simple_tag
def level_badge(level: str) -> SafeString:
    tone = {"error": "bad", "warning": "warn"}.get(level, "")
    return format_html('<span class="badge {}">{}</span>', tone, level)


@register.simple_tag
def scan_badge(status: str, label: str) -> SafeString:
    return format_html('<span class="badge {}">{}</span>', SCAN_TONES.get(status, ""), label)


@register.filter
def class_label(classification: str) -> str:
    word = CLASS_WORDS.get(classification)
    return word.label if word else classification


@register.filter
def class_tone(classification: str) -> str:
    word = CLASS_WORDS.get(classification)
    return word.tone if word else ""


@register.simple_tag
def bar(parts: Sequence[tuple[str, int, str]], total: int, label: str, thin: bool = False) -> SafeString:
    """A stacked bar as SVG. ``parts``: (tone, count, name), drawn left to right out of ``total``."""
    rects: list[tuple[str, float, float, str]] = []
    x = 0.0
    for tone, count, name in parts:
        width = 100 * count / total if total else 0.0
        if width:
            rects.append((tone, round(x, 3), round(max(width - 0.3, 0.2), 3), f"{name}: {count}"))
        x += width
    drawn = format_html_join(
        "",
        '<rect class="f-{}" x="{}" y="0" width="{}" height="8"><title>{}</title></rect>',
        rects,
    )
    return format_html(
        '<svg class="bar{}" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="track" width="100" height="8"></rect>{}</svg>',
        " thin" if thin else "",
        label,
        drawn,
    )


@register.simple_tag
def spark(values: Sequence[int], label: str) -> SafeString:
    """A line without axes, for the direction alone; the numbers stand beside it."""
    if len(values) < 2:
        return format_html('<span class="muted tiny">{}</span>', "too few scans")
    top = max(max(values), 1)
    step = 100 / (len(values) - 1)
    points = " L".join(f"{i * step:.1f},{27 - 25 * value / top:.1f}" for i, value in enumerate(values))
    return format_html(
        '<svg class="spark" viewBox="0 0 100 28" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<path d="M{}"></path></svg>',
        label,
        points,
    )


@register.simple_tag
def delta(change: int | None, more_is: str = "worse") -> SafeString:
    """A signed change with an arrow; ``more_is`` says what an increase means: worse, better or neither."""
    if change is None:
        return SafeString("")
    if change == 0:
        return format_html('<span class="delta same">{}</span>', "no change")
    opposite = {"worse": "better", "better": "worse"}
    tone = more_is if change > 0 else opposite.get(more_is, more_is)
    name = "up" if change > 0 else "down"
    sign = "+" if change > 0 else "−"
    return format_html('<span class="delta {}">{}{}{}</span>', tone, icon(name, 12), sign, abs(change))


@register.simple_tag
def logo() -> SafeString:
    return format_html('<img src="{}" width="24" height="24" alt="">', static("tracker/img/logo.svg"))
