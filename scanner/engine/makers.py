"""For whom a line makes something: what a function fills with what it is given is not one for all."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from scanner.engine.frames import Frame
from scanner.engine.program import FuncDef

IR = tuple[Any, ...]

# Callers that are told apart: of a function at run time, and while modules are imported.
MAX_OWNERS = 3
OWNERS_AT_IMPORT = 24
# Of a function that makes things for others.
MOST_STATEMENTS = 4


def maker(frame: Frame) -> Hashable:
    """Tells apart what one line makes for different callers, while modules are imported above all."""
    if frame.kind != "func":
        return None
    run = frame.activation
    # Calls are numbered for each context.
    return run.context, min(run.number, OWNERS_AT_IMPORT if run.context == "import" else MAX_OWNERS)


def label(frame: Frame) -> str:
    """The same as text, empty where all callers are one."""
    owner = maker(frame)
    return f":{owner}" if owner else ""


def makes(func: FuncDef) -> bool:
    """Whether a function only makes something for its caller: a list, a dictionary or an object of a class.

    Classes are known by how they are named.
    """
    body = func.body
    if func.is_generator or len(body) > MOST_STATEMENTS:
        return False
    made = {t[1] for s in body if s[0] == "=" and _is_new(s[3]) for t in s[2] if t[0] == "N"}
    given = [s[2] for s in body if s[0] == "ret" and s[2] is not None]
    return bool(given) and all(_is_new(e) or (e[0] == "N" and e[1] in made) for e in given)


def _is_new(expression: IR) -> bool:
    if expression[0] == "C":
        name = expression[2][-1] if expression[2][0] in ("N", "A") else ""
        return str(name).lstrip("_")[:1].isupper() or name in _BUILTIN
    return expression[0] in ("L", "D", "SET")


_BUILTIN = frozenset({"list", "dict", "set", "defaultdict", "deque"})
