"""Files beside the code that say how a project is started: the commands in them, with their environment."""

from __future__ import annotations

import configparser
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from scanner.serving.commands import simple_commands
from scanner.serving.outline import Entry, outline

_FROM = re.compile(r"FROM\s", re.IGNORECASE)
_INSTRUCTION = re.compile(r"(ENV|ARG|CMD|ENTRYPOINT)\s+(.*)", re.IGNORECASE | re.DOTALL)
_PAIR = re.compile(r"""(\w+)=("[^"]*"|'[^']*'|\S*)""")
_DEFINITION = re.compile(r"\s*(?:export\s+)?(\w+)=(.*)")
_NAME = re.compile(r"(\w+)\s*=\s*(.*)")


@dataclass(frozen=True, slots=True)
class Command:
    """A command as a file gives it. ``rank``: how likely it is what runs in production, 0 the likeliest."""

    file: str
    line: int
    words: tuple[tuple[str, ...], ...]
    rank: int
    environment: Mapping[str, str] = field(default_factory=dict)


def commands_of(path: str, text: str) -> Iterator[Command]:
    """The commands of one file, by what its name says it is."""
    name = path.rpartition("/")[2]
    for pattern, read in READERS:
        if pattern.fullmatch(name):
            yield from read(path, text)
            return


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their continuations joined, each with the number of its first line."""
    held, start = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if held and line.lstrip().startswith("#"):
            continue
        start = start if held else number
        if line.rstrip().endswith("\\"):
            held += line.rstrip()[:-1] + " "
            continue
        yield start, held + line
        held = ""
    if held:
        yield start, held


def _shell(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words) for words in simple_commands(text))


def _exec_or_shell(text: str) -> tuple[tuple[str, ...], ...]:
    """``["a", "b"]`` is a list of words, anything else a shell text."""
    try:
        words = json.loads(text)
    except ValueError:
        return _shell(text)
    return (tuple(map(str, words)),) if isinstance(words, list) else _shell(text)


def dockerfile(path: str, text: str) -> Iterator[Command]:
    """The last CMD of each stage after its ENTRYPOINT. Later stages inherit nothing that is known here."""
    arguments: dict[str, str] = {}
    environment: dict[str, str] = {}
    entry: tuple[int, str] | None = None
    command: tuple[int, str] | None = None
    for line, content in logical_lines(text):
        stripped = content.strip()
        if _FROM.match(stripped):
            yield from _container(path, entry, command, environment)
            entry = command = None
            environment = dict(arguments)
            continue
        found = _INSTRUCTION.match(stripped)
        if found is None:
            continue
        word, rest = found[1].upper(), found[2].strip()
        if word == "ENTRYPOINT":
            entry, command = (line, rest), None
        elif word == "CMD":
            command = (line, rest)
        else:
            pairs = _definitions(rest)
            environment |= pairs
            if word == "ARG":
                arguments |= pairs
    yield from _container(path, entry, command, environment)


def _definitions(text: str) -> dict[str, str]:
    pairs = {name: value.strip("\"'") for name, value in _PAIR.findall(text)}
    if pairs:
        return pairs
    name, _, value = text.partition(" ")
    return {name: value.strip().strip("\"'")} if value else {}


def _container(
    path: str,
    entry: tuple[int, str] | None,
    command: tuple[int, str] | None,
    environment: Mapping[str, str],
) -> Iterator[Command]:
    line = (command or entry or (0, ""))[0]
    parts = [_exec_or_shell(each[1]) for each in (entry, command) if each is not None]
    if len(parts) == 2 and len(parts[0]) == len(parts[1]) == 1:
        parts = [((*parts[0][0], *parts[1][0]),)]
    for words in parts:
        yield Command(path, line, words, 1, dict(environment))


def described(path: str, text: str) -> Iterator[Command]:
    """Compose files, pod descriptions and the like: ``command``, ``entrypoint`` and ``args`` of one block."""
    blocks: dict[tuple[str, ...], dict[str, list[Entry]]] = {}
    for entry in outline(text):
        place = next((n for n, key in enumerate(entry.path) if key in _STARTING), None)
        if place is not None:
            blocks.setdefault(entry.path[:place], {}).setdefault(entry.path[place], []).append(entry)
    rank = 2 if "compose" in path.rpartition("/")[2] else 0
    for found in blocks.values():
        words = _described_words(found)
        if words:
            line = min(entry.line for key, entries in found.items() if key in _COMMANDS for entry in entries)
            yield Command(path, line, words, rank, _described_environment(found))


_COMMANDS = ("entrypoint", "command", "dockerCommand", "startCommand", "args")
_STARTING = frozenset({*_COMMANDS, "environment", "env", "envVars"})


def _described_words(found: Mapping[str, list[Entry]]) -> tuple[tuple[str, ...], ...]:
    listed: list[str] = []
    for key in _COMMANDS:
        for entry in found.get(key, ()):
            if isinstance(entry.value, list):
                listed += entry.value
            elif entry.path[-1].startswith("#"):
                listed.append(entry.value)
            elif not listed:
                return tuple(words for line in _joined(entry.value) for words in _shell(line))
            else:
                listed += [word for words in _shell(entry.value) for word in words]
    return (tuple(listed),) if listed else ()


def _joined(text: str) -> list[str]:
    """Folded lines are one command where the later ones go on with options."""
    if "\n" not in text:
        return [text]
    lines = [line for _, line in logical_lines(text)]
    if all(line.startswith("-") for line in lines[1:]):
        return [" ".join(lines)]
    return lines


def _described_environment(found: Mapping[str, list[Entry]]) -> dict[str, str]:
    out: dict[str, str] = {}
    names: dict[tuple[str, ...], str] = {}
    for entry in (*found.get("environment", ()), *found.get("env", ()), *found.get("envVars", ())):
        key, value = entry.path[-1], entry.value
        if not isinstance(value, str):
            continue
        if key.startswith("#") and "=" in value:
            name, _, text = value.partition("=")
            out[name] = text.strip("\"'")
        elif key in ("name", "key"):
            names[entry.path[:-1]] = value
        elif key == "value":
            out[names.get(entry.path[:-1], "")] = value
        else:
            out[key] = value
    out.pop("", None)
    return out


def procfile(path: str, text: str) -> Iterator[Command]:
    for line, content in logical_lines(text):
        kind, colon, command = content.partition(":")
        if colon and re.fullmatch(r"[\w-]+", kind.strip()):
            yield Command(path, line, _shell(command), 0)


def unit(path: str, text: str) -> Iterator[Command]:
    """A systemd service."""
    environment: dict[str, str] = {}
    starts = []
    for line, content in logical_lines(text):
        found = _NAME.match(content.strip())
        if found is None:
            continue
        if found[1] == "Environment":
            environment |= {name: value.strip("\"'") for name, value in _PAIR.findall(found[2].strip("\"'"))}
        elif found[1] == "ExecStart":
            starts.append((line, found[2].lstrip("@-:+!")))
    for line, command in starts:
        yield Command(path, line, _shell(command), 0, environment)


def supervisor(path: str, text: str) -> Iterator[Command]:
    parser = configparser.RawConfigParser(strict=False, inline_comment_prefixes=(";",))
    try:
        parser.read_string(text)
    except configparser.Error:
        return
    for section in parser.sections():
        if parser.has_option(section, "command"):
            command = " ".join(parser.get(section, "command").split())
            environment = dict(_PAIR.findall(parser.get(section, "environment", fallback="")))
            values = {name: value.strip("\"',") for name, value in environment.items()}
            yield Command(path, _line_of(text, command.split(" ")[0]), _shell(command), 0, values)


def script(path: str, text: str) -> Iterator[Command]:
    """A shell script: every command in the order of the lines, with the variables set so far."""
    environment: dict[str, str] = {}
    for line, content in logical_lines(text):
        found = _DEFINITION.fullmatch(content)
        if found is not None and " " not in found[2].strip().strip("\"'"):
            environment[found[1]] = _default(found[2].strip().strip("\"'"))
        elif content.strip() and not content.lstrip().startswith("#"):
            yield Command(path, line, _shell(content), 3, dict(environment))


def _default(value: str) -> str:
    found = re.fullmatch(r"\$\{\w+:?[-=]([^}$]*)\}", value)
    return found[1] if found else value


def tables(path: str, text: str) -> Iterator[Command]:
    """Every text in a TOML file: scripts and tasks of whatever tool, processes of a platform."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    rank = 0 if path.rpartition("/")[2] == "fly.toml" else 4
    for value in _texts(document):
        words = (tuple(value),) if isinstance(value, list) else _shell(value)
        first = value if isinstance(value, str) else value[0]
        yield Command(path, _line_of(text, first.partition("\n")[0]), words, rank)


def _texts(node: Any) -> Iterator[str | list[str]]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in _NOT_COMMANDS:
                yield from _texts(value)
    elif isinstance(node, list) and node:
        if all(isinstance(each, str) for each in node):
            yield node
        else:
            for each in node:
                yield from _texts(each)


_NOT_COMMANDS = frozenset({"dependencies", "optional-dependencies", "dependency-groups", "description"})


def variables(path: str, text: str) -> Iterator[Command]:
    """A sample of the environment: no command, but values that commands may use."""
    found = (_DEFINITION.fullmatch(line) for line in text.splitlines() if not line.lstrip().startswith("#"))
    values = {match[1]: match[2].strip().strip("\"'") for match in found if match is not None}
    yield Command(path, 1, (), 9, {name: value for name, value in values.items() if value})


def _line_of(text: str, fragment: str) -> int:
    place = text.find(fragment)
    return text.count("\n", 0, place) + 1 if place >= 0 else 1


Reader = Callable[[str, str], Iterator[Command]]
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (r"(\w+\.)?Dockerfile([.-][\w.-]+)?|Containerfile", dockerfile),
        (r"Procfile", procfile),
        (r"[\w.@-]+\.service", unit),
        (r"supervisord?\.(conf|ini)", supervisor),
        (r"[\w.-]+\.sh", script),
        (r"\.env\.\w+|env\.example", variables),
        (r"[\w.-]+\.toml", tables),
        (r"[\w.-]+\.ya?ml", described),
    )
)
