"""JSON laid out for people and for version control, at the speed of one written for machines."""

from __future__ import annotations

import json


def laid_out(value: object, levels: int, indent: str = "") -> str:
    """JSON text with the members of the outermost ``levels`` on lines of their own, and each of what lies
    within those on one line: the standard library indents everything or nothing, and takes three times as
    long for the former."""
    if not levels or not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    inner = f"{indent}  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {laid_out(v, levels - 1, inner)}"
                 for key, v in value.items()]  # fmt: skip
        start, end = "{}"
    else:
        parts = [laid_out(v, levels - 1, inner) for v in value]
        start, end = "[]"
    return f"{start}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{end}"
