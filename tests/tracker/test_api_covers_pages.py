"""Whatever a page reads or changes, the API does too: every address of a page stands in this table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tracker.api.urls import api

IN = "/repositories/{key}"
# The operation behind each page; a text without a slash says why there is none.
BEHIND: dict[str, str | tuple[str, ...]] = {
    "overview": f"GET {IN}",
    "burndown": f"GET {IN}/burndown",
    "treemap": (f"GET {IN}/subsystems", f"GET {IN}/owners"),
    "ranking": (f"GET {IN}/next", f"POST {IN}/next/what-if"),
    "import-traffic": f"POST {IN}/traffic",
    "inventory": (f"GET {IN}/units", f"GET {IN}/units/counts"),
    "bulk": f"POST {IN}/units/bulk",
    "save-view": (f"GET {IN}/views", f"POST {IN}/views"),
    "delete-view": f"DELETE {IN}/views/{{pk}}",
    "export": f"GET {IN}/units/export.{{form}}",
    "unit": f"GET {IN}/units/{{pk}}",
    "unit-patch": f"GET {IN}/units/{{pk}}/patch",
    "unit-patch-file": f"GET {IN}/units/{{pk}}/patch",
    "unit-trail": f"GET {IN}/units/{{pk}}/audit",
    "assign": f"PUT {IN}/units/{{pk}}/owners",
    "plan": f"PUT {IN}/units/{{pk}}/plan",
    "waive": f"POST {IN}/units/{{pk}}/waivers",
    "add-note": (f"POST {IN}/units/{{pk}}/notes", f"PUT {IN}/notes/{{pk}}"),
    "risks": f"PUT {IN}/units/{{pk}}/risks",
    "revoke-waiver": (f"GET {IN}/waivers", f"DELETE {IN}/waivers/{{pk}}"),
    "findings": f"GET {IN}/findings",
    "calls": f"GET {IN}/calls",
    "phases": (f"GET {IN}/phases", f"GET {IN}/subsystems"),
    "set-target": (f"PUT {IN}/phases/{{phase}}/target", f"DELETE {IN}/phases/{{phase}}/target"),
    "subsystem": f"GET {IN}/subsystems/{{slug}}",
    "subsystem-trend": f"GET {IN}/burndown",
    "edit-subsystem": f"PATCH {IN}/subsystems/{{slug}}",
    "subsystem-evidence": f"GET {IN}/subsystems/{{slug}}/evidence",
    "owners": (f"GET {IN}/owners", f"GET {IN}/owners/suggestions"),
    "owner-trend": f"GET {IN}/burndown",
    "owner-options": f"GET {IN}/owners",
    "owner-rules": (f"GET {IN}/owner-rules", f"PUT {IN}/owner-rules"),
    "suggest-owners": f"POST {IN}/owners/suggestions",
    "take-suggestions": f"POST {IN}/owners/suggestions/take",
    "report": (f"GET {IN}/report", f"GET {IN}/reviews"),
    "report-evidence": f"GET {IN}/report",
    "report-moves": f"GET {IN}/report/moves/{{kind}}",
    "report-export": f"GET {IN}/report",
    "mark-review": f"POST {IN}/reviews",
    "subscribe": f"POST {IN}/digest",
    "scans": (f"GET {IN}/scans", f"GET {IN}/snapshots"),
    "compare-scans": f"GET {IN}/scans/compare",
    "scan-changes": f"GET {IN}/scans/{{pk}}",
    "rescan": f"POST {IN}/scans",
    "schedule": f"PATCH {IN}",
    "start-history": f"POST {IN}/history",
    "cancel-history": f"DELETE {IN}/history",
    "history-progress": f"GET {IN}/history",
    "scan": (f"GET {IN}/scans/{{pk}}", f"GET {IN}/scans/{{pk}}/document"),
    "scan-progress": f"GET {IN}/scans/{{pk}}",
    "scan-unresolved": f"GET {IN}/scans/{{pk}}/unresolved",
    "cancel-scan": f"POST {IN}/scans/{{pk}}/cancel",
    "accept-scan": f"POST {IN}/scans/{{pk}}/accept",
    "benchmarks": (
        f"GET {IN}/benchmarks",
        f"GET {IN}/benchmarks/alarms",
        f"GET {IN}/benchmarks/targets",
    ),
    "upload-benchmark": f"POST {IN}/benchmarks",
    "benchmark-uploads": f"GET {IN}/benchmarks/uploads",
    "raw-upload": f"GET {IN}/benchmarks/uploads/{{pk}}/raw",
    "dismiss-upload": f"DELETE {IN}/benchmarks/uploads/{{pk}}",
    "evidence-coverage": f"GET {IN}/benchmarks/evidence",
    "compare-benchmarks": f"GET {IN}/benchmarks/compare",
    "link-all": f"POST {IN}/benchmarks/targets/confirm",
    "link-benchmark": f"PUT {IN}/benchmarks/targets/{{pk}}",
    "benchmark": f"GET {IN}/benchmarks/{{pk}}",
    "raw-benchmark": f"GET {IN}/benchmarks/{{pk}}/raw",
    "remove-benchmark": f"DELETE {IN}/benchmarks/{{pk}}",
    "capacity": (f"GET {IN}/capacity", f"GET {IN}/capacity/what-if"),
    "thread-dependencies": f"GET {IN}/capacity/dependencies",
    "audit": f"GET {IN}/audit",
    "undo": f"POST {IN}/audit/{{batch}}/undo",
    "pulls": (f"GET {IN}/pulls", f"GET {IN}/pulls/counts", f"GET {IN}/pulls/queue"),
    "look-up-pulls": f"POST {IN}/pulls/look-up",
    "pull": f"GET {IN}/pulls/{{number}}",
    "pull-evidence": f"GET {IN}/pulls/{{number}}",
    "pull-head": f"GET {IN}/pulls/heads/{{pk}}",
    "pull-progress": f"GET {IN}/pulls/heads/{{pk}}",
    "judge-again": f"POST {IN}/pulls/heads/{{pk}}/judge",
    "settings": (f"GET {IN}", f"PATCH {IN}"),
    "settings-section": (
        f"PATCH {IN}",
        f"GET {IN}/subsystem-rules",
        f"PUT {IN}/subsystem-rules",
        f"GET {IN}/public",
        f"PUT {IN}/public",
        f"POST {IN}/archive",
        f"DELETE {IN}/archive",
    ),
    "forge-settings": (
        f"GET {IN}/forge",
        f"PUT {IN}/forge",
        f"PUT {IN}/forge/repository",
        f"POST {IN}/forge/secret",
        f"POST {IN}/forge/probe",
        f"GET {IN}/forge/outbox",
        f"POST {IN}/forge/outbox/{{pk}}/retry",
    ),
    "deliveries": f"GET {IN}/deliveries",
    "replay-delivery": f"POST {IN}/deliveries/{{pk}}/replay",
    "gate-settings": (f"GET {IN}/gate", f"PUT {IN}/gate"),
    "repositories": ("GET /repositories", "POST /repositories"),
    "switcher": "GET /repositories",
    "members": ("GET /members", "PUT /members/{username}", "GET /installation", "PUT /installation"),
    "tokens": "GET /tokens",
    "revoke-token": "DELETE /tokens/{pk}",
    "vega": "a script of the pages",
    "example": "the way in for a first visitor, who has no token",
    "unsubscribe": "the key in a mail is the proof",
    "public": "open to everybody already",
    "badge": "open to everybody already",
}


def page_names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from page_names(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


@pytest.fixture(scope="module")
def operations() -> set[str]:
    paths: dict[str, Any] = api.get_openapi_schema(path_prefix="")["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


def test_every_page_stands_in_the_table() -> None:
    assert sorted(set(page_names(get_resolver("tracker.views.urls"))) ^ BEHIND.keys()) == []


def test_the_operations_behind_the_pages_exist(operations: set[str]) -> None:
    wanted = {one for row in BEHIND.values() for one in (row if isinstance(row, tuple) else (row,))}
    missing = {one for one in wanted if "/" in one} - operations
    assert sorted(missing) == []


def test_no_operation_is_without_a_page(operations: set[str]) -> None:
    wanted = {one for row in BEHIND.values() for one in (row if isinstance(row, tuple) else (row,))}
    extra = {"GET /me", f"GET {IN}/findings/export.{{form}}", f"GET {IN}/calls/export.{{form}}"}
    extra |= {f"GET {IN}/benchmarks/uploads/{{pk}}"}
    assert sorted(operations - wanted - extra) == []
