"""Rules: what a scan recorded goes in, findings come out. Every module of this package may hold some."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

import scanner.rules
from scanner.engine.evidence import Evidence
from scanner.model import ChainStep, FindingRecord, Level, ScanDocument


class Found(NamedTuple):
    """A finding before it has an identity. ``subject`` is what tells it from others of the same code in
    the same unit: the blocking symbol, the name of an engine; never a line."""

    code: str
    level: Level
    unit: str
    subject: str
    file: str
    line: int
    message: str
    chain: list[ChainStep] = []


class Rule(Protocol):
    """Reports one code, or a few closely related ones."""

    codes: tuple[str, ...]

    def __call__(self, document: ScanDocument, evidence: Evidence) -> Iterable[Found]: ...


def rules() -> Iterator[Rule]:
    """All rules, found by walking the package: each module lists its own in ``RULES``."""
    for module in sorted(pkgutil.iter_modules(scanner.rules.__path__), key=lambda m: m.name):
        yield from getattr(importlib.import_module(f"scanner.rules.{module.name}"), "RULES", ())


def reported_codes() -> frozenset[str]:
    """Codes that some rule can report."""
    return frozenset(code for rule in rules() for code in rule.codes)


def report(document: ScanDocument, evidence: Evidence) -> list[FindingRecord]:
    """Every rule's findings in order of place. Two that say the same get an ordinal in their fingerprints."""
    found = sorted(
        {f[:6]: f for rule in rules() for f in rule(document, evidence)}.values(),
        key=lambda f: (f.file, f.line, f.code, f.unit, f.subject),
    )
    seen: dict[tuple[str, str, str], int] = {}
    records = []
    for each in found:
        key = each.code, each.unit, each.subject
        ordinal = seen[key] = seen.get(key, -1) + 1
        records.append(_record(each, ordinal))
    return records


def _record(found: Found, ordinal: int) -> FindingRecord:
    identity = "\0".join((found.code, found.unit, found.subject, str(ordinal)))
    return {
        "code": found.code,
        "unit": found.unit,
        "file": found.file,
        "line": found.line,
        "message": found.message,
        "chain": found.chain,
        "fingerprint": hashlib.sha256(identity.encode()).hexdigest(),
        "level": found.level,
    }


def last_name(symbol: str) -> str:
    """A symbol as people say it: ``app.db:get_db`` -> ``get_db``."""
    return symbol.rpartition(":")[2]


def many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
