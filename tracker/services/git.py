"""Runs the git command on repositories nobody vouches for: no hooks, no prompts, no extra protocols."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
from pathlib import Path

from tracker.services import ServiceError

_OPTIONS = (
    "--no-pager",
    "-c",
    "safe.directory=*",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "fetch.recurseSubmodules=false",
    "-c",
    "gc.auto=0",
    "-c",
    "maintenance.auto=false",
    "-c",
    "protocol.ext.allow=never",
)
_PROTOCOLS = "https:http:ssh"


class GitError(ServiceError):
    """The git command refused or took too long; the message holds no credentials."""


def run(
    arguments: list[str],
    *,
    directory: Path | None = None,
    timeout: float = 60.0,
    url: str = "",
    credential: str = "",
) -> bytes:
    """Standard output of one git command, killed with its children after ``timeout`` seconds.

    Only a command that is given a ``url`` may use the network. ``credential`` (``user:password``) is
    sent to that url as a header, never on the command line. Raises GitError.
    """
    where = ["-C", str(directory)] if directory else []
    command = ["git", *_OPTIONS, *where, *arguments]
    try:
        process = subprocess.Popen(  # noqa: S603 - a list, no shell; callers check what comes from people
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(url, credential),
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise GitError("The git command is not installed.") from error
    output, complaint = _outcome(process, arguments[0], timeout)
    if process.returncode:
        raise GitError(_reason(arguments[0], complaint, credential))
    return output


def succeeds(arguments: list[str], *, directory: Path) -> bool:
    """Whether the command exits with status 0."""
    try:
        run(arguments, directory=directory)
    except GitError:
        return False
    return True


def _outcome(process: subprocess.Popen[bytes], verb: str, timeout: float) -> tuple[bytes, bytes]:
    try:
        return process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise GitError(f"git {verb} took longer than {timeout:.0f} s.") from error


def _reason(verb: str, complaint: bytes, credential: str) -> str:
    lines = complaint.decode(errors="replace").strip().splitlines()
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:"))] or lines
    text = telling[0] if telling else "failed without a message"
    for secret in filter(None, (credential, credential.partition(":")[2])):
        text = text.replace(secret, "***")
    return f"git {verb}: {text[:400]}"


def _environment(url: str, credential: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return (
        kept
        | _authorization(url, credential)
        | {
            # A partial clone would otherwise fetch what is missing, by a command its own configuration names.
            "GIT_ALLOW_PROTOCOL": _PROTOCOLS if url else "none",
            "GIT_ASKPASS": "",
            "GIT_LFS_SKIP_SMUDGE": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_SSH_COMMAND": "ssh -oBatchMode=yes -oConnectTimeout=15",
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
            "SSH_ASKPASS": "",
        }
    )


def _authorization(url: str, credential: str) -> dict[str, str]:
    if not credential:
        return {}
    token = base64.b64encode(credential.encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{url}.extraHeader",
        "GIT_CONFIG_VALUE_0": f"Authorization: Basic {token}",
    }
