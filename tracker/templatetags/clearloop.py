"""Formatting for templates: numbers, times, words, links. Nothing here reads the database."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.models import Unit
from tracker.queries.words import DETAIL_WORDS, STAGES, VERBS
from tracker.templatetags.drawing import icon
from tracker.templatetags.drawing import register as drawings

register = template.Library()
# One library to load in every template.
register.tags.update(drawings.tags)
register.filters.update(drawings.filters)

PARTS = re.compile(r"[^/.:_]*[/.:_]+|[^/.:_]+")
TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SHORT_NAME = 30  # characters that fit every column
NAV_ICONS = {"repositories": "repository", "tokens": "key"}


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago, in one unit: "3 h ago", "in 2 d"."""
    if moment is None:
        return "never"
    seconds = (timezone.now() - moment).total_seconds()
    if abs(seconds) < 1:
        return "just now"
    text = span(abs(seconds))
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
def grouped(number: int) -> str:
    """A count in groups of three digits, from five digits on: 9876, 39,397."""
    return f"{number:,}" if number >= 10_000 else str(number)


@register.filter
@lru_cache(8192, typed=True)  # what is marked as safe is another type
def breakable(name: str, short: int = SHORT_NAME) -> SafeString:
    """A path or dotted name of at least ``short`` characters that breaks into lines between its parts.

    What would turn the text around, and show another name than the code has, is spelled out.
    """
    name = TURNING.sub(lambda found: f"<U+{ord(found[0]):04X}>", name)
    if len(name) < short:
        return format_html("{}", name)
    return format_html_join(SafeString("<wbr>"), "{}", ((part,) for part in PARTS.findall(name)))


@register.simple_tag(takes_context=True)
def unit_name(context: Mapping[str, Any], unit: Unit) -> SafeString:
    """The unit's name as a link to its page; in front of a route its methods."""
    address = unit_address(context["repository"].slug, unit.pk)
    if unit.kind != Unit.Kind.ROUTE:
        link = format_html('<a class="mono" href="{}">{}</a>', address, breakable(unit.name))
        return format_html('<span class="unit-name">{}</span>', link)
    return format_html(
        '<span class="unit-name"><span class="method">{}</span> <a href="{}">{}</a></span>',
        unit.methods or "WS",
        address,
        breakable(unit.path, 16),
    )


@lru_cache(8192)
def unit_address(slug: str, unit: int) -> str:
    return reverse("unit", args=[slug, unit])


@register.filter
def method_list(methods: str) -> list[str]:
    return methods.split() or ["WS"]


@register.filter
def item(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def sort_link(context: dict[str, Any], column: str, label: str, kind: str = "") -> SafeString:
    """The heading of a sortable column: keeps every filter, flips the direction."""
    query: QueryDict = context["request"].GET.copy()
    current = context.get("sort", "")
    query["sort"] = f"-{column}" if current == column else column
    query.pop("page", None)
    state = {column: "ascending", f"-{column}": "descending"}.get(current, "")
    arrow = icon({"ascending": "up", "descending": "down"}.get(state, "sort"), 12)
    aria = format_html(' aria-sort="{}"', state) if state else ""
    cell = format_html(' class="{}"', kind) if kind else ""
    link = format_html('<a href="?{}">{}{}</a>', query.urlencode(), label, arrow)
    return format_html('<th scope="col"{}{}>{}</th>', cell, aria, link)


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
def short_symbol(symbol: str) -> str:
    """The last two parts of a dotted name: ``Session.commit``, ``time.sleep``."""
    return ".".join(symbol.split(".")[-2:])


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


@register.filter
def steps(stage: str) -> list[dict[str, str]]:
    """The steps of a scan with what is done, at work and to come."""
    names = list(STAGES)
    at = names.index(stage) if stage in STAGES else -1
    states = ["done" if number < at else "now" if number == at else "later" for number in range(len(names))]
    return [{"name": STAGES[name], "state": state} for name, state in zip(names, states, strict=True)]


@register.filter
def plainly(value: object) -> str:
    """A stored value of the audit trail for reading: lists joined, nothing as a dash."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value) if value not in ("", None, {}) else "–"
