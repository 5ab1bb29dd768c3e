"""What a scan asked of the source it read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Sought(NamedTuple):
    """A regular expression that was searched for in texts; whatever it finds contains the ``needle``."""

    pattern: bytes
    flags: int
    needle: bytes

    def is_found_alike(self, old: bytes, new: bytes) -> bool:
        if self.needle not in old and self.needle not in new:
            return True
        pattern = re.compile(self.pattern, self.flags)
        return pattern.findall(old) == pattern.findall(new)


Patterns = tuple[Sought, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """``blobs`` are all files a scan would read, by path, with their git blob ids; ``asked`` maps each module
    that was looked into to the first lines of the bodies that were; ``patterns`` and ``words`` were searched
    for in texts; the names in the modules at ``listed`` were enumerated; those at
    ``parsed`` were read as a whole for how the project is served; ``size`` is that of all modules, in
    bytes; on another ``day`` the document may be another one, unless that is empty.
    """

    blobs: Mapping[str, str]
    asked: Mapping[str, frozenset[int]]
    patterns: Patterns
    words: tuple[bytes, ...]
    listed: frozenset[str]
    parsed: frozenset[str]
    size: int
    day: str = ""

    def dump(self) -> bytes:
        return json.dumps(
            {
                "blobs": dict(self.blobs),
                "asked": {path: sorted(lines) for path, lines in self.asked.items()},
                "patterns": [
                    [each.pattern.decode("latin-1"), each.flags, each.needle.decode("latin-1")]
                    for each in self.patterns
                ],
                "words": [word.decode("latin-1") for word in self.words],
                "listed": sorted(self.listed),
                "parsed": sorted(self.parsed),
                "size": self.size,
                "day": self.day,
            },
            separators=(",", ":"),
        ).encode()


def load_trace(payload: bytes) -> Trace:
    """The trace that was dumped. Raises ValueError, KeyError or TypeError for other bytes."""
    row = json.loads(payload)
    return Trace(
        row["blobs"],
        {path: frozenset(lines) for path, lines in row["asked"].items()},
        tuple(
            Sought(text.encode("latin-1"), flags, needle.encode("latin-1"))
            for text, flags, needle in row["patterns"]
        ),
        tuple(word.encode("latin-1") for word in row["words"]),
        frozenset(row["listed"]),
        frozenset(row["parsed"]),
        row["size"],
        row["day"],
    )
