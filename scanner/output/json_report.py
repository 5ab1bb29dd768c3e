"""``clearloop.scan/1`` as JSON text, with the delta beside it when there is one."""

from __future__ import annotations

import json

from scanner.delta import DeltaRecord
from scanner.model import ScanDocument


def render(document: ScanDocument, delta: DeltaRecord | None = None, *, prefix: str = "") -> str:
    """The whole document; the same scan gives the same bytes (``prefix`` plays no part in it)."""
    report: dict[str, object] = {**document}
    if delta is not None:
        report["delta"] = delta
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"
