"""Texts put together from parts, of which some may not be known."""

from __future__ import annotations

from scanner.engine.values import ANY, INT, SLICE, STR, Atom, Const, ExtInstance, Value, const, instance_of

MAX_TEXT = 512


TYPES = frozenset({"str", "bytes"})
_BYTES = instance_of("bytes")
_CUT = frozenset({"partition", "rpartition", "rsplit", "split", "splitlines"})
_MEASURED = frozenset({"count", "find", "index", "rfind", "rindex"})


def item(kind: str, index: Value) -> Value:
    """What ``text[index]`` is, for text or bytes."""
    if kind == "str":
        return STR
    if index == SLICE:
        return _BYTES
    return INT if all(_is_number(a) for a in index) else ANY


def method(kind: str, name: str) -> Value:
    """What a method of text or bytes gives."""
    same = STR if kind == "str" else _BYTES
    if name in _CUT:
        return instance_of("list", (("0", same),))
    if name in _MEASURED:
        return INT
    if name.startswith(("is", "startswith", "endswith")):
        return instance_of("bool")
    if name == "encode":
        return _BYTES
    return STR if name in ("decode", "hex") else same


def _is_number(atom: Atom) -> bool:
    return isinstance(atom, Const) and isinstance(atom.value, int)


def partial(text: str) -> Value:
    """A string of which some parts are unknown: they read ``{?}``, as in a path with a setting as prefix."""
    return const(text.replace("\0", "{?}")) if len(text) <= MAX_TEXT else STR


def together(parts: list[Value]) -> Value:
    """What the parts make, one after the other; a path also with the defaults of unknown parts."""
    if len(parts) == 1 and _is_prefix(parts[0]):
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
            default = None if usual is None else _default(value)
            usual = None if usual is None or default is None else usual + default
    if "\0" not in text:
        return const(text)
    return partial(text) | const(usual) if usual is not None and _is_path(usual) else partial(text)


def added(left: Value, right: Value) -> Value | None:
    """``prefix + "/wells"`` with a prefix that the environment may set; None cannot be added."""
    if not all(_default(value) is not None and all(map(_is_addable, value)) for value in (left, right)):
        return None
    made = together([left, right])
    return made if len(made) > 1 else None


def _is_addable(atom: Atom) -> bool:
    return (isinstance(atom, Const) and atom.value is None) or _is_text(atom) or _is_string(atom)


def _is_string(atom: Atom) -> bool:
    """Text, or what a setting holds whose default is text."""
    return isinstance(atom, ExtInstance) and atom.type in ("str", "data")


def _is_prefix(value: Value) -> bool:
    """Whether a value is a prefix with a setting in it, or the one without."""
    return len(value) == 2 and _default(value) is not None and all(_is_text(a) for a in value)


def _is_path(text: str) -> bool:
    """Whether a text may be a prefix of routes, which must not end with a slash: a default that is
    empty and leaves one behind is left out by a condition. A slash alone is a place to mount at."""
    if text == "/":
        return True
    return text.startswith("/") and not text.endswith("/") and "//" not in text and len(text) <= MAX_TEXT


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
