"""Scan documents made by hand, for tests of what reads them."""

from __future__ import annotations

from scanner.model import (
    SCHEMA,
    ChainStep,
    Classification,
    FindingRecord,
    HelperRecord,
    RouteRecord,
    ScanDocument,
)

CALL = "sqlalchemy.orm.Session.execute"


def make_chain(*steps: tuple[str, str, int]) -> list[ChainStep]:
    return [{"symbol": symbol, "file": file, "line": line} for symbol, file, line in steps]


def make_route(
    path: str = "/wells",
    handler: str = "app.wells:list_wells",
    classification: Classification = "native-async",
    *,
    method: str = "GET",
    file: str = "app/wells.py",
    line: int = 10,
    chain: list[ChainStep] | None = None,
    status_code: int | None = 200,
    security: list[str] | None = None,
) -> RouteRecord:
    blocks = classification == "blocking-async"
    return {
        "id": f"{method} {path} {handler}",
        "kind": "http",
        "methods": [method],
        "path": path,
        "handler": handler,
        "file": file,
        "line": line,
        "end_line": line + 9,
        "is_async": classification != "converted-def",
        "classification": classification,
        "detail": "handler" if blocks else "async-io",
        "confidence": "certain",
        "chain": chain or (make_chain((handler, file, line), (CALL, file, line + 2)) if blocks else []),
        "blocking_calls": int(blocks),
        "awaits": False,
        "subsystem": "wells",
        "tags": [],
        "dependencies": [],
        "contract": {
            "status_code": status_code,
            "response_model": "app.wells:Well",
            "security": security or [],
            "parameters": [],
            "digest": "d",
        },
        "unresolved_calls": 0,
    }


def make_helper(
    name: str = "app.store:load",
    classification: Classification = "blocking-async",
    *,
    file: str = "app/store.py",
    line: int = 5,
) -> HelperRecord:
    return {
        "id": name,
        "name": name,
        "role": "helper",
        "file": file,
        "line": line,
        "end_line": line + 4,
        "is_async": False,
        "classification": classification,
        "detail": "helper",
        "confidence": "certain",
        "chain": make_chain((name, file, line), (CALL, file, line + 1)),
        "blocking_calls": 1,
        "contexts": ["loop"],
        "routes": 1,
        "route_ids": [],
    }


def make_finding(
    code: str = "CL101", *, unit: str = "app.wells:list_wells", file: str = "app/wells.py", line: int = 12
) -> FindingRecord:
    return {
        "code": code,
        "unit": unit,
        "file": file,
        "line": line,
        "message": f"{CALL} blocks the event loop",
        "chain": make_chain((unit, file, 10), (CALL, file, line)),
        "fingerprint": f"{code}:{unit}",
        "level": "error",
    }


def make_document(
    routes: list[RouteRecord] | None = None,
    helpers: list[HelperRecord] | None = None,
    findings: list[FindingRecord] | None = None,
    *,
    complete: bool = True,
) -> ScanDocument:
    routes, helpers, findings = routes or [], helpers or [], findings or []
    return {
        "schema": SCHEMA,
        "target": {"path": "shop", "commit": None, "import_roots": ["."], "files": 3, "lines": 120},
        "scanner": {"version": "1", "catalog": "c", "seconds": 0.5, "files_parsed": 3, "files_cached": 0},
        "routes": routes,
        "helpers": helpers,
        "blocking_calls": [],
        "findings": findings,
        "unresolved": [],
        "stack": {
            "sync_engines": [],
            "async_engines": [],
            "session_factories": [],
            "dependencies": [],
            "thread_dependencies": [],
            "thread_tokens": 40,
            "serving": {
                "servers": [],
                "workers": None,
                "limit_concurrency": None,
                "thread_tokens": [],
                "statement_timeouts": [],
            },
            "pools": [],
        },
        "diagnostics": [],
        "summary": {
            "routes": _count(routes),
            "helpers": _count(helpers),
            "blocking_calls": 0,
            "findings": len(findings),
            "unresolved_calls": 0,
            "complete": complete,
            "incomplete_reasons": [] if complete else ["fastapi is imported but no route was found"],
        },
    }


def _count(units: list[RouteRecord] | list[HelperRecord]) -> dict[str, int]:
    counts = {"blocking-async": 0, "converted-def": 0, "native-async": 0}
    for unit in units:
        counts[unit["classification"]] += 1
    return counts
