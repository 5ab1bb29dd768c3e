"""Functions that have the wrong colour though nothing blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.engine.evidence import Evidence
from scanner.model import Level, ScanDocument
from scanner.rules.base import Found, last_name

_HEALTH = re.compile(
    r"/(?:_?health(?:z|check)?|live(?:z|ness)?|alive|ready(?:z)?|readiness|ping|heartbeat|up)(?:/|$)"
)


class AwaitsNothing:
    """CL105: helpers, and routes that block by their own code. A cheap route is better off on the loop."""

    codes = ("CL105",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        told = set()
        for route in document["routes"]:
            blocks = route["classification"] == "blocking-async" and route["detail"] in ("handler", "helper")
            if blocks and route["is_async"] and not route["awaits"] and route["handler"] not in told:
                told.add(route["handler"])
                name = last_name(route["handler"])
                message = f"{name} is async def and blocks, but awaits nothing: make it a plain def"
                yield Found("CL105", "info", route["handler"], "", route["file"], route["line"], message)
        for function in evidence.idle_functions:
            message = f"{last_name(function.symbol)} is async def but awaits nothing: it could be a plain def"
            yield Found("CL105", "info", function.symbol, "", function.file, function.line, message)


class OverConversion:
    """CL108: a thread for a route that has nothing to wait for."""

    codes = ("CL108",)

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        routes = [
            r for r in document["routes"] if r["handler"] in evidence.idle_routes and r["kind"] == "http"
        ]
        health = {r["handler"] for r in routes if _HEALTH.search(r["path"].lower())}
        for route in routes:
            name = last_name(route["handler"])
            if route["handler"] in health:
                message = (
                    f"health check {name} is a plain def that blocks nothing: it waits for a free thread"
                )
            else:
                message = f"{name} is a plain def that blocks nothing: it needs no worker thread"
            level: Level = "warning" if route["handler"] in health else "info"
            yield Found("CL108", level, route["handler"], "", route["file"], route["line"], message)


RULES = (AwaitsNothing(), OverConversion())
