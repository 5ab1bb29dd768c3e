"""The treemap of blocking units: Vega itself, since Vega-Lite draws no treemaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tracker.charts.drawing import FONT, INK, from_vega

WIDTH, HEIGHT = 620, 250
MARGIN = 7
NARROW, USUAL, WIDE = 0.36, 0.58, 0.86  # of the font's size


class Tile(NamedTuple):
    """One rectangle: its size is ``blocking``. ``link`` leads to those rows, ``all_link`` to ``total``,
    ``inside`` to the tiles of this tile, where it has any."""

    name: str
    blocking: int
    total: int
    link: str
    all_link: str = ""
    inside: str = ""


def draw(tiles: Sequence[Tile]) -> str:
    """Raw SVG; tiles without blocking units are left out."""
    return from_vega(_specification([tile for tile in tiles if tile.blocking]))


def _specification(tiles: Sequence[Tile]) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [{"id": 0}]
    for number, tile in enumerate(tiles, start=1):
        text = f"{tile.name}: {tile.blocking} of {tile.total} block"
        target = tile.inside or tile.link
        share = f"{tile.blocking} of {tile.total}"
        room = {
            "name_width": width(tile.name, 12, bold=True),
            "share": share,
            "share_width": width(share, 11),
        }
        rows.append({"id": number, "parent": 0, **tile._asdict(), **room, "link": target, "text": text})
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "padding": 1,
        "autosize": "none",  # a label without room would add a margin below
        "data": [
            {
                "name": "tree",
                "values": rows,
                "transform": [
                    {"type": "stratify", "key": "id", "parentKey": "parent"},
                    {
                        "type": "treemap",
                        "field": "blocking",
                        "sort": {"field": "value", "order": "descending"},
                        "round": True,
                        "paddingInner": 3,
                        "size": [WIDTH, HEIGHT],
                    },
                ],
            },
            {"name": "tiles", "source": "tree", "transform": [{"type": "filter", "expr": "datum.id > 0"}]},
        ],
        "marks": [_rectangles(), _label("name", 18, 12, 600), _label("share", 35, 11, 400)],
    }


def width(text: str, size: int, *, bold: bool = False) -> float:
    """About how wide a text is, in pixels: rather too much than too little."""
    em = sum(NARROW if one in "fijlrt .,:;'|!()[]-_/" else WIDE if one in "mwMW@%" else USUAL for one in text)
    wider = sum(0.42 if ord(one) > 0x2E80 else 0.12 * one.isupper() for one in text)
    return round((em + wider) * size * (1.06 if bold else 1.0), 1)


def _rectangles() -> dict[str, Any]:
    return {
        "type": "rect",
        "from": {"data": "tiles"},
        "encode": {
            "enter": {
                "x": {"field": "x0"},
                "y": {"field": "y0"},
                "x2": {"field": "x1"},
                "y2": {"field": "y1"},
                "cornerRadius": {"value": 4},
                "fill": {"value": INK["blocking"].colour},
                "fillOpacity": {"signal": "0.13 + 0.3 * datum.blocking / max(1, datum.total)"},
                "stroke": {"value": INK["blocking"].colour},
                "strokeOpacity": {"value": 0.55},
                "href": {"field": "link"},
                "description": {"field": "text"},
            }
        },
    }


def _label(field: str, top: int, size: int, weight: int) -> dict[str, Any]:
    """A line of text in the corner of each tile that has the room for all of it."""
    fits = f"datum.{field}_width <= datum.x1 - datum.x0 - {2 * MARGIN}"
    room = f"datum.y1 - datum.y0 > {top + 8} && {fits}"
    return {
        "type": "text",
        "from": {"data": "tiles"},
        "aria": False,
        "interactive": False,
        "encode": {
            "enter": {
                "x": {"field": "x0", "offset": MARGIN},
                "y": {"field": "y0", "offset": top},
                "text": {"signal": f"{room} ? datum.{field} : ''"},
                "font": {"value": FONT},
                "fontSize": {"value": size},
                "fontWeight": {"value": weight},
                "fill": {"value": INK["text"].colour},
            }
        },
    }
