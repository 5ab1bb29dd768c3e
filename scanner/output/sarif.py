"""SARIF 2.1.0, as GitHub code scanning takes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from scanner.causes import Cause
from scanner.delta import DeltaRecord, UnitChange
from scanner.model import ChainStep, DiagnosticRecord, FindingRecord, Level, ScanDocument
from scanner.output.explanations import explain
from scanner.output.layout import laid_out
from scanner.output.wording import incompleteness, short_symbol

Json = dict[str, object]

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "note"}
SEVERITIES: dict[Level, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
# An upload with more results is refused as a whole.
MAX_RESULTS = 25_000
MAX_STEPS = 1_000
MAX_TEXT = 1_024
# A result or a rule's part on each line.
LAID_OUT = 4


def render(document: ScanDocument, delta: DeltaRecord | None = None, *, prefix: str = "") -> str:
    """One run with every finding nobody suppressed. ``prefix`` leads from the repository's root to
    the scanned directory. With a delta each result says whether it is new, and a new one which routes
    it turned and where the change that did it lies."""
    run = {
        "tool": {"driver": _driver(document)},
        "automationDetails": {"id": f"clearloop/{prefix}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(document, prefix)],
        "results": _results(document, delta, prefix),
    }
    log = {"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]}
    return laid_out(log, LAID_OUT) + "\n"


def _driver(document: ScanDocument) -> Json:
    levels: dict[str, Level] = {}
    for finding in document["findings"]:
        levels.setdefault(finding["code"], finding["level"])
    return {
        "name": "Clearloop",
        "semanticVersion": document["scanner"]["version"],
        "rules": [_rule(code, levels[code]) for code in sorted(levels)],
    }


def _rule(code: str, level: Level) -> Json:
    about = explain(code)
    return {
        "id": code,
        "name": _pascal(about.title),
        "shortDescription": {"text": about.title},
        "fullDescription": {"text": f"{about.title}. {about.remedy}"[:MAX_TEXT]},
        "help": {"text": about.remedy, "markdown": f"**{about.title}**\n\n{about.remedy}"},
        "defaultConfiguration": {"level": LEVELS[level]},
        "properties": {
            "tags": ["performance", "async"],
            "precision": about.precision,
            "problem.severity": SEVERITIES[level],
        },
    }


def _pascal(title: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in title).split()
    return "".join(word[:1].upper() + word[1:] for word in words)


def _results(document: ScanDocument, delta: DeltaRecord | None, prefix: str) -> list[Json]:
    shown = [each for each in document["findings"] if "suppressed" not in each]
    rules = {
        code: index for index, code in enumerate(sorted({each["code"] for each in document["findings"]}))
    }
    order = list(LEVELS)
    kept = sorted(shown, key=lambda each: order.index(each["level"]))[:MAX_RESULTS]
    new = {each["fingerprint"] for each in delta["findings_new"]} if delta is not None else set()
    seen: Counter[str] = Counter()
    results = []
    for finding in kept:
        seen[finding["fingerprint"]] += 1
        result = _result(finding, rules[finding["code"]], seen[finding["fingerprint"]], prefix)
        if delta is not None:
            result["baselineState"] = "new" if finding["fingerprint"] in new else "unchanged"
            _tell_causes(result, finding, delta["newly_blocking"], prefix)
        results.append(result)
    return results


def _result(finding: FindingRecord, rule: int, ordinal: int, prefix: str) -> Json:
    result: Json = {
        "ruleId": finding["code"],
        "ruleIndex": rule,
        "level": LEVELS[finding["level"]],
        "message": {"text": finding["message"]},
        "locations": [_location(finding["file"], finding["line"], prefix, finding["unit"])],
        "partialFingerprints": {"primaryLocationLineHash": f"{finding['fingerprint']}:{ordinal}"},
    }
    if finding["chain"]:
        result["codeFlows"] = [{"threadFlows": [{"locations": _flow(finding["chain"], prefix)}]}]
    return result


def _tell_causes(result: Json, finding: FindingRecord, blocking: Iterable[UnitChange], prefix: str) -> None:
    """Adds to a result what the change turned, with links to the changed lines."""
    turned = [each for each in blocking if finding["unit"] in (each["id"], each["symbol"])]
    if not turned:
        return
    causes = turned[0]["causes"]
    names = ", ".join(dict.fromkeys(each["name"] for each in turned))
    links = ", ".join(
        f"[{cause['file']}:{cause['line']}]({number})" for number, cause in enumerate(causes, 1)
    )
    changed = f"; changed: {links}" if links else ""
    result["message"] = {"text": f"{finding['message']} (newly blocks: {names}{changed})"}
    result["relatedLocations"] = [_related(cause, number, prefix) for number, cause in enumerate(causes, 1)]


def _related(cause: Cause, number: int, prefix: str) -> Json:
    place = _location(cause["file"], cause["line"], prefix, cause["symbol"])
    return {"id": number, **place, "message": {"text": f"changed: {cause['text']}"}}


def _flow(chain: Iterable[ChainStep], prefix: str) -> list[Json]:
    return [
        {
            "location": {
                **_location(step["file"], step["line"], prefix, step["symbol"]),
                "message": {"text": short_symbol(step["symbol"])},
            },
            "nestingLevel": depth,
        }
        for depth, step in enumerate(list(chain)[:MAX_STEPS])
    ]


def _location(file: str, line: int, prefix: str, symbol: str) -> Json:
    start = max(1, line)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(prefix + file), "uriBaseId": "%SRCROOT%"},
            # Findings are about lines; the upload wants columns, so the first one stands for the line.
            "region": {"startLine": start, "startColumn": 1, "endLine": start, "endColumn": 2},
        },
        "logicalLocations": [{"fullyQualifiedName": symbol}],
    }


def _invocation(document: ScanDocument, prefix: str) -> Json:
    reason = incompleteness(document)
    notes = [_notification(each, prefix) for each in document["diagnostics"]]
    if reason is not None:
        notes.append({"level": "error", "message": {"text": f"Incomplete scan: {reason}"}})
    return {"executionSuccessful": reason is None, "toolExecutionNotifications": notes}


def _notification(diagnostic: DiagnosticRecord, prefix: str) -> Json:
    note: Json = {
        "level": LEVELS[diagnostic["level"]],
        "message": {"text": diagnostic["message"]},
        "descriptor": {"id": diagnostic["code"]},
    }
    if diagnostic["file"]:
        place = _location(diagnostic["file"], diagnostic["line"], prefix, diagnostic["code"])
        note["locations"] = [{"physicalLocation": place["physicalLocation"]}]
    return note
