"""Line charts for a page: a drawing, and what the page's own renderer needs to make it zoom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from tracker.charts import latency
from tracker.charts.drawing import for_browser, on_page
from tracker.charts.store import remembered


class Figure(NamedTuple):
    """``key`` names it on its page."""

    drawing: SafeString
    specification: dict[str, Any]
    title: str
    key: str

    @property
    def spec_id(self) -> str:
        return f"spec-{self.key}"


def figure(chart: Callable[[], latency.Layer], parts: tuple[object, ...], *, title: str, key: str) -> Figure:
    """The chart, kept under ``parts``: what it shows."""

    def drawn() -> tuple[str, dict[str, Any]]:
        made = chart()
        return latency.still(made), latency.interactive(made)

    raw, specification = remembered(drawn, "figure", *parts)
    return Figure(on_page(raw, title=title, key=key), for_browser(specification, key=key), title, key)
