"""The burn-down: units per class over the commits of the default branch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import altair as alt

from tracker.charts.drawing import AREA, INK, from_vega_lite

WIDTH, HEIGHT = 680, 250
Layer = Any  # the library types its layers and charts without a common base
ZOOMED_STRIP = 14.0  # zooming spreads the commits, so each may have more room
INSTANT = timedelta(milliseconds=1)
SEVERAL_YEARS, FEW_DAYS, ONE_DAY = timedelta(days=730), timedelta(days=9), timedelta(days=1)
EACH_DAY: Any = "day"
AHEAD = 0.4  # how far the outlook may reach, as a share of the history shown
TONES = ("blocking", "converted", "native")
LABELS = {"blocking": "Blocking async", "converted": "Plain def", "native": "Native async"}


class Point(NamedTuple):
    """The state after one commit. ``outdated``: counted by an older scanner version."""

    at: datetime
    blocking: int
    converted: int
    native: int
    revision: str = ""
    subject: str = ""
    author: str = ""
    outdated: bool = False
    waived: int = 0


class Outlook(NamedTuple):
    """When blocking units run out at the recent pace; no ``latest`` means it may never end."""

    earliest: date | None
    latest: date | None


def draw(points: Sequence[Point], outlook: Outlook | None = None, target: date | None = None) -> str:
    """The chart as raw SVG; ``points`` in time order, at least two."""
    chart = alt.layer(*_layers(apart(points), outlook, target)).properties(width=WIDTH, height=HEIGHT)
    return from_vega_lite(chart.to_dict())


def interactive(
    points: Sequence[Point], outlook: Outlook | None = None, target: date | None = None
) -> dict[str, Any]:
    """The chart for the page's own renderer: its time axis is dragged and zoomed."""
    areas, *others = _layers(apart(points), outlook, target, strip=ZOOMED_STRIP)
    zoom = alt.selection_interval(bind="scales", encodings=["x"], name="zoom")
    chart = alt.layer(areas.add_params(zoom), *others).properties(
        width="container", height=HEIGHT, autosize={"type": "fit-x", "contains": "padding"}
    )
    return chart.to_dict()


def apart(points: Sequence[Point]) -> list[Point]:
    """The points, no two at the same moment: areas of one moment would be stacked on each other."""
    found: list[Point] = []
    for point in points:
        earliest = found[-1].at + INSTANT if found else point.at
        found.append(point._replace(at=max(point.at, earliest)))
    return found


def _layers(
    points: Sequence[Point], outlook: Outlook | None, target: date | None, strip: float = 0
) -> list[Layer]:
    layers: list[Layer] = [_areas(points), _commits(points, strip or max(2, WIDTH / len(points)))]
    if target:
        layers.append(_target(target))
    if outlook and outlook.earliest:
        layers.append(_outlook(points[-1], outlook, horizon(points, target)))
    return layers


def _chart(rows: list[dict[str, Any]]) -> Layer:
    return alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]  # the library leaves it untyped


def horizon(points: Sequence[Point], target: date | None) -> date:
    """The last day drawn: far enough for the target, never so far that the history shrinks away."""
    first, last = points[0].at.date(), points[-1].at.date()
    ahead = last + max(AHEAD * (last - first), timedelta(days=7))
    return max(ahead, target) if target else ahead


def _areas(points: Sequence[Point]) -> Layer:
    rows = [
        {"at": point.at.isoformat(), "tone": tone, "order": order, "units": getattr(point, tone)}
        for point in points
        for order, tone in enumerate(TONES)
    ]
    colours = alt.Scale(domain=list(TONES), range=[AREA[tone] for tone in TONES])
    return (
        _chart(rows)
        .mark_area(interpolate="step-after", line={"strokeWidth": 1.3, "aria": False}, aria=False, clip=True)
        .encode(
            x=alt.X("at:T", title=None, axis=_time_axis(points)),
            y=alt.Y("units:Q", title="units", stack="zero", axis=alt.Axis(tickCount=5, tickMinStep=1)),
            color=alt.Color("tone:N", scale=colours, legend=None),
            order=alt.Order("order:Q"),
        )
    )


def _time_axis(points: Sequence[Point]) -> alt.Axis:
    """Ticks that never say the same twice: months over several years, single days over a few."""
    span = points[-1].at - points[0].at
    if span > SEVERAL_YEARS:
        return alt.Axis(format="%b %Y", labelOverlap=True, tickCount=8)
    if span > FEW_DAYS:
        return alt.Axis(format="%d %b %y", labelOverlap=True, tickCount=8)
    if span > ONE_DAY:
        return alt.Axis(format="%d %b %y", labelOverlap=True, tickCount=EACH_DAY)
    return alt.Axis(format="%d %b %H:%M", labelOverlap=True, tickCount=4)


def _commits(points: Sequence[Point], strip: float) -> Layer:
    """The line over the blocking area, with one described mark per commit in a strip that wide."""
    rows = [
        {"at": point.at.isoformat(), "units": point.blocking, "text": _describe(point)} for point in points
    ]
    base = _chart(rows).encode(x="at:T", y="units:Q")
    size = 16 if len(points) <= 80 else 6
    return alt.layer(
        base.mark_line(
            interpolate="step-after", stroke=INK["text"].colour, strokeWidth=1.4, aria=False, clip=True
        ),
        base.mark_point(
            filled=True,
            size=size,
            opacity=1,
            fill=INK["surface"].colour,
            stroke=INK["text"].colour,
            clip=True,
        ).encode(description="text:N"),
        # The renderer in the page lets only marks with a tooltip notice the pointer.
        base.mark_rule(strokeWidth=strip, stroke=INK["text"].colour, opacity=0, clip=True).encode(
            y=alt.value(0), y2=alt.value(HEIGHT), description="text:N", tooltip="text:N"
        ),
    )


def _describe(point: Point) -> str:
    counts = " · ".join(f"{getattr(point, tone)} {LABELS[tone].lower()}" for tone in TONES)
    commit = f"\n{point.revision[:10]} {point.subject}" if point.revision else ""
    author = f" ({point.author})" if point.author else ""
    note = "\ncounted by an older scanner" if point.outdated else ""
    return f"{point.at:%Y-%m-%d}: {counts}{commit}{author}{note}"


def _target(day: date) -> Layer:
    text = f"Target {day:%d %b %Y}"
    base = _chart([{"at": day.isoformat(), "text": text}]).encode(x="at:T")
    return alt.layer(
        base.mark_rule(
            stroke=INK["accent"].colour, strokeWidth=1.5, strokeDash=[5, 4], aria=False, clip=True
        ),
        base.mark_text(
            align="right", dx=-6, dy=8, baseline="top", fill=INK["accent"].colour, aria=False, clip=True
        ).encode(y=alt.value(0), text="text:N"),
    )


def _outlook(last: Point, outlook: Outlook, until: date) -> Layer:
    """Dashed lines from today's blocking units towards the earliest and the latest end."""
    start = last.at.date()
    rows = []
    for index, end in enumerate(day for day in (outlook.earliest, outlook.latest) if day and day > start):
        stop = min(end, until)
        left = last.blocking * (1 - (stop - start).days / (end - start).days)
        rows.append({"at": start.isoformat(), "units": last.blocking, "line": str(index)})
        rows.append({"at": stop.isoformat(), "units": left, "line": str(index)})
    return (
        _chart(rows)
        .mark_line(stroke=INK["label"].colour, strokeDash=[3, 3], strokeWidth=1.3, aria=False, clip=True)
        .encode(x="at:T", y="units:Q", detail="line:N")
    )
