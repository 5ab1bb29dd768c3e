"""One scan as a parcel: all it needs, nothing of Django, so that another process can do it.

Run as a module it does jobs that arrive as JSON lines on standard input, one answer line each, until
the input ends; so a child never outlives its parent by more than the scan at hand.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scanner import Config, ScanDocument
    from scanner.source import Source

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """``revision`` empty means the directory as it lies there. ``table`` and ``catalog`` are settings
    that go over what the tree says of its own scan; ``processes`` read source together."""

    place: str
    revision: str
    cache: str
    table: dict[str, Any] = field(default_factory=dict)
    catalog: list[dict[str, Any]] = field(default_factory=list)
    processes: int = 1

    def open(self) -> Source:
        from scanner import open_source

        return open_source(self.place, self.revision or None)


def run(
    job: Job,
    progress: Progress | None = None,
    source: Source | None = None,
    config: Config | None = None,
    *,
    keep: bool = True,
) -> ScanDocument:
    """The document of one tree, under its own configuration unless ``config`` is given. With ``keep`` it
    is recalled the next time. Raises ScannerError."""
    from scanner import SqliteCache, scan

    tree = source or job.open()
    cache = SqliteCache(Path(job.cache))
    chosen = config or configuration(job, tree)
    return scan(tree, config=chosen, cache=cache, progress=progress, keep=keep, jobs=job.processes)


def configuration(job: Job, source: Source) -> Config:
    """What the tree says of its own scan, with the settings of the repository put over it."""
    from scanner import merged, read_config

    config = merged(read_config(source), job.table, "settings")
    for rows in filter(None, job.catalog):
        config = merged(config, {"catalog": rows}, "settings")
    return config


def check(table: dict[str, Any], catalog: list[Any]) -> None:
    """Raises ConfigError for settings that no scan could use."""
    from scanner import Config, merged

    merged(Config(), table, "settings")
    for rows in catalog:
        merged(Config(), {"catalog": rows}, "settings")


def content(source: Source) -> str:
    """A digest of everything in a tree that its scan could depend on."""
    digest = blake2b(digest_size=16)
    for path, blob in source.files().items():
        if path.endswith((".py", ".toml", ".cfg")):
            digest.update(f"{path}\0{blob}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def packed(job: Job) -> str:
    return json.dumps(asdict(job))


def serve(requests: IO[str], answers: IO[str]) -> None:
    """Does each job of ``requests``; a tree seen before (by content) is answered from memory."""
    last: tuple[str, ScanDocument] | None = None
    for line in requests:
        answer: dict[str, Any]
        try:
            last = _answer(Job(**json.loads(line)), last)
            answer = {"document": last[1]}
        except Exception as error:  # noqa: BLE001 - the edge of this process: the parent is told, and goes on
            answer = {"error": str(error) or type(error).__name__}
        answers.write(json.dumps(answer, separators=(",", ":")) + "\n")
        answers.flush()


def _answer(job: Job, last: tuple[str, ScanDocument] | None) -> tuple[str, ScanDocument]:
    source = job.open()
    key = content(source)
    return last if last and last[0] == key else (key, run(job, source=source))


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
