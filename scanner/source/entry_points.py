"""Entry points that the build files of a tree declare, by group, name and target."""

from __future__ import annotations

import ast
import configparser
import posixpath
import re
import tomllib
from typing import Any, NamedTuple

MAX_BYTES = 1_000_000
PROJECT, SETUP = "pyproject.toml", "setup.cfg"
# What ``setup()`` is given: a dictionary, or the text of a file.
IN_SETUP = re.compile(
    rb"""\bentry_points\s*=\s*(\{[^{}]*\}|\"\"\".*?\"\"\"|'''.*?'''|"(?:[^"\\\n]|\\.)+"|'(?:[^'\\\n]|\\.)+')""",
    re.DOTALL,
)


class EntryPoint(NamedTuple):
    group: str
    name: str
    target: str


def declared(path: str, data: bytes) -> list[EntryPoint]:
    """Those of a ``pyproject.toml`` or ``setup.cfg``; none of any other file, nor of a broken one."""
    read = {PROJECT: _of_project, SETUP: _of_setup}.get(posixpath.basename(path))
    if read is None or not data or len(data) > MAX_BYTES:
        return []
    try:
        return read(data.decode())
    except (ValueError, configparser.Error):
        return []


def in_setup(literal: bytes) -> list[EntryPoint]:
    """Those that ``setup(entry_points=...)`` is given where it is written out."""
    try:
        given = ast.literal_eval(literal.decode())
        return _of_table(_sections(given) if isinstance(given, str) else given)
    except (ValueError, SyntaxError, configparser.Error, RecursionError, MemoryError):
        return []


def _of_project(text: str) -> list[EntryPoint]:
    project = tomllib.loads(text)
    tool = _table(project, "tool")
    tables = (
        _table(_table(project, "project"), "entry-points"),
        _table(_table(tool, "poetry"), "plugins"),
        _table(_table(tool, "flit"), "entrypoints"),
    )
    return [point for table in tables for point in _of_table(table)]


def _of_setup(text: str) -> list[EntryPoint]:
    return _of_table(_sections(text).get("options.entry_points", {}))


def _sections(text: str) -> dict[str, Any]:
    parser = configparser.ConfigParser(delimiters=("=",), interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    parser.read_string(text)
    return {name: dict(parser.items(name)) for name in parser.sections()}


def _of_table(groups: object) -> list[EntryPoint]:
    return [
        EntryPoint(group, name, target.partition("[")[0].strip())
        for group, given in (groups.items() if isinstance(groups, dict) else ())
        for name, target in _pairs(given)
    ]


def _pairs(given: object) -> list[tuple[str, str]]:
    """Names and targets of a group, which is a table, a list of lines, or lines of a text."""
    if isinstance(given, dict):
        return [(name, target) for name, target in given.items() if isinstance(target, str)]
    lines = given.splitlines() if isinstance(given, str) else given
    parts = (
        [line.partition("=") for line in lines if isinstance(line, str)]
        if isinstance(lines, list | tuple)
        else []
    )
    return [(name.strip(), target.strip()) for name, sign, target in parts if sign]


def _table(data: dict[str, Any], name: str) -> dict[str, Any]:
    found = data.get(name)
    return found if isinstance(found, dict) else {}
