"""Finding the importer of a file. Every module of this package with an ``IMPORTER`` takes part."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import tracker.importers
from tracker.importers.base import MAX_BYTES, MAX_MEASUREMENTS, MAX_RUNS, Importer, Report
from tracker.importers.errors import ImportFormatError, describe
from tracker.importers.source import Source


@cache
def importers() -> tuple[Importer, ...]:
    """All importers, by module name."""
    names = sorted(module.name for module in pkgutil.iter_modules(tracker.importers.__path__))
    modules = [importlib.import_module(f"tracker.importers.{name}") for name in names]
    return tuple(module.IMPORTER for module in modules if hasattr(module, "IMPORTER"))


def detect(source: Source) -> Importer:
    """The importer that recognises the content; raises ImportFormatError when none does."""
    for importer in importers():
        if importer.recognises(source):
            return importer
    known = ", ".join(importer.tool for importer in importers())
    raise ImportFormatError(expected=f"a result file of one of {known}", found=portrait(source))


def read_report(data: bytes, name: str = "", tool: str = "") -> Report:
    """One benchmark file in normal form; ``tool`` skips detection. Raises ImportFormatError."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1024**2:.1f} MB"
        raise ImportFormatError(expected=f"at most {MAX_BYTES // 1024**2} MB", found=size)
    if not data.strip():
        raise ImportFormatError(expected="a benchmark result file", found="an empty file")
    source = Source(data, name)
    report = (named(tool) if tool else detect(source)).read(source)
    refuse_excess(report)
    return report


def named(tool: str) -> Importer:
    for importer in importers():
        if importer.tool == tool:
            return importer
    known = ", ".join(importer.tool for importer in importers())
    raise ImportFormatError(expected=f"a tool out of {known}", found=describe(tool))


def refuse_excess(report: Report) -> None:
    """Bound what one file can add to the database."""
    measurements = sum(len(run.measurements) for run in report.runs)
    if len(report.runs) > MAX_RUNS or measurements > MAX_MEASUREMENTS:
        raise ImportFormatError(
            expected=f"at most {MAX_RUNS} runs and {MAX_MEASUREMENTS} measurements",
            found=f"{len(report.runs)} runs and {measurements} measurements",
        )
    if not measurements and not report.observations:
        raise ImportFormatError(expected="at least one measurement", found="none")


def portrait(source: Source) -> str:
    """What an unrecognised file looks like, in a few words."""
    if source.document is not None:
        return f"JSON: {describe(source.document)}"
    if "\x00" in source.head or source.head.count("�") > 8:
        return "a binary file"
    return f"text that begins {source.first_line[:80]!r}"
