"""What tests and stores tell of dicts and tuples in a variable: ``row["kind"] == "x"``, ``d["run"] = f``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scanner.engine import enums
from scanner.engine.containers import NAMESPACE, SETTLED, contents
from scanner.engine.frames import Frame
from scanner.engine.values import NOTHING, TRUE, Atom, Const, Default, Mapping, Sequence, Value, make

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]


def asked_for(e: IR) -> IR | None:
    """``row["kind"]``, or ``row.get("kind")`` as if it were that, with a None or without; else nothing."""
    if e[0] == "S":
        return e
    if e[0] != "C" or e[2][0] != "A" or e[2][3] != "get" or any(star or word for star, word, _ in e[3]):
        return None
    given = [value for _, _, value in e[3]]
    is_plain = len(given) == 1 or (len(given) == 2 and given[1] == ("K", None))
    return ("S", e[1], e[2][2], given[0]) if is_plain else None


def narrowed(vm: Machine, frame: Frame, e: IR, fits: Callable[[Value], bool], only_own: bool) -> bool:
    """Leave in a variable what has a fitting entry under a known key; False where nothing has.

    ``only_own``: what was not written in a function may be changed by anybody, so that it always fits.
    """
    _, _, holder, key = e
    held = frame.vars.get(holder[1]) if holder[0] == "N" and frame.kind == "func" else None
    name = _known_key(frame, key) if held else enums.UNKEYED
    if not held or name is enums.UNKEYED:
        return True
    kept = frozenset(a for a in held if _may_fit(vm, frame, a, name, fits, only_own))
    if kept and kept != held:
        frame.vars[holder[1]] = kept
    return bool(kept)


def _known_key(frame: Frame, key: IR) -> Any:
    """What a literal says, or a variable that holds one constant."""
    if key[0] == "K":
        return key[1]
    value = frame.vars.get(key[1], NOTHING) if key[0] == "N" else NOTHING
    atom = next(iter(value)) if len(value) == 1 else None
    return atom.value if isinstance(atom, Const) and not isinstance(atom, Default) else enums.UNKEYED


def _may_fit(
    vm: Machine, frame: Frame, atom: Atom, key: Any, fits: Callable[[Value], bool], only_own: bool
) -> bool:
    if isinstance(atom, Mapping) and (atom.key is None or not only_own):
        entries, rest = contents(vm, frame, atom)
        entry = entries.get(key)
        # What else is in it may stand under this key as well: ``{**defaults, **loaded}``.
        return bool(rest) or not entry or fits(entry)
    if isinstance(atom, Sequence) and atom.kind == "tuple" and isinstance(key, int):
        known = atom.key is None and -len(atom.items) <= key < len(atom.items)
        # ``*exc`` of a block that was left without an exception: the other side happens, too.
        return not known or all(map(_is_none, atom.items)) or fits(atom.items[key])
    return True


def _is_none(value: Value) -> bool:
    return all(isinstance(a, Const) and a.value is None for a in value)


def stored(vm: Machine, frame: Frame, holder: IR, index: Value, value: Value) -> None:
    """After ``d[key] = value`` a variable holds its dict with just that under the key.

    Others who have the dict know both; a dict that an inner function has is left as it is.
    """
    key = enums.constant(next(iter(index)) if len(index) == 1 else None)
    if key is not enums.UNKEYED:
        replaced(vm, frame, holder, {key: value})


def replaced(vm: Machine, frame: Frame, holder: IR, given: dict[Any, Value]) -> None:
    """The same for ``d.update(...)``."""
    held = frame.vars.get(holder[1]) if holder[0] == "N" and frame.kind != "class" else None
    atom = next(iter(held)) if held is not None and len(held) == 1 else None
    if not isinstance(atom, Mapping):
        return
    if frame.kind == "module":
        _settle(vm, frame, atom, given)
        return
    if frame.func is not None and any(s is frame.statement for s in frame.func.body):
        frame.filled |= {(atom, key) for key in given}
    is_own = atom.key is None or atom.key[0] == NAMESPACE
    if not is_own or vm.heap.peek(frame.scope, holder[1]):
        return
    entries, rest = contents(vm, frame, atom)
    changed = {k: v for k, v in given.items() if k in entries and _is_told_apart(entries[k], v)}
    if changed:
        made: Atom = make(Mapping, tuple({**entries, **changed}.items()), None, rest)
        frame.vars[holder[1]] = frozenset((made,))


def _settle(vm: Machine, frame: Frame, atom: Mapping, given: dict[Any, Value]) -> None:
    """What a module writes over in a dict of its own is gone before anybody else reads it."""
    is_own = isinstance(atom.key, tuple) and atom.key[0] == frame.module.name
    names = sum(atom in value for value in frame.vars.values())
    if is_own and names == 1 and any(s is frame.statement for s in frame.body):
        for key in given:
            if vm.heap.peek(atom, ("key", key)):
                vm.heap.write(atom, (SETTLED, key), TRUE)


def _is_told_apart(before: Value, after: Value) -> bool:
    return after != before and any(a.interesting for a in before)


def given_to(vm: Machine, frame: Frame, positional: list[Value], named: dict[str, Value]) -> dict[Any, Value]:
    """What ``d.update(other, name=value)`` surely stores."""
    found: dict[Any, Value] = {}
    for value in positional:
        other = next(iter(value)) if len(value) == 1 else None
        if isinstance(other, Mapping):
            found.update(contents(vm, frame, other)[0])
    return {**found, **named}
