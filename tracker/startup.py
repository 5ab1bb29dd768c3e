"""What must hold before the installation starts; each obstacle is one clear line."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

LOCK_PATIENCE = 10.0  # seconds a previous run has to finish stopping


class StartError(Exception):
    """Why the installation cannot start, in words for the person at the terminal."""


def require_git() -> None:
    if not shutil.which("git"):
        raise StartError("The git command is missing. Install git and try again.")


@contextmanager
def sole_owner(directory: Path) -> Iterator[IO[str]]:
    """Holds the data directory's lock, so that two installations never share one. Raises StartError."""
    with (directory / "up.lock").open("a+") as lock:
        if not _lock_within(lock, LOCK_PATIENCE):
            lock.seek(0)
            raise StartError(
                f"Clearloop already runs on {directory} (process {lock.read().strip() or 'unknown'})."
            )
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield lock


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on the address; port 0 means any free one. Raises StartError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        raise StartError(_why_not_listening(host, port, error)) from error


def collect_static() -> None:
    """Copies static files to where they are served from, unless nothing changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    state = _static_state()
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state, encoding="ascii")


def _lock_within(lock: IO[str], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.2)
        else:
            return True


def _why_not_listening(host: str, port: int, error: OSError | OverflowError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return f"Port {port} is taken. Choose another: make up PORT={port + 1 if port < 65535 else 8000}"
    if number == errno.EACCES:
        return f"Port {port} needs more rights than yours. Choose one above 1023."
    if isinstance(error, OverflowError):
        return f"{port} is not a port; ports go up to 65535."
    return f"Cannot listen on {host}, port {port}: {error}."


def _static_state() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name}:{stat.st_mtime_ns}:{stat.st_size}\n".encode())
    return digest.hexdigest()
