"""The ``clearloop.probe/1`` document that a session ends in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.probe.recorder import SCHEMA, machine
from tracker.probe.session import Server

VERSION = "1"


def document(
    server: Server,
    runs: Sequence[Mapping[str, Any]],
    *,
    revision: Mapping[str, Any],
    environment: Mapping[str, str],
) -> dict[str, Any]:
    """All runs against one server. ``environment`` adds to (and overrules) what this machine says."""
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "label": server.label,
        "app": f"{server.base.hostname}:{server.base.port or ''}".rstrip(":"),
        "commit": revision.get("commit", ""),
        "dirty": bool(revision.get("dirty", False)),
        "environment": {**machine(), **environment},
        "runs": list(runs),
        "warnings": warnings_for(runs),
    }


def warnings_for(runs: Sequence[Mapping[str, Any]]) -> list[str]:
    """What a reader of the figures must know."""
    found = []
    if len({run["pid"] for run in runs if "pid" in run}) > 1:
        found.append("several worker processes answered: the bystander may have met an idle one")
    if any(not run["route_ms"] for run in runs):
        found.append("no slow request was answered in some runs")
    return found
