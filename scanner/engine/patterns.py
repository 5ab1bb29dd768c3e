"""What the patterns of a ``match`` statement take of a value, leave over and bind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import enums, inherited
from scanner.engine.containers import contents, elements, make_mapping, make_sequence
from scanner.engine.frames import Frame
from scanner.engine.membership import matches
from scanner.engine.narrowing import classes_of, current, is_constant
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Const,
    ExtInstance,
    Instance,
    Mapping,
    Sequence,
    Value,
    join,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
_BUILTIN_TYPES = frozenset({"str", "int", "float", "bool", "bytes"})


def matched(vm: Machine, frame: Frame, pattern: IR, value: Value) -> Value | None:
    """The part of ``value`` a ``case`` pattern can take; None when the pattern tells nothing."""
    kind, payload, _ = pattern
    if kind == "or":
        parts = [matched(vm, frame, p, value) for p in payload]
        if any(p is None for p in parts):
            return None
        return NOTHING.union(*[p for p in parts if p is not None])
    if kind == "class":
        classes = classes_of(current(vm, frame, payload[0]))
        if classes is None:
            return None
        told = payload[1]
        return frozenset(
            a
            for a in value
            if matches(vm, a, classes) is not False and not (told and _differs(vm, frame, told, a))
        )
    if kind in _SHAPES:
        return frozenset(a for a in value if _may_have_shape(a, kind) and _fits(vm, frame, pattern, a))
    if kind == "value":
        other = current(vm, frame, payload)
        return frozenset(a for a in value if not is_constant(a) or any(enums.same(a, one) for one in other))
    return None


def compare(vm: Machine, frame: Frame, pattern: IR, value: Value, line: int) -> None:
    """``case 1``: objects are asked whether they are equal to it."""
    from scanner.engine.protocols import equal

    kind, payload, _ = pattern
    if kind == "or":
        for part in payload:
            compare(vm, frame, part, value, line)
    elif kind == "value" and any(isinstance(a, Instance) for a in value):
        equal(vm, frame, value, current(vm, frame, payload), line)


_SHAPES = {"mapping": ("dict",), "sequence": ("list", "tuple", "iterator")}


def _may_have_shape(atom: Atom, shape: str) -> bool:
    if isinstance(atom, Sequence | Mapping):
        return isinstance(atom, Mapping) == (shape == "mapping")
    if isinstance(atom, ExtInstance):
        return atom.type not in _BUILTIN_TYPES and (
            atom.type in _SHAPES[shape] or atom.type not in ("dict", "list", "tuple", "set", "none")
        )
    if isinstance(atom, Instance):
        return bool(atom.cls.external_bases)
    return not isinstance(atom, Const)


def left_over(vm: Machine, frame: Frame, pattern: IR, value: Value) -> Value:
    """What a ``case`` without a guard certainly lets pass to the next one."""
    kind, payload, _ = pattern
    if kind == "or":
        for part in payload:
            value = left_over(vm, frame, part, value)
    elif kind == "class":
        classes = classes_of(current(vm, frame, payload[0]))
        if classes is not None:
            return frozenset(
                a
                for a in value
                if matches(vm, a, classes) is not True or not _is_all(vm, frame, payload[1], a)
            )
    elif kind == "value":
        other = current(vm, frame, payload)
        return frozenset(a for a in value if not any(enums.same(a, one) for one in other))
    elif kind in _SHAPES:
        return frozenset(a for a in value if not _takes_all(vm, frame, pattern, a))
    return value


def _differs(vm: Machine, frame: Frame, parts: Any, atom: Atom) -> bool:
    """Whether an attribute that stays as it was built is not what ``case Config(mode="x")`` takes."""
    for place, part in parts:
        held = _kept(vm, frame, place, part, atom)
        if held and matched(vm, frame, part, held) == NOTHING:
            return True
    return False


def _is_all(vm: Machine, frame: Frame, parts: Any, atom: Atom) -> bool:
    """Whether the parts of a class pattern certainly take what an object has."""
    for place, part in parts:
        if part[0] != "any":
            held = _kept(vm, frame, place, part, atom)
            if not held or left_over(vm, frame, part, held):
                return False
    return True


def _kept(vm: Machine, frame: Frame, place: str | int, part: IR, atom: Atom) -> Value:
    name = place if isinstance(place, str) else _positional_field(atom, place)
    return vm.switches.settled_of(frame, atom, name) if name and part[0] in ("value", "or") else NOTHING


def _fits(vm: Machine, frame: Frame, pattern: IR, atom: Atom) -> bool:
    """Whether a list or a dictionary of which everything is known may be what a pattern describes."""
    parts = _parts(vm, frame, pattern, atom)
    if parts is None:
        return True
    return parts is not NO_PARTS and all(_matched_or_all(vm, frame, p, v) for p, v in parts)


def _takes_all(vm: Machine, frame: Frame, pattern: IR, atom: Atom) -> bool:
    """Whether a pattern certainly takes a list or a dictionary."""
    parts = _parts(vm, frame, pattern, atom)
    if parts is None or parts is NO_PARTS:
        return False
    return all(p[0] in ("any", "star") or (v and not left_over(vm, frame, p, v)) for p, v in parts)


NO_PARTS: list[tuple[IR, Value]] = [(("none", None, ()), NOTHING)]


def _parts(vm: Machine, frame: Frame, pattern: IR, atom: Atom) -> list[tuple[IR, Value]] | None:
    """Sub-patterns with what they meet; ``NO_PARTS`` for another shape, None where it is not known."""
    kind, payload, _ = pattern
    if kind == "sequence" and isinstance(atom, Sequence):
        if vm.heap.read(atom, "rest", frame.activation):
            return None
        return _aligned(payload, atom)
    if kind == "mapping" and isinstance(atom, Mapping):
        known, rest = contents(vm, frame, atom)
        if rest:
            return None
        keys = [(current(vm, frame, key), part) for key, part in payload[0]]
        named = [(enums.constant(next(iter(k))) if len(k) == 1 else enums.UNKEYED, p) for k, p in keys]
        if any(name is enums.UNKEYED for name, _ in named):
            return None
        return [(p, known[name]) for name, p in named] if all(n in known for n, _ in named) else NO_PARTS
    return None


def _aligned(patterns: tuple[IR, ...], atom: Sequence) -> list[tuple[IR, Value]]:
    star = next((place for place, part in enumerate(patterns) if part[0] == "star"), None)
    missing = len(atom.items) - len(patterns)
    if star is None:
        return list(zip(patterns, atom.items, strict=True)) if not missing else NO_PARTS
    if missing < -1:
        return NO_PARTS
    after = patterns[star + 1 :]
    last = atom.items[len(atom.items) - len(after) :]
    middle = join(*atom.items[star : len(atom.items) - len(after)]) if missing >= 0 else NOTHING
    return [
        *zip(patterns[:star], atom.items[:star], strict=True),
        (patterns[star], middle),
        *zip(after, last, strict=True),
    ]


def captures(vm: Machine, frame: Frame, pattern: IR, matched: Value, line: int) -> dict[str, Value]:
    """What the names inside a pattern are bound to."""
    from scanner.engine.attributes import load

    kind, payload, _ = pattern
    out: dict[str, Value] = {}
    if kind in _SHAPES:
        return _elements_captured(vm, frame, pattern, matched, line)
    for part in payload if kind == "or" else ():
        for name, held in captures(vm, frame, part, _matched_or_all(vm, frame, part, matched), line).items():
            out[name] = join(out.get(name, NOTHING), held)
    for place, part in payload[1] if kind == "class" else ():
        held = NOTHING
        for atom in matched:
            name = place if isinstance(place, str) else _positional_field(atom, place)
            held |= load(vm, frame, frozenset((atom,)), name, line) if name else frozenset((atom,))
        narrowed = _matched_or_all(vm, frame, part, held)
        out |= dict.fromkeys(part[-1], narrowed) if part[0] != "class" else {}
        out |= captures(vm, frame, part, narrowed, line)
    return out


def _elements_captured(vm: Machine, frame: Frame, pattern: IR, matched: Value, line: int) -> dict[str, Value]:
    """Names for the elements of lists and dictionaries."""
    out: dict[str, Value] = {}
    for atom in matched:
        parts = _parts(vm, frame, pattern, atom)
        if parts is NO_PARTS:
            continue
        for part, held in parts if parts is not None else _loose(vm, frame, pattern, atom, line):
            narrowed = _matched_or_all(vm, frame, part, held)
            if part[0] == "star":
                narrowed = make_sequence(vm, frame, "list", [], held, line)
            inner = captures(vm, frame, part, narrowed, line)
            for name in part[-1]:
                out[name] = join(out.get(name, NOTHING), inner.get(name) or narrowed or ANY)
    if pattern[0] == "mapping" and pattern[1][1]:
        named = [current(vm, frame, key) for key, _ in pattern[1][0]]
        taken = {enums.constant(next(iter(key))) for key in named if len(key) == 1}
        whole = [contents(vm, frame, a) for a in matched if isinstance(a, Mapping)]
        others = (v for known, _ in whole for key, v in known.items() if key not in taken)
        left = join(*others, *(rest for _, rest in whole))
        out[pattern[1][1]] = make_mapping(vm, frame, {}, left, line)
    return out


def _loose(vm: Machine, frame: Frame, pattern: IR, atom: Atom, line: int) -> list[tuple[IR, Value]]:
    """Sub-patterns where it is not known which element each of them meets."""
    kind, payload, _ = pattern
    if isinstance(atom, Instance) and inherited.is_container(atom.cls, kind):
        return _asked(vm, frame, pattern, atom, line)
    parts = payload if kind == "sequence" else tuple(part for _, part in payload[0])
    if isinstance(atom, Sequence):
        held = elements(vm, frame, atom)
    elif isinstance(atom, Mapping):
        known, rest = contents(vm, frame, atom)
        held = join(*known.values(), rest)
    else:
        held = join(*(v for _, v in atom.params)) if isinstance(atom, ExtInstance) and atom.params else ANY
    return [(part, held or ANY) for part in parts]


def _asked(vm: Machine, frame: Frame, pattern: IR, atom: Instance, line: int) -> list[tuple[IR, Value]]:
    """An object that is a container of its own: what its methods give for each part of a pattern."""
    from scanner.engine.calls import Args, call_method

    kind, payload, _ = pattern
    if kind == "mapping":
        keys = [(current(vm, frame, key), part) for key, part in payload[0]]
        return [(p, _got(vm, frame, atom, k, line)) for k, p in keys]
    call_method(vm, frame, atom, "__len__", Args(), line, quiet=True)
    held = call_method(vm, frame, atom, "__getitem__", Args([ANY]), line, quiet=True) if payload else None
    return [(part, held or ANY) for part in payload]


def _got(vm: Machine, frame: Frame, atom: Instance, key: Value, line: int) -> Value:
    from scanner.engine.attributes import load
    from scanner.engine.calls import Args, call_value

    method = load(vm, frame, frozenset((atom,)), "get", line)
    return call_value(vm, frame, method, Args([key, ANY]), line) or ANY


def _matched_or_all(vm: Machine, frame: Frame, pattern: IR, value: Value) -> Value:
    found = matched(vm, frame, pattern, value)
    return value if found is None else found


def _positional_field(atom: Atom, position: int) -> str:
    """The attribute that a positional sub-pattern reads: ``__match_args__``, else the fields in order."""
    if not isinstance(atom, Instance):
        return ""
    declared = atom.cls.lookup("__match_args__")
    for names in declared[1] if declared is not None else ():
        if isinstance(names, Sequence) and position < len(names.items):
            return next((str(a.value) for a in names.items[position] if isinstance(a, Const)), "")
    fields = [n for base in reversed(atom.cls.mro) for n in getattr(base, "annotations", {})]
    return fields[position] if position < len(fields) else ""
