"""Whole documents by content: an unchanged tree under unchanged rules is not judged again."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import hashlib
import json
import time
from pathlib import Path

from scanner.config import Config
from scanner.facts.store import FactsCache
from scanner.model import ScanDocument
from scanner.source.tree import Source


def document_key(source: Source, config: Config) -> str:
    """Cache key of a scan: the files it would read, its configuration, this scanner, and today.

    The day counts because suppressions expire.
    """
    digest = _project(source, config)
    digest.update(today().encode())
    for path, blob in read_files(source, config).items():
        digest.update(f"{path}\0{blob}\0".encode("utf-8", "surrogateescape"))
    return f"document/{digest.hexdigest()}"


def project_key(source: Source, config: Config) -> str:
    """What scans have in common that differ by nothing but the content of files, and the day."""
    return _project(source, config).hexdigest()


def read_files(source: Source, config: Config) -> dict[str, str]:
    """The files a scan would read, by path, with their git blob ids."""
    files = source.files()
    return {path: files[path] for path in (*config.select(files), *config.select_configuration(files))}


def today() -> str:
    """The day that decides whether a suppression has expired."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _project(source: Source, config: Config) -> hashlib._Hash:
    source.files()
    digest = hashlib.sha256()
    for part in (code_digest(), _stable(config), source.package, source.name, source.problems()):
        digest.update(f"{part}\0".encode())
    return digest


def _stable(config: Config) -> str:
    """The configuration as text; sets have no order that lasts."""
    return json.dumps(
        dataclasses.asdict(config),
        sort_keys=True,
        default=lambda v: sorted(v) if isinstance(v, frozenset) else str(v),
    )


@functools.cache
def code_digest() -> str:
    """What the scanner itself consists of: a changed rule or catalog row makes other documents."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.toml")]):
        found = path.stat()
        digest.update(f"{path.relative_to(root)}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def recall(key: str, source: Source, cache: FactsCache, started: float) -> ScanDocument | None:
    """The document of an earlier scan of the same files, with this scan's place and time."""
    payload = cache.load([key]).get(key)
    if payload is None:
        return None
    try:
        return stamped(json.loads(payload), source, started)
    except (ValueError, KeyError, TypeError):
        return None


def stamped(document: ScanDocument, source: Source, started: float) -> ScanDocument:
    """An earlier document with a scan's own place and time. Raises KeyError or TypeError for no document."""
    document["target"]["path"] = source.label
    document["target"]["commit"] = source.commit
    scanner = document["scanner"]
    scanner["files_cached"] += scanner["files_parsed"]
    scanner["files_parsed"] = 0
    scanner["seconds"] = round(time.perf_counter() - started, 3)
    return document


def remember(key: str, document: ScanDocument, cache: FactsCache) -> None:
    cache.save({key: json.dumps(document, separators=(",", ":")).encode()})
