"""Why a call could not be resolved, in words that name what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scanner.engine.frames import Frame

IR = tuple[Any, ...]
UNTOLD = frozenset({"value not modelled", "attribute of a value of any type", "a value of any type"})


def of_call(frame: Frame, expression: IR | None, reason: str) -> str:
    """``reason`` where it says something, else what the called expression hangs on."""
    if reason not in UNTOLD or expression is None:
        return reason
    return _unknown(frame, expression[2] if expression[0] == "A" else expression)


def _unknown(frame: Frame, e: IR) -> str:
    while e[0] in ("AW", "*"):
        e = e[-1]
    text = text_of(e)
    if e[0] == "N":
        return _unknown_name(frame, str(e[1]))
    if e[0] == "C":
        return f"nothing tells what {text} returns"
    if e[0] == "S":
        return f"nothing tells what {text} holds"
    if e[0] == "A":
        return f"nothing tells what {text} is"
    if e[0] in ("BO", "IF"):
        return _unknown(frame, e[2])
    return "nothing tells what this expression gives"


def _unknown_name(frame: Frame, name: str) -> str:
    declared = {p[0]: p[2] for p in frame.func.params} if frame.func is not None else {}
    if name not in declared:
        return f"nothing tells what {name} is"
    if declared[name] is None:
        return f"nothing tells what the parameter {name} is: it has no annotation, and no caller shows it"
    annotation = declared[name]
    text = annotation[1] if annotation[0] == "K" else text_of(annotation)
    return f"the annotation of the parameter {name} does not tell what it is: {text}"


def text_of(expression: IR | None) -> str:
    """An expression as a person would recognise it."""
    if expression is None:
        return "call"
    op = expression[0]
    if op == "N":
        return str(expression[1])
    if op == "K":
        return repr(expression[1])
    if op == "A":
        return f"{text_of(expression[2])}.{expression[3]}"
    if op == "C":
        return f"{text_of(expression[2])}()"
    if op == "S":
        return f"{text_of(expression[2])}[...]"
    return "(...)"
