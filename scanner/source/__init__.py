"""Where code is read from: a directory, or any revision in a git object store."""

from __future__ import annotations

from pathlib import Path

from scanner.source.directory import DirectorySource
from scanner.source.tree import Source

__all__ = ["DirectorySource", "Source", "open_source"]


def open_source(path: str | Path, rev: str | None = None) -> Source:
    """The tree at ``path``: as it lies on disk, or as ``rev`` of its git repository has it.

    ``path`` may be a subdirectory of a repository, a worktree or a bare repository; of a bare one
    without ``rev`` the head is taken, for it has no files of its own. Raises SourceError.
    """
    if rev is None and _is_bare(Path(path)):
        rev = "HEAD"
    if rev is None:
        return DirectorySource(path)
    # The git reader starts child processes; a scan of a directory needs none of that machinery.
    from scanner.source.git import GitRepository

    return GitRepository(path).source(rev)


def _is_bare(path: Path) -> bool:
    return all((path / name).exists() for name in ("HEAD", "objects", "refs"))
