"""The command: ``python -m scanner`` and ``manage.py scan`` share every line of it.

Exit status: 0 scanned (and the gate passed), 1 the gate failed, 2 could not scan; then the reason
is on stderr and nothing on stdout.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scanner.errors import ConfigError, ScannerError, SourceError

if TYPE_CHECKING:
    from scanner.changes import Changes
    from scanner.config import Config
    from scanner.delta import DeltaRecord
    from scanner.facts.store import FactsCache
    from scanner.model import ScanDocument
    from scanner.source import Source

PASSED, GATE_FAILED, NOT_SCANNED, INTERRUPTED = 0, 1, 2, 130
FORMATS = {
    "text": "scanner.output.text",
    "json": "scanner.output.json_report",
    "markdown": "scanner.output.markdown",
    "sarif": "scanner.output.sarif",
    "github": "scanner.output.github",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Parses the arguments (the process's own by default), scans, prints; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m scanner",
        description="Find the routes and helpers of a FastAPI code base that block its event loop.",
        epilog="Exit status: 0 scanned and the gate passed, 1 the gate failed, 2 could not scan.",
    )
    add_arguments(parser)
    return run(parser.parse_args(arguments))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the command's arguments on any parser."""
    parser.add_argument("path", metavar="PATH", help="directory, repository or bare repository to scan")
    parser.add_argument("--rev", help="scan this revision from the object store instead of the files on disk")
    parser.add_argument(
        "--base", metavar="REV", help="also scan the merge base with REV and report the difference"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="form of the report (default: text)"
    )
    parser.add_argument("--output", metavar="FILE", help="write the report to FILE, whole or not at all")
    parser.add_argument(
        "--config", metavar="FILE", help="configuration instead of the target's own pyproject.toml"
    )
    parser.add_argument(
        "--no-cache", action="store_true", help="compute everything anew and remember nothing"
    )
    parser.add_argument(
        "--fail-on", choices=("new-blocking", "any-blocking"), help="exit with status 1 on blocking units"
    )
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        default=os.cpu_count() or 1,
        help="processes to read source with (default: one per core)",
    )
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes")
    return int(text)


class Report(NamedTuple):
    """What there is to print, and what the gate says about it. ``prefix`` leads from the
    repository's root to the scanned directory."""

    document: ScanDocument
    delta: DeltaRecord | None
    prefix: str
    gate_failures: list[str]


def run(options: argparse.Namespace) -> int:
    """Does what the parsed arguments ask; returns the exit status."""
    progress = _Progress(enabled=not options.quiet and sys.stderr.isatty())
    try:
        report = _scan(options, progress)
        progress.clear()
        _write(report, options)
    except ScannerError as error:
        progress.clear()
        return _complain(str(error))
    except KeyboardInterrupt:
        progress.clear()
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough. What is still buffered must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception:  # noqa: BLE001  # the process edge: a crash is "could not scan", never a failed gate
        import traceback

        progress.clear()
        traceback.print_exc()
        return _complain("internal error: please report it with the lines above")
    for failure in report.gate_failures:
        sys.stderr.write(f"gate failed: {failure}\n")
    return GATE_FAILED if report.gate_failures else PASSED


def _complain(message: str) -> int:
    sys.stderr.write(f"error: {' '.join(message.split())}\n")
    return NOT_SCANNED


def _scan(options: argparse.Namespace, progress: _Progress) -> Report:
    if options.fail_on == "new-blocking" and not options.base:
        raise ConfigError("--fail-on new-blocking needs --base REV to compare with")
    from scanner.changes import Changes
    from scanner.gate import failures
    from scanner.sight import doubt, lost_files, lost_sight, seen

    head, base = _sources(options)
    config = _config(options, base or head)
    cache = _cache(options)
    document = _scan_one(head, config, cache, progress, options.jobs)
    delta = None
    if base is not None:
        gc.collect()  # what the first scan built need not lie beside what the second builds
        before = _scan_one(base, config, cache, progress, options.jobs)
        changes = Changes(base, head)
        lost = lost_files(before, document, changes.was_there)
        doubt(document, lost + lost_sight(seen(before), seen(document)))
        delta = _difference(before, document, changes, config)
    failed = failures(document, delta, options.fail_on or config.fail_on)
    return Report(document, delta, _prefix(Path(options.path)), failed)


def _difference(
    before: ScanDocument, document: ScanDocument, changes: Changes, config: Config
) -> DeltaRecord:
    """The delta, once the change's own suppressions are taken back: it must not waive itself."""
    from datetime import UTC, datetime

    from scanner.delta import compare
    from scanner.suppression import withdraw

    withdraw(document, config, changes, datetime.now(UTC).date())
    return compare(before, document, changes=changes)


def _sources(options: argparse.Namespace) -> tuple[Source, Source | None]:
    """The tree to scan, and the one to compare it with."""
    from scanner.source import open_source

    head = open_source(options.path, options.rev)
    if not options.base:
        return head, None
    from scanner.source.git import GitRepository

    repository = GitRepository(options.path)
    return head, repository.source(repository.merge_base(options.base, head.commit or "HEAD"))


def _config(options: argparse.Namespace, source: Source) -> Config:
    """The configuration of the base where there is one: a change must not waive itself."""
    from scanner.config import load_config, read_config

    return load_config(options.config) if options.config else read_config(source)


def _cache(options: argparse.Namespace) -> FactsCache:
    from scanner.cache import cache_directory
    from scanner.facts.store import NoCache, SqliteCache

    return NoCache() if options.no_cache else SqliteCache(cache_directory())


def _scan_one(
    source: Source, config: Config, cache: FactsCache, progress: _Progress, jobs: int
) -> ScanDocument:
    from scanner.api import scan

    return scan(source, config=config, cache=cache, progress=progress.show, jobs=jobs)


def _prefix(path: Path) -> str:
    """ "backend/" when the scanned directory is that one of a repository, else nothing."""
    resolved = path.resolve()
    for root in (resolved, *resolved.parents):
        if (root / ".git").exists():
            inside = resolved.relative_to(root).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""


def _write(report: Report, options: argparse.Namespace) -> None:
    if options.format == "text" and not options.output and sys.stdout.isatty():
        from scanner.output.text import paint

        paint(report.document, report.delta, sys.stdout)
        return
    render: Callable[..., str] = import_module(FORMATS[options.format]).render
    text = render(report.document, report.delta, prefix=report.prefix)
    if options.output:
        _write_file(Path(options.output), text)
    else:
        _write_stdout(text)


def _write_stdout(text: str) -> None:
    """UTF-8 whatever the locale says: the reports are documents, not messages."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _write_file(path: Path, text: str) -> None:
    """Replaces the file in one step. Raises SourceError, and leaves what was there."""
    import tempfile

    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
            unfinished.chmod(0o666 & ~_umask())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise SourceError(f"{path}: cannot be written: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class _Progress:
    """One line on stderr that overwrites itself."""

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled
        self._shown = False

    def show(self, stage: str, done: int, total: int) -> None:
        if self._enabled:
            count = f" {done:,}/{total:,}" if total > 1 else ""
            sys.stderr.write(f"\r\x1b[K{stage}{count}")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
