"""Hand-made scan documents: valid ``clearloop.scan/1`` with as many units as asked, and edits to them."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from typing import Any, cast

from scanner.model import (
    BlockingCallRecord,
    ChainStep,
    Classification,
    FindingRecord,
    HelperRecord,
    RouteRecord,
    ScanDocument,
)

DETAILS = {"blocking-async": "handler", "converted-def": "born-def", "native-async": "async-io"}
SYMBOL = "sqlalchemy.orm.Session.execute"


def route(
    path: str = "/things",
    *,
    handler: str = "shop.things:read",
    method: str = "GET",
    classification: Classification = "blocking-async",
    line: int = 10,
    symbol: str = SYMBOL,
    tags: list[str] | None = None,
    subsystem: str = "things",
    digest: str = "c0",
) -> RouteRecord:
    """One route; a blocking one has a chain of two steps that ends in ``symbol``."""
    file = handler.partition(":")[0].replace(".", "/") + ".py"
    blocking = classification == "blocking-async"
    return cast(
        RouteRecord,
        {
            "id": f"{method} {path} {handler}",
            "kind": "http",
            "methods": [method],
            "path": path,
            "handler": handler,
            "file": file,
            "line": line,
            "end_line": line + 5,
            "is_async": classification != "converted-def",
            "classification": classification,
            "detail": DETAILS[classification],
            "confidence": "certain",
            "chain": chain(handler, symbol, file, line) if blocking else [],
            "blocking_calls": int(blocking),
            "awaits": False,
            "subsystem": subsystem,
            "tags": tags or [],
            "dependencies": [],
            "contract": {"status_code": 200, "response_model": None, "security": [], "digest": digest},
            "unresolved_calls": 0,
        },
    )


def helper(
    name: str = "shop.store:load",
    *,
    classification: Classification = "blocking-async",
    routes: list[str] | None = None,
    line: int = 30,
    symbol: str = SYMBOL,
    role: str = "helper",
) -> HelperRecord:
    """One helper, reached by the routes of the given ids."""
    file = name.partition(":")[0].replace(".", "/") + ".py"
    blocking = classification == "blocking-async"
    return cast(
        HelperRecord,
        {
            "id": f"helper {name}",
            "name": name,
            "role": role,
            "file": file,
            "line": line,
            "end_line": line + 5,
            "is_async": classification == "native-async",
            "classification": classification,
            "detail": "helper" if blocking else DETAILS[classification],
            "confidence": "certain",
            "chain": chain(name, symbol, file, line) if blocking else [],
            "blocking_calls": int(blocking),
            "contexts": ["loop"] if blocking else ["thread"],
            "routes": len(routes or []),
            "route_ids": routes or [],
        },
    )


def chain(name: str, symbol: str, file: str, line: int) -> list[ChainStep]:
    return [
        {"symbol": name, "file": file, "line": line},
        {"symbol": symbol, "file": file, "line": line + 2},
    ]


def finding(unit: RouteRecord | HelperRecord, code: str = "CL101") -> FindingRecord:
    """The finding that tells of a blocking unit."""
    name = str(unit.get("handler") or unit.get("name"))
    mark = hashlib.sha256(f"{code} {unit['id']}".encode()).hexdigest()[:32]
    return {
        "code": code,
        "unit": unit["id"],
        "file": unit["file"],
        "line": unit["line"],
        "message": f"{name} blocks the event loop.",
        "chain": unit["chain"],
        "fingerprint": mark,
        "level": "error",
    }


def call(unit: RouteRecord | HelperRecord) -> BlockingCallRecord:
    last = unit["chain"][-1]
    name = str(unit.get("handler") or unit.get("name"))
    return {
        "symbol": last["symbol"],
        "kind": "database",
        "file": last["file"],
        "line": last["line"],
        "in": name,
        "contexts": ["loop"],
        "confidence": "certain",
        "routes": 1,
        "alternative": "",
    }


def document(
    routes: list[RouteRecord] | None = None,
    helpers: list[HelperRecord] | None = None,
    *,
    version: str = "0.1.0",
    complete: bool = True,
) -> ScanDocument:
    """A document around these units, with a finding and a call site for each blocking one."""
    routes, helpers = routes or [], helpers or []
    units: list[RouteRecord | HelperRecord] = [*routes, *helpers]
    blocking = [unit for unit in units if unit["classification"] == "blocking-async"]
    for unit in units:
        unit["calls"] = []
    for place, unit in enumerate(blocking):
        unit["calls"] = [place]
    return {
        "schema": "clearloop.scan/1",
        "target": {"path": "shop", "commit": None, "import_roots": ["."], "files": 3, "lines": 300},
        "scanner": {
            "version": version,
            "catalog": "cat0",
            "seconds": 0.1,
            "files_parsed": 3,
            "files_cached": 0,
        },
        "routes": routes,
        "helpers": helpers,
        "blocking_calls": [call(unit) for unit in blocking],
        "findings": [finding(unit) for unit in blocking],
        "unresolved": [],
        "stack": {
            "sync_engines": [],
            "async_engines": [],
            "session_factories": [],
            "dependencies": [],
            "thread_dependencies": [],
            "thread_tokens": 40,
            "pools": [],
            "serving": {
                "servers": [],
                "workers": None,
                "limit_concurrency": None,
                "thread_tokens": [],
                "statement_timeouts": [],
            },
        },
        "diagnostics": [],
        "summary": {
            "routes": _count(routes),
            "helpers": _count(helpers),
            "blocking_calls": len(blocking),
            "findings": len(blocking),
            "unresolved_calls": 0,
            "complete": complete,
            "incomplete_reasons": [] if complete else ["no route found although fastapi is imported"],
        },
    }


def big(routes: int, helpers: int) -> ScanDocument:
    """A document of many units; every third blocks, and each helper serves a few routes."""
    kinds: list[Classification] = ["blocking-async", "converted-def", "native-async"]
    made = [
        route(
            f"/area{n % 40}/things/{n}",
            handler=f"shop.area{n % 40}.module{n % 300}:handler_{n}",
            classification=kinds[n % 3],
            line=10 * (n // 300) + 5,
            subsystem=f"area{n % 40}",
        )
        for n in range(routes)
    ]
    ids = [unit["id"] for unit in made]
    return document(
        made,
        [
            helper(
                f"shop.area{n % 40}.store{n % 300}:load_{n}",
                classification=kinds[n % 3],
                routes=[ids[(n * 7 + step) % routes] for step in range(8)] if routes else [],
                line=10 * (n // 300) + 5,
            )
            for n in range(helpers)
        ],
    )


def edited(original: ScanDocument, edit: Callable[[ScanDocument], Any]) -> ScanDocument:
    """A copy with ``edit`` applied and everything that follows from its units made anew."""
    twin = copy.deepcopy(original)
    edit(twin)
    fresh = document(twin["routes"], twin["helpers"], complete=twin["summary"]["complete"])
    fresh["scanner"] = twin["scanner"]
    return fresh


def _count(units: list[RouteRecord] | list[HelperRecord]) -> dict[str, int]:
    counts = dict.fromkeys(DETAILS, 0)
    for unit in units:
        counts[unit["classification"]] += 1
    return counts
