"""Where a project bounds its statements: in code, connection URLs, and configuration files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from scanner.model import TimeoutRecord

_NUMBER = r"(?P<value>\d+(?:\.\d+)?\s*(?:us|ms|s|min|h)?)\b"
# A number after whatever sets it; or, with an equals sign, something that the program computes.
_VALUE = rf"""["']?\s*(?:(?:=|:|,|\bTO\b|%3[dD])\s*["'(]*{_NUMBER}|=(?!=)\s*(?!None\b)["']?[\w{{%$])"""


def statement_timeouts(texts: Mapping[str, bytes], names: Collection[str]) -> Iterator[TimeoutRecord]:
    """Every line that sets one of ``names``; ``value`` as written, empty where it is no number."""
    if not names:
        return
    pattern = re.compile(
        rf"(?<![\w.-])(?P<name>{'|'.join(sorted(map(re.escape, names)))}){_VALUE}", re.IGNORECASE
    )
    quick = [name.encode() for name in names]
    for path, data in sorted(texts.items()):
        lowered = data.lower()
        if not any(name in lowered for name in quick):
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
            if line.lstrip().startswith(("#", "//", ";")):
                continue
            for found in pattern.finditer(line):
                yield {
                    "name": found["name"].lower(),
                    "value": (found["value"] or "").strip(),
                    "file": path,
                    "line": number,
                }
