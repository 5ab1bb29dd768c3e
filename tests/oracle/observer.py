"""Asks worker processes for observations, so that the patches never touch the asking process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from tests.oracle.verdicts import Observation

_PROJECT = Path(__file__).resolve().parents[2]


class Observer:
    """One worker process, started on first use and again after a case that hung or crashed it."""

    def __init__(self, seconds_per_case: float = 60.0) -> None:
        self._seconds = seconds_per_case
        self._process: subprocess.Popen[str] | None = None
        self._log: IO[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.close()

    def observe(self, root: Path, *, with_uvicorn: bool = False) -> Observation:
        """Serve the case at ``root``; never raises for what the case does.

        A worker that hangs prints where, and ends itself.
        """
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        question = {"root": str(root.resolve()), "uvicorn": with_uvicorn, "seconds": self._seconds}
        try:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            return _failed(self._last_words())
        return cast(Observation, json.loads(line))

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._log is not None:
            self._log.close()
            self._log = None

    def _start(self) -> subprocess.Popen[str]:
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115  (lives as long as the worker)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.oracle.worker"],
            cwd=_PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        return self._process

    def _last_words(self) -> str:
        assert self._log is not None
        self._log.seek(0)
        words = self._log.read()[-4000:]
        self.close()
        return f"the worker died or took more than {self._seconds:.0f} s\n{words}"


def _failed(problem: str) -> Observation:
    return {"routes": [], "units": [], "handlers": [], "problems": [problem]}
