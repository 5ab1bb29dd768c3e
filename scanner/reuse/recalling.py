"""Finding the document of an earlier scan that a few changed files leave as it was."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from scanner.facts.complaints import complaints
from scanner.facts.index import CONSTRUCTED_PATTERN, class_bases
from scanner.facts.module import blob_id
from scanner.facts.store import FactsCache
from scanner.reuse.lines import Kept, Text, compare
from scanner.reuse.renumber import renumber
from scanner.reuse.trace import Trace, load_trace
from scanner.source.tree import Source

MOST_CHANGED = 40
"""Files that may differ: comparing more of them is not much faster than a scan."""
REMEMBERED = 8
"""Scans of one project that are looked at, the newest first."""
_EVERYWHERE = (
    re.compile(rb"^[ \t]*(?:from|import)\b[^\n#]*", re.MULTILINE),
    re.compile(rb"^if[ \t]+__name__\b[^\n]*", re.MULTILINE),
)


def has_comments(text: bytes) -> bool:
    """Whether a source may hold comments that suppress findings."""
    return b"clearloop:" in text.lower()


class Known(NamedTuple):
    """A document made of an earlier one, what its scan would have asked for, and the texts that changed."""

    document: Any
    trace: Trace
    texts: Mapping[str, bytes]


class _Version(NamedTuple):
    old: bytes
    new: bytes


def recall_similar(
    project: str, blobs: Mapping[str, str], source: Source, cache: FactsCache, small: int, day: str
) -> Known | None:
    """The document of an earlier scan of ``project``, as a scan of these files would write it.

    None where a scan might see what has changed. Trees of fewer than ``small`` bytes are scanned otherwise;
    suppressions may expire on ``day``.
    """
    for key, trace in _earlier(project, blobs, cache):
        if trace.day not in ("", day):
            continue
        changed = [path for path, blob in blobs.items() if trace.blobs[path] != blob]
        found = _Comparison(trace, changed, source, cache, small).run()
        payload = cache.load([key]).get(key) if found is not None else None
        if found is None or payload is None:
            continue
        try:
            document = json.loads(payload)
            if not changed or all(each["code"] != "budget" for each in document["diagnostics"]):
                renumber(document, {path: kept.lines for path, kept in found.kept.items()})
                document["target"]["lines"] += found.more_lines
                return Known(document, found.trace(blobs), found.texts)
        except (ValueError, KeyError, TypeError):
            continue
    return None


def remember_trace(
    project: str, key: str, trace: Trace, texts: Mapping[str, bytes], cache: FactsCache
) -> None:
    """Keeps what the scan with that document key asked for, so that later ones can be compared with it."""
    wanted = {_text(trace.blobs[path]): data for path, data in texts.items() if path.endswith(".py")}
    known = cache.known(wanted)
    entries = {name: data for name, data in wanted.items() if name not in known}
    keys = [each for each in _keys(project, cache) if each != key]
    entries[_trace(key)] = trace.dump()
    entries[_scans(project)] = json.dumps([key, *keys][:REMEMBERED]).encode()
    cache.save(entries)


def _trace(key: str) -> str:
    return f"trace/{key}"


def _text(blob: str) -> str:
    return f"text/{blob}"


def _scans(project: str) -> str:
    return f"scans/{project}"


def _keys(project: str, cache: FactsCache) -> list[str]:
    try:
        keys = json.loads(cache.load([_scans(project)]).get(_scans(project), b"[]"))
    except ValueError:
        return []
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


def _earlier(project: str, blobs: Mapping[str, str], cache: FactsCache) -> Iterator[tuple[str, Trace]]:
    """Scans of the same files of which few and only modules differ, those with the fewest first."""
    keys = _keys(project, cache)
    payloads = cache.load(map(_trace, keys))
    found = list[tuple[int, int, str, Trace]]()
    for number, key in enumerate(keys):
        try:
            trace = load_trace(payloads[_trace(key)])
        except (ValueError, KeyError, TypeError, re.error):
            continue
        if trace.blobs.keys() == blobs.keys():
            changed = [path for path, blob in blobs.items() if trace.blobs[path] != blob]
            if len(changed) <= MOST_CHANGED and all(path.endswith(".py") for path in changed):
                found.append((len(changed), number, key, trace))
    for _, _, key, trace in sorted(found, key=lambda each: each[:2]):
        yield key, trace


class _Found(NamedTuple):
    old: Trace
    kept: Mapping[str, Kept]
    texts: Mapping[str, bytes]
    more_lines: int
    more_bytes: int

    def trace(self, blobs: Mapping[str, str]) -> Trace:
        """What a scan of the changed files would have asked for."""
        asked = {
            path: frozenset(self.kept[path].firsts[line] for line in lines) if path in self.kept else lines
            for path, lines in self.old.asked.items()
        }
        return replace(self.old, blobs=dict(blobs), asked=asked, size=self.old.size + self.more_bytes)


class _Comparison:
    """Whether an earlier scan would have seen anything of some changed files."""

    def __init__(
        self, trace: Trace, changed: list[str], source: Source, cache: FactsCache, small: int
    ) -> None:
        self.trace, self.source, self.small = trace, source, small
        self.changed, self.cache = changed, cache
        self.kept: dict[str, Kept] = {}

    def run(self) -> _Found | None:
        versions = self._versions()
        if versions is None:
            return None
        more = sum(len(each.new) - len(each.old) for each in versions.values())
        size = self.trace.size
        if (size < self.small) != (size + more < self.small):
            return None
        for path, version in versions.items():
            kept = self._compare(path, version)
            if kept is None or not self._looks_alike(version, kept):
                return None
            self.kept[path] = kept
        if not self._are_apart(versions):
            return None
        lines = sum(each.new.count(b"\n") - each.old.count(b"\n") for each in versions.values())
        texts = {path: each.new for path, each in versions.items()}
        return _Found(self.trace, self.kept, texts, lines, more)

    def _versions(self) -> dict[str, _Version] | None:
        blobs = {path: self.trace.blobs[path] for path in self.changed}
        before, after = self.cache.load(map(_text, blobs.values())), dict(self.source.read(self.changed))
        try:
            versions = {path: _Version(before[_text(blobs[path])], after[path]) for path in self.changed}
        except KeyError:
            return None
        intact = all(blob_id(each.old) == blobs[path] for path, each in versions.items())
        return versions if intact else None

    def _compare(self, path: str, version: _Version) -> Kept | None:
        asked = self.trace.asked.get(path)
        if path in self.trace.parsed and (asked is None or _tree(version.old) != _tree(version.new)):
            return None
        if asked is None:
            return _around(version)
        try:
            return compare(Text(version.old), Text(version.new), asked)
        except ValueError:
            return None

    def _looks_alike(self, version: _Version, kept: Kept) -> bool:
        """Whether all that is searched for in texts is found as before."""
        old, new = version
        if has_comments(old) or has_comments(new):
            return False
        dropped = kept.dropped.lower()
        if any(word.lower() in dropped for word in self.trace.words):
            return False
        return (
            all(each.findall(old) == each.findall(new) for each in _EVERYWHERE)
            and all(each.is_found_alike(old, new) for each in self.trace.patterns)
            and class_bases(old) == class_bases(new)
            and not complaints(old)
            and not complaints(new)
        )

    def _are_apart(self, versions: Mapping[str, _Version]) -> bool:
        """Whether functions that only one version has are out of everybody's reach, and no class is made
        where it was not, or no longer."""
        names = frozenset[str]().union(*(kept.names for kept in self.kept.values()))
        if any(kept.names and path in self.trace.listed for path, kept in self.kept.items()):
            return False
        made = set[bytes]()
        for old, new in versions.values():
            made |= {*CONSTRUCTED_PATTERN.findall(old)} ^ {*CONSTRUCTED_PATTERN.findall(new)}
        sought = [rb"\b(?:%s)\b" % b"|".join(re.escape(name.encode()) for name in names)] * bool(names)
        sought += [rb"\bclass[ \t]+(?:%s)\b" % b"|".join(map(re.escape, sorted(made)))] * bool(made)
        if not sought:
            return True
        pattern = re.compile(b"|".join(sought))
        return not any(pattern.search(text) for text in self._other_texts(versions))

    def _other_texts(self, versions: Mapping[str, _Version]) -> Iterator[bytes]:
        for path, kept in self.kept.items():
            rows = versions[path].old.split(b"\n")
            yield b"\n".join(rows[line - 1] for line in kept.lines if line <= len(rows))
        rest = [path for path in self.trace.blobs if path.endswith(".py") and path not in versions]
        yield from (data for _, data in self.source.read(rest))


def _tree(data: bytes) -> str:
    """The syntax of a module without places; its own text where it has none."""
    try:
        return ast.dump(ast.parse(data))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return repr(data)


def _around(version: _Version) -> Kept:
    """The lines before and after what changed, for a file that nobody looked into."""
    old, new = (data.split(b"\n") for data in version)
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    most = shorter - head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    moved = len(new) - len(old)
    lines = {n: n for n in range(1, head + 1)}
    lines |= {n: n + moved for n in range(len(old) - tail + 1, len(old) + 1)}
    rest = [*old[head : len(old) - tail], *new[head : len(new) - tail]]
    return Kept(lines, frozenset(), {}, b"\n".join(rest))
