"""``if TYPE_CHECKING:`` declares what annotations name; nothing in it happens when the program runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scanner.engine.bodies import blocks
from scanner.engine.values import Ext

if TYPE_CHECKING:
    from scanner.engine.frames import Frame

IR = tuple[Any, ...]
_FLAG = "TYPE_CHECKING"


def branches(frame: Frame, s: IR) -> tuple[tuple[IR, ...], tuple[IR, ...]] | None:
    """What of an ``if`` statement runs and what only declares; None where another condition decides."""
    _, _, test, body, orelse = s
    if is_flag(frame, test):
        return orelse, body
    if test[0] == "U" and test[2] == "Not" and is_flag(frame, test[3]):
        return body, orelse
    return None


def is_flag(frame: Frame, test: IR) -> bool:
    """``TYPE_CHECKING``, also where it is imported under another name."""
    if test[0] not in ("N", "A"):
        return False
    if test[-1] == _FLAG:
        return True
    held = frame.module.frame.vars.get(test[1]) if test[0] == "N" and frame.module.frame else None
    return held is not None and any(isinstance(a, Ext) and a.name.endswith(f".{_FLAG}") for a in held)


def declared(frame: Frame, block: tuple[IR, ...]) -> Iterator[IR]:
    """The statements that name what nothing else does: methods come from elsewhere when it runs, and what is
    bound already is what runs."""
    for s in block:
        op = s[0]
        if op in ("if", "try"):
            for inner in blocks(s):
                yield from declared(frame, inner)
        elif op == "import":
            names = tuple(n for n in s[2] if (n[1] or n[0].partition(".")[0]) not in frame.vars)
            yield (op, s[1], names)
        elif op == "from" and s[4] is not None:
            yield (*s[:4], tuple(n for n in s[4] if (n[1] or n[0]) not in frame.vars))
        elif op == "from" or _declares(frame, s):
            yield s


def _declares(frame: Frame, s: IR) -> bool:
    if frame.kind == "func":
        return False
    if s[0] == "ann":
        return frame.kind == "class" or s[2][-1] not in frame.vars
    if s[0] == "=":
        return all(target[0] == "N" and target[1] not in frame.vars for target in s[2])
    names = ("class", "alias", "tvar") if frame.kind == "class" else ("class", "alias", "tvar", "def")
    return s[0] in names and s[2] not in frame.vars
