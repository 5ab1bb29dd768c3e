"""Documents of trees that were scanned before, kept beside the facts: nothing is scanned twice."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tracker.services import jobs
from tracker.services.jobs import Job, Progress

if TYPE_CHECKING:
    from scanner import Config, ScanDocument
    from scanner.source import Source


def run(
    job: Job, source: Source, config: Config, progress: Progress | None = None, *, keep: bool = True
) -> ScanDocument:
    """The document of a tree under a configuration: from memory where it is known. With ``keep`` a new
    one is remembered. Raises ScannerError."""
    from scanner import SqliteCache

    kept = SqliteCache(Path(job.cache))
    name = key(source, config)
    known = kept.load([name]).get(name)
    if known is not None:
        return _named(json.loads(known), source)
    document = jobs.run(job, progress, source, config)
    if keep:
        kept.save({name: json.dumps(document, separators=(",", ":")).encode()})
    return document


def key(source: Source, config: Config) -> str:
    """Everything a document depends on: the files, the configuration, the scanner, and the day, on
    which suppressions may end."""
    digest = blake2b(digest_size=20)
    for path, blob in source.files().items():
        digest.update(f"{path}\0{blob}\n".encode(errors="surrogateescape"))
    digest.update(f"{source.package}\0{source.name}\0{_plain(config)}".encode(errors="surrogateescape"))
    return f"document/{scanner_digest()}/{timezone.localdate()}/{digest.hexdigest()}"


@cache
def scanner_digest() -> str:
    """A digest of the scanner's own code and catalog, which an upgrade changes."""
    import scanner

    root = Path(scanner.__file__).parent
    digest = blake2b(digest_size=10)
    for file in sorted(path for pattern in ("**/*.py", "**/*.toml") for path in root.glob(pattern)):
        digest.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _plain(config: Config) -> str:
    """The configuration as text; sets are sorted, so that every process writes the same."""
    return json.dumps(asdict(config), sort_keys=True, default=_listed)


def _listed(value: Any) -> Any:
    return sorted(value) if isinstance(value, (set, frozenset)) else str(value)


def _named(document: Any, source: Source) -> ScanDocument:
    """The same tree may have been reached by another name."""
    document["target"] |= {"path": source.label, "commit": source.commit}
    return document  # type: ignore[no-any-return]  # what an earlier scan made of it
