"""Findings somebody decided to live with: comments beside the code, and rows of the configuration."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from scanner.changes import Changes
from scanner.config import Config
from scanner.model import DiagnosticRecord, FindingRecord, ScanDocument
from scanner.source.tree import problem

_COMMENT = re.compile(r"#\s*clearloop:\s*ignore(?P<codes>\[[^\]]*\])?(?P<rest>[^#]*)", re.IGNORECASE)
# What begins with a digit is meant as a date wherever it stands; another word only at the end.
_UNTIL = re.compile(r"[\s,;(]*\buntil\s+(?:(?P<day>\d[^\s,;)]*)[,;)]*|(?P<word>\S+?)\)?$)")
_CODE = re.compile(r"CL\d{3}")

LineOf = Callable[[str, int], str]
Place = tuple[str, int]


class Comment(NamedTuple):
    """``# clearloop: ignore[CL101] reason, until 2030-12-31``. ``mistake`` says why a comment that
    was meant as one has no effect."""

    codes: frozenset[str]
    reason: str
    until: datetime.date | None
    mistake: str | None = None


def parse_comment(line: str) -> Comment | None:
    """The suppression in a source line, or None when there is none."""
    match = _COMMENT.search(_comment_part(line))
    if match is None:
        return None
    codes = frozenset(code.strip() for code in (match["codes"] or "[]")[1:-1].split(",") if code.strip())
    reason = match["rest"].strip()
    until = _UNTIL.search(reason)
    reason = f"{reason[: until.start()]} {reason[until.end() :].lstrip()}".strip() if until else reason
    try:
        day = datetime.date.fromisoformat(until["day"] or until["word"]) if until else None
    except ValueError:
        return Comment(codes, reason, None, "its date is not written as YYYY-MM-DD")
    return Comment(codes, reason, day, _mistake(codes, reason))


def _comment_part(line: str) -> str:
    """From the first ``#`` that stands in no string on."""
    if "#" not in line:
        return ""
    quote, skip = "", False
    for place, char in enumerate(line):
        if skip:
            skip = False
        elif char == "\\" and quote:
            skip = True
        elif char == quote:
            quote = ""
        elif not quote and char in "'\"":
            quote = char
        elif not quote and char == "#":
            return line[place:]
    return ""


def _mistake(codes: frozenset[str], reason: str) -> str | None:
    if not codes or not all(_CODE.fullmatch(code) for code in codes):
        return "it names no finding code such as [CL101]"
    return None if reason else "it gives no reason"


def suppress(
    findings: Iterable[FindingRecord],
    config: Config,
    line_of: LineOf,
    today: datetime.date,
    units: Mapping[str, Place] = MappingProxyType({}),
) -> list[DiagnosticRecord]:
    """Marks suppressed findings in place with the reason; returns what is wrong with comments.

    ``line_of(file, line)`` gives a source line, ``units`` where units are defined. A comment counts on the
    finding's own line, and on the ``def`` line of the unit it belongs to.
    """
    notes: dict[Place, DiagnosticRecord] = {}
    for finding in findings:
        reason = _commented(finding, _places(finding, units), line_of, today, notes) or _configured(
            finding, config, today
        )
        if reason is not None:
            finding["suppressed"] = reason
    return [notes[place] for place in sorted(notes)]


def defined(document: ScanDocument) -> dict[str, Place]:
    """Where each unit of a scan is defined."""
    helpers = {u["name"]: (u["file"], u["line"]) for u in document["helpers"]}
    return helpers | {u["handler"]: (u["file"], u["line"]) for u in document["routes"]}


def _places(finding: FindingRecord, units: Mapping[str, Place]) -> list[Place]:
    unit = [(step["file"], step["line"]) for step in finding["chain"][:1]]
    if not unit and finding["unit"] in units:
        unit = [units[finding["unit"]]]
    return list(dict.fromkeys([(finding["file"], finding["line"]), *unit]))


def _commented(
    finding: FindingRecord,
    places: Iterable[Place],
    line_of: LineOf,
    today: datetime.date,
    notes: dict[Place, DiagnosticRecord],
) -> str | None:
    """The reason of a comment that counts for a finding; what is wrong with one that does not is noted."""
    for place in places:
        comment = parse_comment(line_of(*place))
        complaint = _complaint(comment, finding["code"], today)
        if complaint is not None:
            notes[place] = problem("warning", "suppression", place[0], complaint) | {"line": place[1]}
        elif comment is not None and finding["code"] in comment.codes:
            return comment.reason
    return None


def withdraw(document: ScanDocument, config: Config, changes: Changes, today: datetime.date) -> None:
    """Takes back, in place, the suppressions that a change brought along itself: comments on lines it
    touched. What ``config`` covers stays covered, and so does what a comment on an untouched line does."""
    units = defined(document)
    for finding in document["findings"]:
        if "suppressed" not in finding or _covered(finding, config, today):
            continue
        places = _places(finding, units)
        if _commented(finding, places, lambda *place: _untouched(changes, *place), today, {}) is None:
            del finding["suppressed"]
            document["summary"]["findings"] += 1


def _untouched(changes: Changes, file: str, line: int) -> str:
    """A line as it is; nothing where the change touched it."""
    touched = any(first <= line <= last for first, last in changes.lines(file))
    return "" if touched else changes.text(file, line)


def _complaint(comment: Comment | None, code: str, today: datetime.date) -> str | None:
    """Why a comment that seems meant for this finding does not count, or None."""
    if comment is None:
        return None
    if comment.mistake is not None:
        return f"a suppression has no effect: {comment.mistake}"
    if code in comment.codes and comment.until is not None and comment.until < today:
        return f"the suppression of {code} ended on {comment.until}"
    return None


def _configured(finding: FindingRecord, config: Config, today: datetime.date) -> str | None:
    return _covered(finding, config, today)


def _covered(finding: FindingRecord, config: Config, today: datetime.date) -> str | None:
    """The reason of the configuration's row that covers a finding, if one does."""
    for row in config.suppressions:
        if row.covers(finding["code"], finding["unit"], finding["file"], today):
            return row.reason
    return None
