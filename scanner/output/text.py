"""The report for a terminal: plain text, or painted when somebody watches."""

from __future__ import annotations

from typing import TextIO

from scanner.delta import DeltaRecord
from scanner.model import ScanDocument
from scanner.output.lines import build


def render(document: ScanDocument, delta: DeltaRecord | None = None, *, prefix: str = "") -> str:
    """Plain text, the same on every machine (``prefix`` plays no part in it)."""
    lines = ("".join(text for text, _ in line).rstrip() for line in build(document, delta))
    return "\n".join(lines) + "\n"


def paint(document: ScanDocument, delta: DeltaRecord | None, stream: TextIO) -> None:
    """Writes the same lines with colour, as far as the terminal behind ``stream`` has any."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False)
    for line in build(document, delta):
        console.print(Text.assemble(*line), soft_wrap=True)
