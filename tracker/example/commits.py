"""Commits as data: who changed what, when, in words of whole files and single replacements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Name -> mail address of everybody who worked on the example.
AUTHORS = {
    "Priya Raman": "priya@fieldbook.example",
    "Tomas Lind": "tomas@fieldbook.example",
    "Grace Okafor": "grace@fieldbook.example",
    "Marek Nowak": "marek@fieldbook.example",
    "Yuki Tanaka": "yuki@fieldbook.example",
}


@dataclass(frozen=True, slots=True)
class Write:
    """A file's whole new text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of the only place in a file that reads ``old``."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Delete:
    path: str


Change = Write | Edit | Delete


@dataclass(frozen=True, slots=True)
class Commit:
    """``day`` counts from the first commit, ``hour`` is of that day."""

    day: int
    hour: int
    author: str
    message: str
    changes: tuple[Change, ...]


def apply(tree: Mapping[str, str], commit: Commit) -> dict[str, str]:
    """The tree after a commit. Raises ValueError when a change does not fit."""
    after = dict(tree)
    for change in commit.changes:
        match change:
            case Write(path, text):
                after[path] = text.lstrip("\n")
            case Edit(path, old, new):
                after[path] = _replace(after.get(path, ""), path, old, new)
            case Delete(path):
                del after[path]
    if after == tree:
        raise ValueError(f"{commit.message}: changes nothing")
    return after


def _replace(text: str, path: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"{path}: {text.count(old)} places read {old!r}")
    return text.replace(old, new)
