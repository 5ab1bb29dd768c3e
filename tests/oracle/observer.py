"""Asks worker processes for observations, so that the patches never touch the asking process."""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from tests.oracle.verdicts import Observation

_PROJECT = Path(__file__).resolve().parents[2]


class Observer:
    """One worker process, started on first use and again after a case that hangs or crashes it."""

    def __init__(self, seconds_per_case: float = 40.0) -> None:
        self._seconds = seconds_per_case
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.close()

    def observe(self, root: Path, *, with_uvicorn: bool = False) -> Observation:
        """Serve the case at ``root``; never raises for what the case does."""
        process = self._process or self._start()
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps({"root": str(root.resolve()), "uvicorn": with_uvicorn}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline() if self._answers(process) else ""
        except BrokenPipeError:
            line = ""
        if not line:
            self.close()
            problem = f"the worker died or took more than {self._seconds:.0f} s"
            return {"routes": [], "units": [], "handlers": [], "problems": [problem]}
        return cast(Observation, json.loads(line))

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _start(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.oracle.worker"],
            cwd=_PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return self._process

    def _answers(self, process: subprocess.Popen[str]) -> bool:
        with selectors.DefaultSelector() as selector:
            assert process.stdout is not None
            selector.register(process.stdout, selectors.EVENT_READ)
            return bool(selector.select(self._seconds))
