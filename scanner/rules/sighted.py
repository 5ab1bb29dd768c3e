"""Offloads that do not offload, or offload too much; coroutines that nobody awaits."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.engine.evidence import Evidence
from scanner.model import Level, ScanDocument
from scanner.rules.base import Found, last_name


class Sighted:
    """What was seen while functions ran is a finding as it stands: ``what -> (code, level, message)``."""

    told: dict[str, tuple[str, Level, str]] = {
        "offload-of-result": (
            "CL106",
            "warning",
            "{subject} is given what a call returned: the call already ran here",
        ),
        "blanket-offload": (
            "CL107",
            "warning",
            "{subject} offloads its whole body: a plain def says the same",
        ),
        "never-awaited": ("CL202", "warning", "the coroutine of {subject} is never awaited: nothing happens"),
        "lazy-load": (
            "CL203",
            "warning",
            "{unit} reads {subject}, which its AsyncSession has not loaded",
        ),
        "shared-session": (
            "CL207",
            "warning",
            "{subject} is one AsyncSession for several tasks that run at once",
        ),
        "session-to-task": (
            "CL301",
            "warning",
            "the session of the request goes to background task {subject}",
        ),
        "not-closed": ("CL302", "warning", "{unit} does not close {subject} on every path"),
        "crossed-session": (
            "CL303",
            "warning",
            "{subject} was loaded by one session and goes to another: merge it first",
        ),
        "left-open": (
            "CL305",
            "warning",
            "an exception of {subject} is caught without a rollback: the transaction stays open",
        ),
        "global-session": ("CL304", "warning", "{subject} is one session or connection for all requests"),
        "query-in-loop": ("CL306", "warning", "{subject} runs once for each turn of a loop"),
    }
    codes = tuple(sorted(code for code, _, _ in told.values()))

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterator[Found]:
        for seen in evidence.sightings:
            if seen.what in self.told:
                code, level, text = self.told[seen.what]
                message = text.format(subject=last_name(seen.subject), unit=last_name(seen.unit))
                yield Found(code, level, seen.unit, seen.subject, seen.file, seen.line, message)


RULES = (Sighted(),)
