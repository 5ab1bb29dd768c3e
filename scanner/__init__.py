"""Clearloop's scanner: which routes of a FastAPI code base block the event loop, and through which chain.

A pure library: it reads source text and never imports or executes the code it reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.errors import CatalogError, ConfigError, ScannerError, SourceError
from scanner.model import (
    SCHEMA,
    BlockingCallRecord,
    ChainStep,
    CostRecord,
    FindingRecord,
    HelperRecord,
    LoopRecord,
    RouteRecord,
    ScanDocument,
)

if TYPE_CHECKING:
    from scanner.api import scan
    from scanner.cache import cache_directory
    from scanner.changes import Changes
    from scanner.codemods.suggestions import Patch, Reading, Suggestion, suggest
    from scanner.config import Config, merged, read_config
    from scanner.delta import DeltaRecord, compare
    from scanner.facts.store import FactsCache, NoCache, SqliteCache
    from scanner.gate import failures, waived_units
    from scanner.remedies import Remedies
    from scanner.rows import expanded
    from scanner.sight import Seen, doubt, lost_files, lost_sight, seen
    from scanner.source import open_source
    from scanner.source.git import GitRepository
    from scanner.suppression import withdraw

__version__ = "0.1.0"
__all__ = [
    "SCHEMA",
    "BlockingCallRecord",
    "CatalogError",
    "ChainStep",
    "Changes",
    "Config",
    "ConfigError",
    "CostRecord",
    "DeltaRecord",
    "FactsCache",
    "FindingRecord",
    "GitRepository",
    "HelperRecord",
    "LoopRecord",
    "NoCache",
    "Patch",
    "Reading",
    "Remedies",
    "RouteRecord",
    "ScanDocument",
    "ScannerError",
    "Seen",
    "SourceError",
    "SqliteCache",
    "Suggestion",
    "cache_directory",
    "compare",
    "doubt",
    "expanded",
    "failures",
    "lost_files",
    "lost_sight",
    "merged",
    "open_source",
    "read_config",
    "scan",
    "seen",
    "suggest",
    "waived_units",
    "withdraw",
]

_HOMES = {
    "Changes": "scanner.changes",
    "Config": "scanner.config",
    "DeltaRecord": "scanner.delta",
    "FactsCache": "scanner.facts.store",
    "GitRepository": "scanner.source.git",
    "NoCache": "scanner.facts.store",
    "Patch": "scanner.codemods.suggestions",
    "Reading": "scanner.codemods.suggestions",
    "Remedies": "scanner.remedies",
    "SqliteCache": "scanner.facts.store",
    "cache_directory": "scanner.cache",
    "compare": "scanner.delta",
    "failures": "scanner.gate",
    "merged": "scanner.config",
    "read_config": "scanner.config",
    "open_source": "scanner.source",
    "scan": "scanner.api",
    "Seen": "scanner.sight",
    "doubt": "scanner.sight",
    "expanded": "scanner.rows",
    "lost_files": "scanner.sight",
    "lost_sight": "scanner.sight",
    "seen": "scanner.sight",
    "Suggestion": "scanner.codemods.suggestions",
    "suggest": "scanner.codemods.suggestions",
    "waived_units": "scanner.gate",
    "withdraw": "scanner.suppression",
}


def __getattr__(name: str) -> Any:
    """Import the heavier parts only when somebody asks for them."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(home), name)
    return found
