"""Runs a few processes as one: starts them, restarts those that die, stops them all together.

Each process leads a process group of its own, so Ctrl-C reaches only the supervisor and whatever a
dead process leaves behind can be ended with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOP_WITHIN = 4.0  # seconds a process has to stop when asked
END_WITHIN = 3.0  # seconds more when told to drop what it is doing
TICK = 0.2
FIRST_DELAY, LAST_DELAY = 0.5, 30.0
SETTLED = 60.0  # seconds after which a process counts as running well
LOG_LIMIT = 10_000_000
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG


@dataclass
class Child:
    """One supervised process. ``before`` runs ahead of each start, when nothing of it is left alive."""

    name: str
    command: Sequence[str]
    log: Path
    directory: Path
    pass_fds: Sequence[int] = ()
    before: Callable[[], object] = lambda: None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    start_at: float = field(default=0.0, init=False)
    delay: float = field(default=FIRST_DELAY, init=False)
    deaths: int = field(default=0, init=False)

    def start(self, environment: Mapping[str, str]) -> None:
        self.before()
        self._turn_log()
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 - our own programs, no shell
                list(self.command),
                cwd=self.directory,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=tuple(self.pass_fds),
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )
        self.started = time.monotonic()

    def signal(self, number: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)

    def kill_group(self) -> None:
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def bury(self) -> int:
        """Ends what is left of a dead process, plans its next start, returns its exit status."""
        assert self.process is not None
        status = self.process.wait()
        self.kill_group()
        self.process = None
        self.deaths += 1
        if time.monotonic() - self.started > SETTLED:
            self.delay, self.deaths = FIRST_DELAY, 1
        self.start_at = time.monotonic() + self.delay
        self.delay = min(self.delay * 2, LAST_DELAY)
        return status

    def _turn_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))


class Supervisor:
    """Keeps its children running until told to stop."""

    def __init__(
        self, children: Iterable[Child], environment: Mapping[str, str], say: Callable[[str], None]
    ) -> None:
        self.children = list(children)
        self.environment = environment
        self.say = say
        self.asked_to_stop = 0

    def install_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def start(self) -> None:
        for child in self.children:
            child.start(self.environment)

    def tick(self) -> None:
        """Buries and restarts what died; sleeps a moment."""
        for child in self.children:
            if child.process and child.process.poll() is not None:
                status = child.bury()
                self.say(f"{child.name} ended ({_reason(status)}); starting it again. Its log: {child.log}")
            elif child.process is None and time.monotonic() >= child.start_at:
                child.start(self.environment)
        time.sleep(TICK)

    def run(self) -> None:
        while not self.asked_to_stop:
            self.tick()

    def stop(self) -> None:
        """Asks all to stop, presses after a while, and leaves nothing of them behind."""
        for number, patience in ((signal.SIGTERM, STOP_WITHIN), (signal.SIGQUIT, END_WITHIN)):
            for child in self.children:
                child.signal(number)
            if self._all_end_within(patience):
                break
        for child in self.children:
            child.kill_group()
            if child.process:
                child.process.wait()

    def _all_end_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.asked_to_stop < 2:
            if all(child.process is None or child.process.poll() is not None for child in self.children):
                return True
            time.sleep(0.05)
        return False

    def _on_signal(self, number: int, frame: object) -> None:
        self.asked_to_stop += 1


def _reason(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    return f"killed by {signal.Signals(-status).name}"


def _end_with_parent() -> None:
    # Should the supervisor be killed outright, its children are told to stop by the kernel.
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGTERM)
