"""Formatting for templates: badges, bars, icons, deltas, times. Nothing here reads the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.queries.words import (
    CLASS_WORDS,
    CONFIDENCE_WORDS,
    DETAIL_WORDS,
    LIFECYCLE_WORDS,
    Word,
)

register = template.Library()

STAGES = {
    "fetch": "Fetching the revision",
    "read": "Reading files",
    "interpret": "Following calls",
    "owners": "Reading owners",
    "save": "Storing the inventory",
}

VERBS = {
    "assign": "assigned it",
    "waive": "waived it",
    "revoke-waiver": "ended a waiver",
    "set-phase": "set its phase",
    "change-settings": "changed settings",
    "archive": "archived it",
    "set-public": "changed the public page",
    "set-owner-rules": "changed owner rules",
    "set-subsystem-rules": "changed subsystem rules",
    "register": "added it",
}

NAV_ICONS = {"repositories": "repository", "tokens": "key"}

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
def icon(name: str, size: int = 16) -> SafeString:
    """One symbol of the sprite, hidden from assistive technology: the text beside it speaks."""
    return format_html(
        '<svg width="{0}" height="{0}" aria-hidden="true"><use href="{1}#{2}"></use></svg>',
        size,
        static("tracker/img/icons.svg"),
        name,
    )


@register.simple_tag
def glyph(classification: str) -> SafeString:
    """The mark of a class: a shape of its own besides the colour."""
    tone = CLASS_WORDS[classification].tone
    return format_html(
        '<svg class="glyph {0}" aria-hidden="true"><use href="{1}#{0}"></use></svg>',
        tone,
        static("tracker/img/icons.svg"),
    )


@register.simple_tag
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


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago, in one unit: "3 h ago", "in 2 d"."""
    if moment is None:
        return "never"
    seconds = (timezone.now() - moment).total_seconds()
    text = span(abs(seconds))
    if text == "0 s":
        return "just now"
    return f"{text} ago" if seconds >= 0 else f"in {text}"


@register.filter
def span(seconds: float | None) -> str:
    """A duration in the largest fitting unit."""
    if seconds is None:
        return "–"
    if 0 < seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    for size, unit in ((31_557_600, "y"), (2_629_800, "mo"), (86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


@register.simple_tag
def when(moment: datetime | None) -> SafeString:
    """A relative time that carries the exact one."""
    if moment is None:
        return format_html("<span>{}</span>", "never")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(),
        timezone.localtime(moment).strftime("%Y-%m-%d %H:%M"),
        ago(moment),
    )


@register.filter
def percent(part: int, whole: int) -> str:
    """Whole percent, rounded down so that 100 means every one."""
    return f"{100 * part // whole}%" if whole else "–"


@register.filter
def method_list(methods: str) -> list[str]:
    return methods.split() or ["WS"]


@register.filter
def item(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def sort_link(context: dict[str, Any], column: str, label: str) -> SafeString:
    """The heading of a sortable column: keeps every filter, flips the direction."""
    query: QueryDict = context["request"].GET.copy()
    current = context.get("sort", "")
    query["sort"] = f"-{column}" if current == column else column
    query.pop("page", None)
    state = {column: "ascending", f"-{column}": "descending"}.get(current, "")
    arrow = icon({"ascending": "up", "descending": "down"}.get(state, "sort"), 12)
    aria = format_html(' aria-sort="{}"', state) if state else ""
    return format_html('<th scope="col"{}><a href="?{}">{}{}</a></th>', aria, query.urlencode(), label, arrow)


@register.simple_tag(takes_context=True)
def nav_link(context: dict[str, Any], name: str, label: str) -> SafeString:
    """An entry of the navigation; nothing where no part of the product registers the page."""
    repository = context.get("repository")
    try:
        address = reverse(name, args=[repository.slug] if repository else [])
    except NoReverseMatch:
        return SafeString("")
    current = SafeString(' aria-current="page"') if context.get("nav") == name else ""
    return format_html(
        '<a class="nav-link" href="{}"{}>{} {}</a>', address, current, icon(NAV_ICONS.get(name, name)), label
    )


@register.simple_tag
def stylesheet(name: str) -> str:
    return static(f"tracker/css/{name}.css")


@register.filter
def split(text: str) -> list[str]:
    return text.split()


@register.simple_tag
def logo() -> SafeString:
    return format_html('<img src="{}" width="24" height="24" alt="">', static("tracker/img/logo.svg"))


@register.filter(name="of")
def part_of(part: int, whole: int) -> str:
    return f"{part} of {whole}"


@register.filter
def share(part: float) -> str:
    """A share of 0 to 1 as a percentage that never rounds to nothing."""
    return f"{100 * part:.0f}%" if part >= 0.095 else f"{100 * part:.1f}%"


@register.filter
def stage_name(stage: str) -> str:
    return STAGES.get(stage, stage.replace("-", " ").capitalize())


@register.filter
def detail_label(detail: str) -> str:
    return DETAIL_WORDS[detail].label if detail in DETAIL_WORDS else detail


@register.filter
def format_name(extension: str) -> str:
    return {"csv": "CSV", "json": "JSON", "md": "Markdown"}.get(extension, extension)


@register.filter
def verb_name(verb: str) -> str:
    """A stored verb as the middle of a sentence: ``change-settings`` reads "changed settings"."""
    return VERBS.get(verb, verb.replace("-", " "))


@register.filter
def minus(total: int, shown: Sequence[Any]) -> int:
    return total - len(shown)
