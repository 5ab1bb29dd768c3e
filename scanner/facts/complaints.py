"""What is wrong with the text of a source file, whether or not the analysis gets to read it."""

from __future__ import annotations

import ast
import io
import json
import sys
import tokenize
import warnings
from collections.abc import Iterable
from typing import NamedTuple

from scanner.facts import bounds
from scanner.facts.index import decode
from scanner.facts.store import FactsCache
from scanner.model import Level

VERSION = 1
"""Part of every cache key: raise it when a complaint changes."""
LARGE = 1_000_000  # bytes
_NESTING = "nested too deeply to be read"


class Complaint(NamedTuple):
    level: Level
    code: str
    line: int
    message: str


def complaints(data: bytes) -> list[Complaint]:
    """Why a file cannot be read in full or as it was meant; empty for an ordinary one."""
    found = [each for each in (_encoding(data), _syntax(decode(data)[0])) if each is not None]
    if len(data) > LARGE:
        message = f"{len(data):,} bytes of source: long literals and much code run on import are not followed"
        found.append(Complaint("warning", "large-file", 1, message))
    return found


def known_complaints(files: Iterable[tuple[str, bytes]], cache: FactsCache) -> dict[str, list[Complaint]]:
    """Blob id -> complaints, for those of the given ``(blob id, bytes)`` that have any. Files seen
    before are not parsed again."""
    contents = dict(files)
    cached = cache.load(_key(blob) for blob in contents)
    found: dict[str, list[Complaint]] = {}
    fresh: dict[str, bytes] = {}
    for blob, data in contents.items():
        payload = cached.get(_key(blob))
        if payload is None:
            found[blob] = complaints(data)
            fresh[_key(blob)] = json.dumps(found[blob]).encode()
        else:
            found[blob] = [Complaint(*row) for row in json.loads(payload)]
    cache.save(fresh)
    return {blob: rows for blob, rows in found.items() if rows}


def _key(blob: str) -> str:
    # What is valid syntax depends on the Python that reads it.
    return f"complaints/{VERSION}/{sys.version_info.major}.{sys.version_info.minor}/{blob}"


def _encoding(data: bytes) -> Complaint | None:
    """Whether the bytes are what the file declares, or UTF-8 where it declares nothing."""
    encoding = "utf-8"
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return _misread(data, error.start, f"not valid {encoding}")
    except (SyntaxError, LookupError) as error:
        try:
            data.decode()
        except UnicodeDecodeError as undecodable:
            return _misread(data, undecodable.start, "not valid utf-8")
        return _misread(data, 0, str(error))
    return None


def _misread(data: bytes, position: int, message: str) -> Complaint:
    line = data.count(b"\n", 0, position) + 1
    return Complaint("warning", "encoding", line, f"{message}; read as latin-1")


def _syntax(text: str) -> Complaint | None:
    before, null, _ = text.partition("\0")
    if null:
        line = before.count("\n") + 1
        return Complaint("error", "syntax", line, "cannot be parsed: it contains a null byte")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "source", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except (RecursionError, MemoryError):
        return Complaint("error", "nesting", 1, _NESTING)
    except (SyntaxError, ValueError) as error:
        return None if _is_newer(text) else _refusal(error)
    return None


def _refusal(error: SyntaxError | ValueError) -> Complaint:
    line, message = 1, str(error)
    if isinstance(error, SyntaxError):
        line, message = max(error.lineno or 1, 1), error.msg
    return Complaint("error", "syntax", line, f"cannot be parsed: {message}")


def _is_newer(text: str) -> bool:
    """Whether text is refused only because the running Python is older than its syntax."""
    if not bounds.is_tractable(text):
        return False
    import libcst

    try:
        libcst.parse_module(text)
    except (libcst.ParserSyntaxError, RecursionError):
        return False
    return True
