"""Any revision of a git repository, read from its object store: no checkout, hook, filter or network.

The only module of the scanner that starts a child process. A repository is hostile until proven
otherwise: its own configuration may name commands to run, so nothing is asked of git that would
look at the working tree, page, diff through a driver or fetch.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from scanner.errors import SourceError
from scanner.model import DiagnosticRecord
from scanner.source.selection import select
from scanner.source.tree import MAX_FILE_BYTES, problem

_OPTIONS = (
    "--no-pager",
    "--literal-pathspecs",
    # Reading objects executes nothing, so the owner of a mounted repository may be somebody else.
    *("-c", "safe.directory=*"),
    # A partial clone would otherwise fetch what is missing, by a command its own configuration names.
    *("-c", "protocol.allow=never"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.quotePath=false"),
)
_BATCH = 200
_REVISION = re.compile(r"[^\x00-\x20\x7f-][^\x00-\x1f\x7f]*")
_LINK, _REGULAR = b"120000", (b"100644", b"100755", b"100664")


class Unread(NamedTuple):
    """Why a file of a revision has no bytes."""

    code: str
    reason: str


_BROKEN = Unread("unreadable", "its object in the repository is broken")


class GitRepository:
    """A repository on disk: working tree, linked worktree, bare mirror, or a subdirectory of one."""

    def __init__(self, path: str | Path) -> None:
        self.label = str(path)
        self._base, missing = _existing_part(Path(path))
        try:
            inside = self._run("rev-parse", "--show-prefix").decode().rstrip("\n")
        except SourceError as error:
            raise SourceError(f"{path}: not a git repository") from error
        self.prefix = "/".join(part for part in (inside.strip("/"), missing) if part)
        self.name = (self.prefix.rpartition("/")[2] or self._base.resolve().name).removesuffix(".git")
        self._reader: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child process that reads objects; the next read starts another."""
        if self._reader is not None:
            self._reader.communicate()
            self._reader = None

    def __del__(self) -> None:
        if getattr(self, "_reader", None) is not None:
            self.close()

    def resolve(self, rev: str) -> str:
        """The full id of the commit that ``rev`` names. Raises SourceError."""
        if not _REVISION.fullmatch(rev):
            raise SourceError(f"{rev!r} is not a revision")
        try:
            return self._run("rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}").decode().strip()
        except SourceError as error:
            raise SourceError(f"{self.label}: unknown revision {rev!r}") from error

    def merge_base(self, one: str, other: str) -> str:
        """The newest commit both have in common. Raises SourceError when histories are unrelated."""
        ids = self.resolve(one), self.resolve(other)
        try:
            return self._run("merge-base", *ids).decode().strip()
        except SourceError as error:
            hint = " (a shallow clone: fetch more history)" if self._is_shallow() else ""
            raise SourceError(
                f"{self.label}: {one!r} and {other!r} have no commit in common{hint}"
            ) from error

    def _is_shallow(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def source(self, rev: str) -> GitSource:
        """The tree of ``rev`` below this repository's path. Raises SourceError."""
        return GitSource(self, self.resolve(rev), f"{self.label}@{rev}")

    def tree(self, commit: str) -> Iterator[tuple[bytes, str, str]]:
        """(mode, object id, path) of all below the prefix; paths that are not UTF-8 hold surrogates."""
        tree = f"{commit}:{self.prefix}" if self.prefix else commit
        try:
            listing = self._run("ls-tree", "-r", "-z", "--full-tree", tree)
        except SourceError as error:
            raise SourceError(f"{self.label}: {commit[:12]} has no directory {self.prefix!r}") from error
        for row in listing.split(b"\0"):
            if row:
                about, _, path = row.partition(b"\t")
                mode, _, object_id = about.split(b" ")
                yield mode, object_id.decode(), path.decode(errors="surrogateescape")

    def package(self, commit: str) -> str:
        """Dotted name of the package whose directory the prefix is, or nothing."""
        names: list[str] = []
        parts = self.prefix.split("/") if self.prefix else []
        while parts and parts[-1].isidentifier() and self._has(commit, "/".join([*parts, "__init__.py"])):
            names.insert(0, parts.pop())
        return ".".join(names)

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | Unread]]:
        """(id, bytes) of each object in the order asked."""
        rest = iter(ids)
        while batch := list(islice(rest, _BATCH)):
            while batch:
                answered = 0
                for found in self._read_batch(batch):
                    answered += 1
                    yield found
                batch = batch[answered:]

    def _read_batch(self, ids: list[str]) -> Iterator[tuple[str, bytes | Unread]]:
        """Answers for the first of ``ids``: for all of them, or up to one that git died of."""
        stdin, stdout = self._open_reader()
        # A batch of ids fits the pipe's buffer, so writing it whole before reading cannot block for ever.
        with contextlib.suppress(BrokenPipeError):
            stdin.write("".join(f"{object_id}\n" for object_id in ids).encode())
            stdin.flush()
        unread = len(ids)
        try:
            for object_id in ids:
                content = _read_object(stdout)
                unread -= content is not None
                yield object_id, _BROKEN if content is None else content
                if content is None:
                    return
        finally:
            if unread:
                # Whoever asked stopped listening, or git died: what it still says must not answer the
                # next question.
                self.close()

    def _open_reader(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._reader is None or self._reader.poll() is not None:
            self._reader = _start(self._base, ("cat-file", "--batch"))
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        return self._reader.stdin, self._reader.stdout

    def _has(self, commit: str, path: str) -> bool:
        try:
            self._run("cat-file", "-e", f"{commit}:{path}")
        except SourceError:
            return False
        return True

    def _run(self, *arguments: str) -> bytes:
        process = _start(self._base, arguments)
        output, complaint = process.communicate()
        if process.returncode:
            lines = complaint.decode(errors="replace").strip().splitlines()
            raise SourceError(f"{self.label}: git {arguments[0]}: {lines[0] if lines else 'failed'}")
        return output


class GitSource:
    """One commit's tree, as a Source."""

    def __init__(self, repository: GitRepository, commit: str, label: str) -> None:
        self.repository = repository
        self.commit: str | None = commit
        self.label = label
        self.package = repository.package(commit)
        self.name = repository.name
        self._commit = commit
        self._files: dict[str, str] | None = None
        self._problems: list[DiagnosticRecord] = []

    def files(self) -> dict[str, str]:
        if self._files is None:
            self._problems = []
            listing = {path: (mode, blob) for mode, blob, path in self.repository.tree(self._commit)}
            self._note_links([path for path, (mode, _) in listing.items() if mode == _LINK])
            self._files = {
                path: listing[path][1]
                for path in sorted(select(listing))
                if self._is_file(path, listing[path][0])
            }
        return dict(self._files)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        known = self.files()
        asked = [path for path in paths if path in known]
        contents = self.repository.blobs(known[path] for path in asked)
        for path, (_, content) in zip(asked, contents, strict=True):
            if isinstance(content, bytes):
                yield path, content
            else:
                self._problems.append(problem("warning", content.code, path, content.reason))

    def problems(self) -> list[DiagnosticRecord]:
        self.files()
        return sorted(self._problems, key=itemgetter("file", "code"))

    def _note_links(self, links: list[str]) -> None:
        """Reports the links to modules and, as far as a name can tell, to directories."""
        inside = {f"{path}/module.py": path for path in links if "." not in path.rpartition("/")[2]}
        modules = [path for path in links if path.endswith(".py")]
        for path in sorted([*select(modules), *(inside[each] for each in select(inside))]):
            self._problems.append(problem("warning", "symlink", path, "symbolic link not followed"))

    def _is_file(self, path: str, mode: bytes) -> bool:
        if not path.isascii() and any("\udc80" <= character <= "\udcff" for character in path):
            message = "a file is left out: its name is not valid UTF-8"
            self._problems.append(problem("warning", "file-name", "", message))
            return False
        return mode in _REGULAR


def _read_object(stdout: IO[bytes]) -> bytes | Unread | None:
    """The next object's bytes, why there are none, or nothing if git said no more."""
    header = stdout.readline().split()
    if not header:
        return None
    if len(header) != 3:
        return Unread("unreadable", "its object is missing from the repository")
    size = int(header[2])
    if size > MAX_FILE_BYTES:
        _skip(stdout, size + 1)
        return Unread("file-too-large", f"{size} bytes: not read")
    content = stdout.read(size)
    stdout.read(1)
    return content if len(content) == size else None


def _skip(stdout: IO[bytes], size: int) -> None:
    while size > 0 and (part := stdout.read(min(size, 1 << 20))):
        size -= len(part)


def _existing_part(path: Path) -> tuple[Path, str]:
    """The nearest directory that exists and the rest of the path: a revision may hold directories
    that the working tree has lost."""
    missing: list[str] = []
    while not path.is_dir():
        if path == path.parent or path.exists():
            raise SourceError(f"{path}: not a directory")
        missing.insert(0, path.name)
        path = path.parent
    return path, "/".join(missing)


def _start(directory: Path, arguments: Iterable[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603  # a list, no shell; revisions were validated
            ["git", *_OPTIONS, *arguments],  # noqa: S607  # whichever git the caller's PATH offers
            cwd=directory,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError as error:
        raise SourceError("the git command is not installed") from error


def _environment() -> dict[str, str]:
    """The caller's environment without what would point git at another repository or configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
