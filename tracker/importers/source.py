"""An uploaded file, decoded once for all importers that look at it."""

from __future__ import annotations

import csv
import io
import json
from functools import cached_property

from tracker.importers.errors import ImportFormatError
from tracker.importers.nodes import Node

HEAD = 4096
MAX_FIELD = 200_000


class Source:
    """Bytes and their readings as text, JSON and CSV. Readings that fail are ``None``, not errors."""

    def __init__(self, data: bytes, name: str = "") -> None:
        self.data = data
        self.name = name

    @cached_property
    def text(self) -> str:
        """The content as UTF-8; undecodable bytes become replacement characters."""
        return self.data.decode("utf-8-sig", errors="replace")

    @property
    def head(self) -> str:
        return self.text[:HEAD]

    @cached_property
    def document(self) -> object | None:
        """The parsed JSON value, or None when this is not JSON."""
        if self.text.lstrip()[:1] not in {"{", "["}:
            return None
        return parse_json(self.text)

    @property
    def object(self) -> dict[str, object]:
        """The JSON object, empty when the content is something else."""
        return self.document if isinstance(self.document, dict) else {}

    @property
    def node(self) -> Node:
        return Node(self.document, "")

    @cached_property
    def first_line(self) -> str:
        return self.head.lstrip().partition("\n")[0].strip()

    def rows(self) -> list[dict[str, str]]:
        """CSV rows by column name; raises ImportFormatError for a ragged or unreadable table."""
        reader = csv.DictReader(io.StringIO(self.text.lstrip()))
        try:
            rows = list(reader)
        except csv.Error as error:
            raise ImportFormatError(
                expected="a CSV table", found=str(error), where=f"line {reader.line_num}"
            ) from error
        for line, row in enumerate(rows, start=2):
            if None in row or None in row.values():
                raise ImportFormatError(
                    expected=f"{len(reader.fieldnames or [])} columns",
                    found="a row of another length",
                    where=f"row {line}",
                )
        return rows


def parse_json(text: str) -> object | None:
    """A JSON value, or None for text that is not JSON or nests without reason."""
    try:
        return json.loads(text)  # type: ignore[no-any-return]  # any JSON value is an object
    except (ValueError, RecursionError):
        return None
