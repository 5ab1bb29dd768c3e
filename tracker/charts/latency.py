"""Latencies drawn: how two sides are distributed, and how a figure moves with concurrency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from tracker.charts.drawing import INK, from_vega_lite

WIDTH, HEIGHT = 640, 190
POINTS = 200
LEAST_MS = 0.1
ALONE = ("accent", [1, 0])
POINTED = 70  # how far around a value the pointer finds it
Layer = Any  # the library types its layers and charts without a common base
LINES = (
    ("blocking", [6, 3]),
    ("native", [1, 0]),
    ("accent", [2, 2]),
    ("converted", [8, 3, 2, 3]),
    ("warn", [4, 4]),
)


class Curve(NamedTuple):
    """A named set of latencies in ms."""

    name: str
    samples: Sequence[float]


class Line(NamedTuple):
    """A named figure (ms) by load."""

    name: str
    points: Sequence[tuple[int, float]]


def distribution(curves: Sequence[Curve], unit: str = "ms") -> Layer:
    """The share of requests answered within a time, one line per curve, on a logarithmic axis."""
    rows = [
        {
            "curve": curve.name,
            "ms": max(ms, LEAST_MS),
            "share": share,
            "text": f"{curve.name}\n{share:.0%} within {ms:.4g} {unit}",
        }
        for curve in curves
        for ms, share in steps(curve.samples)
    ]
    x = alt.X("ms:Q", title=f"{unit}, logarithmic", scale=alt.Scale(type="log", nice=False))
    y = alt.Y(
        "share:Q",
        title="answered within",
        axis=alt.Axis(format="%", tickCount=5),
        scale=alt.Scale(domain=[0, 1]),
    )
    return _lines(rows, [curve.name for curve in curves], x, y, interpolate="step-after", point=0)


def steps(samples: Sequence[float]) -> list[tuple[float, float]]:
    """The empirical distribution at no more than POINTS of its steps, the last one included."""
    ordered = sorted(samples)
    total = len(ordered)
    picks = sorted(
        {round(index * (total - 1) / max(1, min(POINTS, total) - 1)) for index in range(min(POINTS, total))}
    )
    return [(ordered[pick], (pick + 1) / total) for pick in picks]


def sweep(lines: Sequence[Line], label: str, along: str = "slow requests in flight") -> Layer:
    """A figure over the load, one line per variant."""
    rows = [
        {
            "curve": line.name,
            "at": at,
            "ms": max(ms, LEAST_MS),
            "text": f"{line.name}\n{ms:.4g} ms at {at} {along}",
        }
        for line in lines
        for at, ms in line.points
    ]
    values = sorted({at for line in lines for at, _ in line.points})
    x = alt.X("at:Q", title=along, axis=alt.Axis(values=values))
    y = alt.Y("ms:Q", title=label, scale=alt.Scale(type="log"), axis=alt.Axis(tickCount=4))
    return _lines(rows, [line.name for line in lines], x, y, point=36)


def _lines(
    rows: list[dict[str, Any]],
    names: Sequence[str],
    x: alt.X,
    y: alt.Y,
    *,
    interpolate: str = "linear",
    point: int,
) -> Layer:
    """Lines told apart by colour, by dashes, and by their legend; each value says what it is.

    ``point`` is the size of the marks; with 0 none shows, and values are found beside the line."""
    styles = [LINES[index % len(LINES)] for index in range(len(names))] if len(names) > 1 else [ALONE]
    inks, dashes = [INK[ink].colour for ink, _ in styles], [dash for _, dash in styles]
    legend = alt.Legend(
        title=None,
        orient="top",
        symbolType="stroke",
        symbolStrokeWidth=2,
        labelLimit=400,
        labelColor=INK["text"].colour,
    )
    colour = alt.Color("curve:N", scale=alt.Scale(domain=list(names), range=inks), legend=legend)
    dash = alt.StrokeDash("curve:N", scale=alt.Scale(domain=list(names), range=dashes), legend=legend)
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y, color=colour)  # type: ignore[no-untyped-call]  # the library leaves it untyped
    line: dict[str, Any] = {"interpolate": interpolate, "strokeWidth": 2, "aria": False, "clip": True}
    told = {"description": "text:N", "tooltip": "text:N"}
    spots: Layer = base.mark_point(filled=True, size=point or POINTED, opacity=1 if point else 0, clip=True)
    return alt.layer(base.mark_line(**line).encode(strokeDash=dash), spots.encode(**told))


def still(chart: Layer) -> str:
    """The chart as raw SVG."""
    return from_vega_lite(chart.properties(width=WIDTH, height=HEIGHT).to_dict())


def interactive(chart: Layer) -> dict[str, Any]:
    """The chart for the page's own renderer: its axes are dragged and zoomed."""
    zoom = alt.selection_interval(bind="scales", name="zoom")
    fitted = {"type": "fit-x", "contains": "padding"}
    lines, spots = chart.layer
    zoomed = alt.layer(lines.add_params(zoom), spots)
    found: dict[str, Any] = zoomed.properties(width="container", height=HEIGHT, autosize=fitted).to_dict()
    return found
