"""A tree of files that exists only in a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanner.facts.module import blob_id
from scanner.model import DiagnosticRecord


class MemorySource:
    """A source for scans, made of texts by path."""

    label, commit, package, name = "memory", None, "", "memory"

    def __init__(self, files: dict[str, str]) -> None:
        self._files = {path: text.encode() for path, text in sorted(files.items())}

    def files(self) -> dict[str, str]:
        return {path: blob_id(content) for path, content in self._files.items()}

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return ((path, self._files[path]) for path in paths if path in self._files)

    def problems(self) -> list[DiagnosticRecord]:
        return []
