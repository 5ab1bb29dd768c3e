"""Runs the git command on repositories nobody vouches for: no hooks, no prompts, no extra protocols."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

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
# Git runs this text as it stands; what is secret reaches it through the environment alone.
_HELPER = '!f() { printf \'username=%s\\npassword=%s\\n\' "$FETCH_USER" "$FETCH_PASSWORD"; }; f'


_AWAY = re.compile(
    r"Could not resolve host|Failed to connect|Couldn't connect|Connection (refused|reset)|timed out"
    r"|returned error: (5\d\d|408|429)|early EOF|unexpected disconnect|RPC failed|Empty reply|hung up",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"could not read (Username|Password)|Authentication failed|returned error: (401|403)")


class GitError(ServiceError):
    """The git command refused or took too long; the message holds no credentials."""


class UnreachableError(GitError):
    """The other side does not answer now; later it may."""


class SignInError(GitError):
    """The other side wants a credential, or another one."""


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
    given to the host of that url when it asks, and to no other one it may redirect to; it is never on
    the command line. Raises GitError.
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
    output, complaint = _outcome(process, arguments[0], timeout, remote=bool(url))
    if process.returncode:
        raise _error(_reason(arguments[0], complaint, credential), remote=bool(url))
    return output


def succeeds(arguments: list[str], *, directory: Path) -> bool:
    """Whether the command exits with status 0."""
    try:
        run(arguments, directory=directory)
    except GitError:
        return False
    return True


def _outcome(
    process: subprocess.Popen[bytes], verb: str, timeout: float, *, remote: bool
) -> tuple[bytes, bytes]:
    try:
        return process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        kind = UnreachableError if remote else GitError
        raise kind(f"git {verb} took longer than {timeout:.0f} s.") from error


def _error(reason: str, *, remote: bool) -> GitError:
    if remote and _CLOSED.search(reason):
        return SignInError(f"The server asks for a sign-in, or refuses the one it was given. {reason}")
    return UnreachableError(reason) if remote and _AWAY.search(reason) else GitError(reason)


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
    """Variables that answer for the host of ``url`` alone, in place of whatever else would answer."""
    if not credential:
        return {}
    user, _, password = credential.partition(":")
    parts = urlsplit(url)
    return {
        "FETCH_USER": user,
        "FETCH_PASSWORD": password,
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "credential.helper",
        "GIT_CONFIG_VALUE_0": "",
        "GIT_CONFIG_KEY_1": f"credential.{parts.scheme}://{parts.netloc}.helper",
        "GIT_CONFIG_VALUE_1": _HELPER,
    }
