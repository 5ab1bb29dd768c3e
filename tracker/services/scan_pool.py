"""Scans ahead in child processes, so that a long walk uses every core and survives a crash of one."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.services import ServiceError, jobs
from tracker.services.jobs import Job

if TYPE_CHECKING:
    from scanner import ScanDocument

_ROOT = Path(__file__).resolve().parent.parent.parent
_POLL_SECONDS = 0.25
SCAN_SECONDS = 1800.0


class ChildError(ServiceError):
    """A child could not scan: its own message, its death, or its silence."""


class ScanPool:
    """``size`` children. Jobs are answered in the order they were given; ``wait`` is called while
    nothing arrives and may raise to stop."""

    def __init__(self, size: int, wait: Callable[[], None]) -> None:
        self.size = size
        self._children = [_Child() for _ in range(size)]
        self._given: list[_Child] = []
        self._wait = wait

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._children:
            child.end()

    @property
    def has_room(self) -> bool:
        return len(self._given) < len(self._children)

    def give(self, job: Job) -> None:
        """Starts a job; there must be room."""
        child = next(child for child in self._children if child not in self._given)
        child.start(job)
        self._given.append(child)

    def take(self) -> ScanDocument:
        """The document of the oldest job. Raises ChildError, and whatever ``wait`` raises."""
        return self._given.pop(0).answer(self._wait)


class _Child:
    """One process, started when it is first needed and again when it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, job: Job) -> None:
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._process = _spawn()
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(jobs.packed(job).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:  # it died while idle; the answer will say so
            self.end()

    def answer(self, wait: Callable[[], None]) -> ScanDocument:
        line = self._read_line(wait)
        if not line.endswith(b"\n"):
            self.end()
            raise ChildError("The scanner process died.")
        answer = json.loads(line)
        if "error" in answer:
            raise ChildError(answer["error"])
        return answer["document"]  # type: ignore[no-any-return]  # what the child made of a scan

    def _read_line(self, wait: Callable[[], None]) -> bytes:
        if self._process is None or self._process.stdout is None:
            return b""
        stream = self._process.stdout.fileno()
        parts: list[bytes] = []
        deadline = time.monotonic() + SCAN_SECONDS
        while not (parts and parts[-1].endswith(b"\n")):
            wait()
            if time.monotonic() > deadline:
                self.end()
                raise ChildError(f"The scan took longer than {SCAN_SECONDS:.0f} s.")
            if select.select([stream], [], [], _POLL_SECONDS)[0]:
                part = os.read(stream, 1 << 20)
                if not part:
                    break
                parts.append(part)
        return b"".join(parts)

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _spawn() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - this very interpreter and module
        [sys.executable, "-m", jobs.__name__],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
