"""From a Vega or Vega-Lite specification to SVG that follows the page's theme.

Charts are specified in the fixed colours of ``INK``. On a page each becomes a reference to the design
token of the same meaning, so one drawing serves light, dark and print; a standalone file keeps the
fixed colours.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

import vl_convert
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LINK_BASE = "https://vega.github.io/vega-datasets/"


class Ink(NamedTuple):
    """A colour as written in specifications, and the token it stands for."""

    colour: str
    token: str


INK = {
    "blocking": Ink("#d4572f", "--blocking-fill"),
    "converted": Ink("#2f78bd", "--converted-fill"),
    "native": Ink("#16906f", "--native-fill"),
    "warn": Ink("#b98408", "--warn-fill"),
    "accent": Ink("#5a43cf", "--accent"),
    "text": Ink("#15181e", "--text"),
    "label": Ink("#5f6775", "--text-3"),
    "line": Ink("#e4e7ec", "--line"),
    "rule": Ink("#cbd0d9", "--line-strong"),
    "surface": Ink("#fefefe", "--surface"),
}

# Areas of a class are told apart by pattern as well: what each sentinel colour becomes.
PATTERNS = {"#d4572e": "blocking", "#2f78bc": "converted", "#16906e": "native"}
AREA = {tone: colour for colour, tone in PATTERNS.items()}

# Blocking units are the subject of the picture; the rest stands back.
STRENGTH = {"blocking": 0.9, "converted": 0.5, "native": 0.42}

FONT = "Inter, system-ui, sans-serif"

CONFIG: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK["label"].colour,
        "labelFontSize": 11.5,
        "labelPadding": 6,
        "titleColor": INK["label"].colour,
        "titleFontSize": 11,
        "titleFontWeight": 400,
        "gridColor": INK["line"].colour,
        "domainColor": INK["rule"].colour,
        "tickColor": INK["rule"].colour,
        "ticks": False,
        "domain": False,
    },
    "axisX": {"grid": False, "domain": True},
    "text": {"font": FONT, "fontSize": 11, "fill": INK["text"].colour},
}


def from_vega_lite(specification: dict[str, Any]) -> str:
    return str(vl_convert.vegalite_to_svg({**specification, "config": CONFIG}))


def from_vega(specification: dict[str, Any]) -> str:
    """Links in the specification stay as written: the renderer would put its own address before them."""
    svg = str(vl_convert.vega_to_svg(specification))
    return svg.replace(f'xlink:href="{LINK_BASE}', 'href="')


def on_page(svg: str, *, title: str, key: str) -> SafeString:
    """The drawing for a page: tokens for colours, patterns for class areas, named by ``title``.

    ``key`` keeps the pattern ids of several drawings on one page apart.
    """
    for colour, tone in PATTERNS.items():
        svg = svg.replace(f'fill="{colour}"', f'fill="url(#{key}-{tone})"')
    for ink in INK.values():
        svg = svg.replace(f'"{ink.colour}"', f'"var({ink.token}, {ink.colour})"')
    return mark_safe(_dressed(svg, title, _patterns(key, themed=True)))  # noqa: S308 - built by vl-convert


def for_browser(specification: dict[str, Any], *, key: str) -> dict[str, Any]:
    """A Vega-Lite specification for the page's own renderer, in tokens and the patterns of ``key``."""
    config = {**CONFIG, "axis": {**CONFIG["axis"], "labelFont": FONT, "titleFont": FONT}}
    text = json.dumps({**specification, "config": config})
    for colour, tone in PATTERNS.items():
        text = text.replace(f'"{colour}"', f'"url(#{key}-{tone})"')
    for ink in INK.values():
        text = text.replace(f'"{ink.colour}"', f'"var({ink.token}, {ink.colour})"')
    found: dict[str, Any] = json.loads(text)
    return found


def standalone(svg: str, *, title: str) -> str:
    """The drawing as a file of its own: fixed colours on white, for mail and Markdown."""
    for colour, tone in PATTERNS.items():
        svg = svg.replace(f'fill="{colour}"', f'fill="url(#p-{tone})"')
    return _dressed(
        svg, title, '<rect width="100%" height="100%" fill="#fff"/>' + _patterns("p", themed=False)
    )


def _dressed(svg: str, title: str, inside: str) -> str:
    role = "group" if "<a " in svg else "img"
    head = f'<svg role="{role}" aria-label="{escape(title)}"'
    svg = re.sub(r'^<svg(.*?) class="marks"(.*?)>', rf"{head}\1\2>{inside}", svg, count=1)
    svg = svg.replace(' role="graphics-object"', "").replace(
        ' aria-roledescription="group mark container"', ""
    )
    return re.sub(r' aria-roledescription="[^"]*"', "", svg)


def _patterns(key: str, *, themed: bool) -> str:
    """Hatched, dotted and plain: the same marks as in the legend of the classes."""

    def ink(tone: str) -> str:
        named = INK[tone]
        return f"var({named.token}, {named.colour})" if themed else named.colour

    def pattern(tone: str, mark: str) -> str:
        return (
            f'<pattern id="{key}-{tone}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{ink(tone)}" fill-opacity="{STRENGTH[tone]}"/>{mark}</pattern>'
        )

    surface = ink("surface")
    hatch = (
        f'<path d="M-2 2 2 -2M0 8 8 0M6 10 10 6" stroke="{surface}" stroke-opacity=".45" stroke-width="1.4"/>'
    )
    dots = f'<circle cx="4" cy="4" r="1.1" fill="{surface}" fill-opacity=".6"/>'
    return f"<defs>{pattern('blocking', hatch)}{pattern('converted', dots)}{pattern('native', '')}</defs>"
