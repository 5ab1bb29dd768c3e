"""Command lines that start an application server, and the bounds they set."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scanner.serving.servers import Server, Servers

_TARGET = re.compile(r"[A-Za-z_][\w./-]*:[A-Za-z_][\w.]*(\(.*\))?")
_VARIABLE = re.compile(r"\$\{(\w+)(?::?[-=]([^}]*))?\}|\$(\w+)")
_ASSIGNMENT = re.compile(r"(\w+)=(.*)", re.DOTALL)
_SEPARATORS = frozenset({";", "&", "&&", "|", "||", ";;"})
_SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh"})
_NESTED = 3

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Launch:
    """One server that a command starts. ``said`` holds the bounds' values as they are written."""

    server: Server
    app: str
    text: str
    said: Mapping[str, str]
    config: str = ""
    development: bool = False


def launches(
    commands: Iterator[Words] | Sequence[Words],
    servers: Servers,
    environment: Mapping[str, str],
    depth: int = 0,
) -> Iterator[Launch]:
    """The servers that these commands (each a list of words) start."""
    for words in commands:
        expanded = [expand(word, environment) for word in words]
        here, rest = _own_environment(expanded, environment)
        inner = _inner_command(rest)
        if inner is not None:
            if depth < _NESTED:
                yield from launches(simple_commands(inner), servers, here, depth + 1)
            continue
        launch = _launch(rest, servers, here)
        if launch is not None:
            yield launch


def simple_commands(text: str) -> list[list[str]]:
    """The words of each simple command of a shell text."""
    joined = text.replace("\\\n", " ").replace("\n", ";")
    lexer = shlex.shlex(joined, posix=True, punctuation_chars=";|&")
    lexer.whitespace_split = True
    lexer.commenters = "#"
    try:
        tokens = list(lexer)
    except ValueError:  # an open quote, such as a script that goes on in the next line
        tokens = text.split()
    commands: list[list[str]] = [[]]
    for token in tokens:
        if token in _SEPARATORS:
            commands.append([])
        else:
            commands[-1].append(token)
    return [words for words in commands if words]


def expand(word: str, environment: Mapping[str, str]) -> str:
    """Variables replaced where their value or default is known; the others stay as they are."""

    def value(found: re.Match[str]) -> str:
        known = environment.get(found[1] or found[3])
        if known is None:
            known = found[2]
        return found[0] if known is None else known

    return _VARIABLE.sub(value, word)


def _own_environment(words: Words, environment: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """``NAME=value`` in front of a command (also after ``env`` or ``exec``) counts for that command."""
    here, position = dict(environment), 0
    while position < len(words):
        found = _ASSIGNMENT.fullmatch(words[position])
        if found is not None:
            here[found[1]] = found[2]
        elif words[position] not in {"env", "exec", "export"}:
            break
        position += 1
    return here, list(words[position:])


def _inner_command(words: Words) -> str | None:
    """The text that a shell is given with ``-c``."""
    for position, word in enumerate(words[:-2]):
        flags = words[position + 1]
        if word.rpartition("/")[2] in _SHELLS and flags.startswith("-") and flags.endswith("c"):
            return words[position + 2]
    return None


def _launch(words: Words, servers: Servers, environment: Mapping[str, str]) -> Launch | None:
    for position, word in enumerate(words):
        name = word.rpartition("/")[2]
        if name in servers.idle:
            return None
        server = servers.rows.get(name)
        if server is not None:
            return _read(server, words[position:], environment)
    return None


def _read(server: Server, words: Words, environment: Mapping[str, str]) -> Launch | None:
    extra = environment.get(server.arguments, "") if server.arguments else ""
    rest = [*(extra.split() if extra else ()), *words[1:]]
    subcommand = next((word for word in rest if word in server.subcommands), "")
    app = next((word for word in rest if _TARGET.fullmatch(word)), "")
    config = _option(rest, server.config) or ""
    if (server.subcommands and not subcommand) or (server.target and not app and not config):
        return None
    said = {}
    for bound, options in server.options.items():
        value = _option(rest, options) or _from_environment(server, bound, options, environment)
        if value:
            said[bound] = value
    return Launch(
        server,
        app,
        " ".join(words),
        said,
        config.removeprefix("file:").removeprefix("python:"),
        subcommand in server.development or any(flag in rest for flag in server.reload),
    )


def _option(words: Words, names: Sequence[str]) -> str | None:
    """The last value given: ``--workers 4``, ``--workers=4``, ``-w 4`` or ``-w4``."""
    found = None
    for position, word in enumerate(words):
        for name in names:
            if word == name and position + 1 < len(words):
                found = words[position + 1]
            elif word.startswith(f"{name}="):
                found = word.partition("=")[2]
            elif len(name) == 2 and word.startswith(name) and not word.startswith("--") and len(word) > 2:
                found = word[2:]
    return found


def _from_environment(
    server: Server, bound: str, options: Sequence[str], environment: Mapping[str, str]
) -> str | None:
    names = [server.variables.get(bound, "")]
    if server.prefix:
        names = [server.prefix + each.lstrip("-").replace("-", "_").upper() for each in options] + names
    return next((environment[name] for name in names if name in environment), None)
