"""A directory on disk, as it lies there."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path

from scanner.errors import SourceError
from scanner.model import DiagnosticRecord
from scanner.source.selection import excluded_children, is_excluded_directory, is_wanted
from scanner.source.tree import MAX_FILE_BYTES, problem


class DirectorySource:
    """Reads a working tree. Symbolic links are not followed: they would give one module two names,
    or lead out of the tree; each one left out is reported."""

    commit: str | None = None

    def __init__(self, path: str | Path) -> None:
        root = Path(path)
        if not root.exists():
            raise SourceError(f"{path}: no such directory")
        if not root.is_dir():
            raise SourceError(f"{path}: not a directory")
        self.label = str(path)
        self.root = root.resolve()
        self.name = self.root.name
        self.package = _enclosing_package(self.root)
        self._files: dict[str, str] | None = None
        self._problems: list[DiagnosticRecord] = []

    def files(self) -> dict[str, str]:
        if self._files is None:
            self._problems = []
            found = sorted(self._walk())
            blobs = ((path, self._blob_id(path)) for path in found)
            self._files = {path: blob for path, blob in blobs if blob is not None}
        return dict(self._files)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path in paths:
            try:
                yield path, (self.root / path).read_bytes()
            except OSError as error:
                self._note("unreadable", path, f"the file cannot be read any more: {error.strerror}")

    def problems(self) -> list[DiagnosticRecord]:
        self.files()
        return sorted(self._problems, key=itemgetter("file", "code"))

    def _walk(self) -> Iterator[str]:
        pending = [""]
        while pending:
            directory = pending.pop()
            prefix = f"{directory}/" if directory else ""
            directories, names = self._children(directory)
            hidden = excluded_children(directories, names)
            pending += [
                f"{prefix}{name}"
                for name in directories
                if not self._is_pruned(f"{prefix}{name}", name in hidden)
            ]
            yield from (f"{prefix}{name}" for name in names)

    def _children(self, directory: str) -> tuple[list[str], list[str]]:
        """Child directories and wanted files, links and special files left out."""
        directories, names = [], []
        try:
            entries = sorted(os.scandir(self.root / directory), key=lambda entry: entry.name)
        except OSError as error:
            if not directory:
                raise SourceError(f"{self.label}: {error.strerror}") from error
            self._note(
                "unreadable",
                directory,
                f"the directory cannot be read: {error.strerror}",
            )
            return [], []
        for entry in entries:
            if not self._is_usable(entry, directory):
                continue
            if entry.is_dir(follow_symlinks=False):
                directories.append(entry.name)
            elif is_wanted(entry.name) and entry.is_file(follow_symlinks=False):
                names.append(entry.name)
        return directories, names

    def _is_usable(self, entry: os.DirEntry[str], directory: str) -> bool:
        path = f"{directory}/{entry.name}" if directory else entry.name
        if not _is_text(entry.name):
            self._note(
                "file-name",
                directory,
                "a file is left out: its name is not valid UTF-8",
            )
            return False
        if entry.is_symlink() and not is_excluded_directory(entry.name):
            if is_wanted(entry.name) or Path(entry.path).is_dir() or _is_loop(entry.path):
                self._note("symlink", path, "symbolic link not followed")
            return False
        return True

    def _is_pruned(self, path: str, is_build_output: bool) -> bool:
        if is_excluded_directory(path.rpartition("/")[2]):
            return True
        if is_build_output and not (self.root / path / "__init__.py").is_file():
            return True
        return (self.root / path / "pyvenv.cfg").is_file()

    def _blob_id(self, path: str) -> str | None:
        try:
            with (self.root / path).open("rb") as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode):
                    return None
                if status.st_size > MAX_FILE_BYTES:
                    self._note("file-too-large", path, f"{status.st_size} bytes: not read")
                    return None
                return blob_id(file.read())
        except OSError as error:
            self._note("unreadable", path, f"the file cannot be read: {error.strerror}")
            return None

    def _note(self, code: str, path: str, message: str) -> None:
        self._problems.append(problem("warning", code, path, message))


def blob_id(content: bytes) -> str:
    """The id git gives to a file of this content (SHA-1, hexadecimal)."""
    digest = hashlib.sha1(b"blob %d\0" % len(content), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest()


def _enclosing_package(root: Path) -> str:
    names: list[str] = []
    while (root / "__init__.py").is_file() and root.name.isidentifier():
        names.insert(0, root.name)
        root = root.parent
    return ".".join(names)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_loop(path: str) -> bool:
    try:
        Path(path).stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False
