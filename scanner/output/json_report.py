"""``clearloop.scan/1`` as JSON text, with the delta beside it when there is one."""

from __future__ import annotations

from scanner.delta import DeltaRecord
from scanner.model import ScanDocument
from scanner.output.layout import laid_out

# A unit, a finding or a diagnostic on each line.
LEVELS = 2


def render(document: ScanDocument, delta: DeltaRecord | None = None, *, prefix: str = "") -> str:
    """The whole document; the same scan gives the same bytes (``prefix`` plays no part in it)."""
    report: dict[str, object] = {**document}
    if delta is not None:
        report["delta"] = delta
    return laid_out(report, LEVELS) + "\n"
