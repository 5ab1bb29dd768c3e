"""What every place that code can be read from has in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from scanner.model import DiagnosticRecord, Level

MAX_FILE_BYTES = 16 * 1024 * 1024


class Source(Protocol):
    """A tree of files, read without importing or executing anything.

    ``label`` is how a person would name the tree, ``commit`` the full id of the revision when the
    tree is one, ``package`` the dotted name of the package whose directory the root itself is
    (empty when the root is an ordinary directory), ``name`` that directory's plain name.
    """

    @property
    def label(self) -> str: ...

    @property
    def commit(self) -> str | None: ...

    @property
    def package(self) -> str: ...

    @property
    def name(self) -> str: ...

    def files(self) -> dict[str, str]:
        """Relative posix path -> git blob id, sorted by path. Raises SourceError."""
        ...

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The files' bytes, in the order asked; a file that vanished meanwhile is left out."""
        ...

    def problems(self) -> list[DiagnosticRecord]:
        """What ``files()`` had to leave out and why, for a person to know."""
        ...


def problem(level: Level, code: str, path: str, message: str) -> DiagnosticRecord:
    """A diagnostic about a whole file."""
    return {"level": level, "code": code, "file": path, "line": 1, "message": message}
