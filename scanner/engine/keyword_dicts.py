"""``**kwargs`` as a function changes it: every call has a dict of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import enums
from scanner.engine.calls import Args
from scanner.engine.frames import Frame
from scanner.engine.unions import lay_over
from scanner.engine.values import NOTHING, Const, Mapping, Value, const, join, make

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
_DOUBLE_STAR = 4
MAX_ENTRIES = 48
CHANGING = frozenset({"setdefault", "update"})


def held(frame: Frame, holder: IR) -> list[Mapping] | None:
    """The dicts of a function's own ``**`` parameter, while nothing else can change them."""
    if holder[0] != "N" or frame.kind != "func" or frame.func is None or not frame.func.params:
        return None
    name, kind = frame.func.params[-1][:2]
    if name != holder[1] or kind != _DOUBLE_STAR:
        return None
    found = [a for a in frame.vars.get(name, NOTHING) if isinstance(a, Mapping) and a.key is None]
    return found if found and len(found) == len(frame.vars[name]) else None


def call(vm: Machine, frame: Frame, function: IR, args: Args) -> Value | None:
    """``kwargs.setdefault(name, value)`` and ``kwargs.update(...)``; None for any other call."""
    if function[0] != "A" or function[3] not in CHANGING:
        return None
    dicts = held(frame, function[2])
    if dicts is None:
        return None
    if function[3] == "update":
        changed = [_updated(vm, frame, atom, args) for atom in dicts]
        _bind(vm, frame, function[2], changed)
        return const(None)
    index, given = args.get(0, None), args.get(1, None) or const(None)
    known = [_entry(atom, index) for atom in dicts]
    changed = [a if old else _with(a, index, given) for a, old in zip(dicts, known, strict=True)]
    _bind(vm, frame, function[2], changed)
    return join(*(old or join(given, a.rest) for a, old in zip(dicts, known, strict=True)))


def store(vm: Machine, frame: Frame, holder: IR, index: Value, value: Value) -> bool:
    """``kwargs[name] = value``; False where the dict is no such one."""
    dicts = held(frame, holder)
    if dicts is None:
        return False
    _bind(vm, frame, holder, [_with(atom, index, value) for atom in dicts])
    return True


def _bind(vm: Machine, frame: Frame, holder: IR, dicts: list[Mapping]) -> None:
    vm.bind(frame, holder[1], frozenset(dicts))


def _key(index: Value) -> object:
    return enums.constant(next(iter(index)) if len(index) == 1 else None)


def _entry(atom: Mapping, index: Value) -> Value:
    return atom.get(_key(index))


def _with(atom: Mapping, index: Value, value: Value) -> Mapping:
    key = _key(index)
    names = [key] if key is not enums.UNKEYED else [a.value for a in index if isinstance(a, Const)]
    if not names or len(names) < len(index) or len(atom.items) >= MAX_ENTRIES:
        return _made(dict(atom.items), join(atom.rest, value))
    entries = dict(atom.items)
    for name in names:
        entries[name] = value if len(names) == 1 else join(entries.get(name, NOTHING), value)
    return _made(entries, atom.rest)


def _updated(vm: Machine, frame: Frame, atom: Mapping, args: Args) -> Mapping:
    entries, rest = dict(atom.items), atom.rest
    for value in args.pos:
        rest = join(rest, lay_over(vm, frame, entries, value, frame.statement[1]))
    return _made({**entries, **args.kwargs}, rest)


def _made(entries: dict[Any, Value], rest: Value) -> Mapping:
    made: Mapping = make(Mapping, tuple(entries.items()), None, rest)
    return made
