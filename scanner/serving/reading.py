"""Puts together how a project is served, from its configuration files and its code."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from scanner.model import BoundRecord, ServerRecord, ServingRecord
from scanner.serving.code import Code, Configured, Started, started
from scanner.serving.commands import launches
from scanner.serving.constants import Constants, Find
from scanner.serving.files import Command, commands_of
from scanner.serving.servers import load_servers
from scanner.serving.timeouts import statement_timeouts

_DEVELOPMENT = re.compile(
    r"(^|[/._-])(dev|develop|development|local|test|tests|ci|example|examples|e2e)([/._-]|$)"
)
_IN_CODE, _LONGEST = 5, 200


@dataclass(frozen=True, slots=True)
class _Found:
    """A start of a server and how likely its file is what runs in production, 0 the likeliest."""

    one: Started
    rank: int

    def order(self) -> tuple[bool, bool, int, int, str, int]:
        """The least of these is the start that counts."""
        looks_local = _DEVELOPMENT.search(self.one.file) is not None
        one = self.one
        return one.development, looks_local, self.rank, one.file.count("/"), one.file, one.line


class Serving:
    """How a project is served.

    ``code`` are its Python files, ``configuration`` the other files that say how it is run;
    ``find(module, importer)`` gives a module's file.
    """

    def __init__(self, code: Mapping[str, bytes], configuration: Mapping[str, bytes], find: Find) -> None:
        self.servers = load_servers()
        self.texts = {**code, **configuration}
        self.commands = _commands(configuration)
        self.environment = _common_environment(self.commands)
        self.code = Code(Constants(code, find, self.environment), self.servers)

    def record(self, timeouts: Collection[str]) -> ServingRecord:
        """The document's ``stack.serving``; ``timeouts`` are the names under which statements are bounded."""
        starts = [each.one for each in sorted([*self._from_files(), *self._from_code()], key=_Found.order)]
        ordered = _with_configuration(starts, list(self.code.configured()))
        return {
            "servers": [_record(one) for one in ordered],
            "workers": _first(ordered, "workers"),
            "limit_concurrency": _first(ordered, "limit_concurrency"),
            "thread_tokens": list(self.code.thread_tokens()),
            "statement_timeouts": list(statement_timeouts(self.texts, timeouts)),
        }

    def words(self, timeouts: Collection[str]) -> frozenset[str]:
        """Words without which a line of code says nothing of serving."""
        return self.code.words() | frozenset(timeouts)

    def parsed(self) -> frozenset[str]:
        """The Python files that were read so far."""
        return self.code.constants.parsed

    def tokens(self) -> int | None:
        """The size that the code gives the pool of worker threads; the least where it says several."""
        return min((each["value"] for each in self.code.thread_tokens() if each["value"]), default=None)

    def numbers_at(self, file: str, line: int, names: Collection[str]) -> dict[str, int]:
        """What those keywords of the call that begins in that line are worth, as far as they are numbers."""
        found = self.code.keywords_at(file, line)
        return {
            name: value for name in names if name in found and (value := found[name]["value"]) is not None
        }

    def text_at(self, file: str, line: int, name: str) -> str:
        """That keyword of the call that begins in that line, as written; empty where it has none."""
        found = self.code.keywords_at(file, line).get(name)
        return found["text"] if found else ""

    def _from_files(self) -> Iterator[_Found]:
        for command in self.commands:
            known = {**self.environment, **command.environment}
            for launch in launches(command.words, self.servers, known):
                one = started(launch, command.file, command.line)
                yield _Found(one, command.rank)

    def _from_code(self) -> Iterator[_Found]:
        for one in self.code.started():
            yield _Found(one, _IN_CODE)


def _commands(configuration: Mapping[str, bytes]) -> list[Command]:
    found = [
        command
        for path, data in sorted(configuration.items())
        for command in commands_of(path, data.decode("utf-8", "replace"))
    ]
    return [_promoted(command, found) for command in found]


def _promoted(command: Command, others: list[Command]) -> Command:
    """A script that a container runs is as likely as the container's own command, in its environment."""
    name = command.file.rpartition("/")[2]
    if not name.endswith(".sh"):
        return command
    for other in others:
        if other.file != command.file and any(name in word for words in other.words for word in words):
            environment = {**other.environment, **command.environment}
            return replace(command, rank=min(command.rank, other.rank), environment=environment)
    return command


def _common_environment(commands: list[Command]) -> dict[str, str]:
    """Variables that containers are given, where all that say a value say the same."""
    values: dict[str, set[str]] = {}
    for command in commands:
        for name, value in command.environment.items():
            values.setdefault(name, set()).add(value)
    return {
        name: next(iter(held)) for name, held in values.items() if len(held) == 1 and "$" not in "".join(held)
    }


def _with_configuration(found: list[Started], configured: list[Configured]) -> list[Started]:
    """Bounds that a command leaves open come from the configuration it names, or the one it finds by itself;
    a configuration whose server nothing here starts is run by somebody else's image."""
    out = []
    for one in found:
        bounds = dict(one.bounds)
        for each in configured:
            if each.server is one.server and (each.always or each.name in one.text):
                bounds = {**each.bounds, **bounds}
        out.append(replace(one, bounds=bounds))
    named = {one.server.name for one in found}
    out += [
        Started(each.server, "", each.file, 1, each.name, each.bounds)
        for each in configured
        if each.server.name not in named and each.bounds
    ]
    return out


def _first(found: list[Started], bound: str) -> int | None:
    """The bound of the start that counts: the first that is not for development."""
    if not found or found[0].development:
        return None
    said: BoundRecord | None = found[0].bounds.get(bound)
    return said["value"] if said else None


def _record(one: Started) -> ServerRecord:
    text = one.text if len(one.text) <= _LONGEST else f"{one.text[: _LONGEST - 3]}..."
    return {
        "server": one.server.name,
        "app": one.app,
        "command": text,
        "file": one.file,
        "line": one.line,
        "development": one.development,
        "workers": one.bounds.get("workers"),
        "limit_concurrency": one.bounds.get("limit_concurrency"),
    }
