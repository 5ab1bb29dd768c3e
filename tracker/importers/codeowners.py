"""CODEOWNERS as GitHub reads it, and GitLab's sections where a file uses them. Pure text in, rows out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
MAX_OWNER = 200  # characters
MAX_BYTES = 3 * 1024 * 1024

_SECTION = re.compile(r"\^?\[(?P<name>[^\]]+)\](?:\[\d+\])?(?:\s+(?P<owners>\S.*))?")
_OWNER = re.compile(r"@[\w.-]+(?:/[\w./-]+)?|[^@\s]+@[^@\s]+\.[^@\s]+")
_TOKEN = re.compile(r"(?:\\.|[^\s\\])+|\\")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line that names owners for a pattern; no owners means nobody owns what it matches."""

    line: int
    pattern: str
    owners: tuple[str, ...]
    section: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was skipped, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class CodeOwners:
    """A parsed file; rules in file order."""

    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def _sections(self) -> list[list[Rule]]:
        return sections(self.rules)

    def deciding(self, path: str) -> list[Rule]:
        """The rules that decide who owns ``path`` (relative, no leading slash): one per section at most."""
        return deciding(self._sections, path)


def parse(text: str) -> CodeOwners:
    """Reads a whole file; malformed lines are skipped and reported, never fatal."""
    rules: list[Rule] = []
    problems: list[Problem] = []
    section, defaults = "", ()
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _without_comment(raw).strip()
        if not line:
            continue
        header = _SECTION.fullmatch(line)
        if header:
            section, defaults = header["name"], tuple((header["owners"] or "").split())
            continue
        found = _parse_line(number, line, section, defaults)
        if isinstance(found, Rule):
            rules.append(found)
        else:
            problems.append(found)
    return CodeOwners(tuple(rules), tuple(problems))


def sections(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules grouped by section, each group in file order."""
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.section.lower(), []).append(rule)
    return list(groups.values())


def deciding(groups: Sequence[Sequence[Rule]], path: str) -> list[Rule]:
    """The last matching rule of each group; it replaces whatever earlier ones said."""
    found = []
    for group in groups:
        rule = next((rule for rule in reversed(group) if matches(rule.pattern, path)), None)
        if rule:
            found.append(rule)
    return found


def matches(pattern: str, path: str) -> bool:
    """Whether ``path`` (relative, ``/``, no leading slash) falls under ``pattern``."""
    return _compiled(pattern).fullmatch(path) is not None


def is_owner(text: str) -> bool:
    """Whether ``text`` is a user (``@name``), a team (``@org/team``) or an e-mail address."""
    return len(text) <= MAX_OWNER and _OWNER.fullmatch(text) is not None


def _without_comment(line: str) -> str:
    """Drops a ``#`` comment that starts the line or follows white space."""
    return re.sub(r"(?:^|(?<=\s))#.*$", "", line)


def _parse_line(number: int, line: str, section: str, defaults: tuple[str, ...]) -> Rule | Problem:
    pattern, *owners = _TOKEN.findall(line)
    if reason := _fault(pattern):
        return Problem(number, line, reason)
    wrong = next((owner for owner in owners if not is_owner(owner)), None)
    if wrong:
        return Problem(number, line, f"{wrong} is not a user, team or e-mail address")
    return Rule(number, pattern, tuple(owners) or defaults, section, line)


def _fault(pattern: str) -> str:
    if pattern.startswith("!"):
        return "negation with ! is not supported"
    if "[" in pattern or "]" in pattern:
        return "character ranges with [ ] are not supported"
    if pattern.startswith("\\#"):
        return "a pattern cannot start with an escaped #"
    return ""


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression over whole relative paths.

    A pattern that names a directory covers its subtree, but a last segment of a lone ``*`` covers
    only the entries right there: this is where CODEOWNERS parts from gitignore.
    """
    only_below = pattern.endswith("/")
    body = pattern.strip("/")
    anchored = "/" in pattern.rstrip("/")
    segments = [segment for segment in body.split("/") if segment]
    expression = "" if anchored else "(?:.+/)?"
    return re.compile(expression + _segments(segments) + _tail(segments, anchored, only_below), re.DOTALL)


def _segments(segments: list[str]) -> str:
    parts = []
    last = len(segments) - 1
    for index, segment in enumerate(segments):
        if segment == "**":
            parts.append(".+" if index == last else "(?:.+/)?")
        else:
            parts.append(_segment(segment) + ("" if index == last else "/"))
    return "".join(parts)


def _tail(segments: list[str], anchored: bool, only_below: bool) -> str:
    if not segments or segments[-1] == "**":
        return ".*" if not segments else ""
    if only_below:
        return "/.+"
    return "" if segments[-1] == "*" and anchored else "(?:/.+)?"


def _segment(segment: str) -> str:
    out = []
    escaped = False
    for character in segment:
        if escaped or character not in "\\*?":
            out.append(re.escape(character))
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            out.append("[^/]*" if character == "*" else "[^/]")
    text = "".join(out)
    return "[^/]+" if text == "[^/]*" else text.replace("[^/]*[^/]*", "[^/]*")
