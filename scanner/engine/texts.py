"""Texts put together from parts, of which some may not be known."""

from __future__ import annotations

from scanner.engine.values import STR, Atom, Const, ExtInstance, Value, const

MAX_TEXT = 512


def partial(text: str) -> Value:
    """A string of which some parts are unknown: they read ``{?}``, as in a path with a setting as prefix."""
    return const(text.replace("\0", "{?}")) if len(text) <= MAX_TEXT else STR


def together(parts: list[Value]) -> Value:
    """What the parts make, one after the other; a path also with the defaults of unknown parts."""
    if len(parts) == 1 and len(parts[0]) > 1 and all(_is_text(a) for a in parts[0]):
        return parts[0]
    text = ""
    usual: str | None = ""
    for value in parts:
        known = [a.value for a in value if isinstance(a, Const)]
        if len(known) == 1 and len(value) == 1 and len(text) <= MAX_TEXT:
            text += str(known[0])
            usual = None if usual is None else usual + str(known[0])
        else:
            text += "\0"
            default = _default(value)
            usual = None if usual is None or default is None else usual + default
    if "\0" not in text:
        return const(text)
    return partial(text) | const(usual) if usual is not None and _is_path(usual) else partial(text)


def _is_path(text: str) -> bool:
    """Whether a text may be a prefix of routes, which must not end with a slash: a default that is
    empty and leaves one behind is left out by a condition."""
    return text.startswith("/") and not text.endswith("/") and "//" not in text and len(text) <= MAX_TEXT


def is_part(value: Value) -> bool:
    """Whether a value is text, with one that is known among what it may be; None cannot be added."""
    return _default(value) is not None and all(
        _is_text(a)
        or (isinstance(a, Const) and a.value is None)
        or (isinstance(a, ExtInstance) and a.type == "str")
        for a in value
    )


def _default(value: Value) -> str | None:
    """The one text that is known among what a setting may be."""
    known = [a.value for a in value if _is_text(a) and "{?}" not in a.value]  # type: ignore[attr-defined]  # it is a constant
    return known[0] if len(known) == 1 else None


def _is_text(atom: Atom) -> bool:
    return isinstance(atom, Const) and isinstance(atom.value, str)


def best(value: Value) -> str | None:
    """The best literal for a path or prefix: known as a whole if one is."""
    known = [a.value for a in value if isinstance(a, Const) and isinstance(a.value, str)]
    return max(known, key=lambda text: ("{?}" not in text, text), default=None)
