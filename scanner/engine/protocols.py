"""Special methods that the language calls by itself: hashing, comparing, ordering, showing, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine import enums, mixins
from scanner.engine.calls import Args, call_method
from scanner.engine.containers import contents, elements, iterate_value, runs_when_read, setitem
from scanner.engine.frames import Frame
from scanner.engine.values import (
    NOTHING,
    Atom,
    ClassAtom,
    Const,
    ExtInstance,
    Instance,
    Mapping,
    Sequence,
    Value,
    const,
    join,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

ORDERINGS = ("__lt__", "__gt__", "__le__", "__ge__")
_REFLECTED = {"__lt__": "__gt__", "__gt__": "__lt__", "__le__": "__ge__", "__ge__": "__le__"}
_DEEPEST = 2
_HASHING = frozenset({"dict", "set", "frozenset"})


def ask(vm: Machine, frame: Frame, value: Value, names: tuple[str, ...], line: int, *given: Value) -> Value:
    """Call on each object of the project the first of these methods its class has; what they return."""
    out = NOTHING
    for atom in ordered(_instances(value)):
        name = next((n for n in names if _has(atom, n)), None)
        if name is not None:
            out = join(out, call_method(vm, frame, atom, name, Args(list(given)), line) or NOTHING)
    return out


def _has(atom: Instance, name: str) -> bool:
    return atom.cls.lookup(name) is not None or bool(mixins.runs(atom.cls, name))


def hash_of(vm: Machine, frame: Frame, value: Value, line: int) -> None:
    """What looks something up in a dict or set hashes it; a tuple hashes what it holds."""
    for atom in value:
        if isinstance(atom, Instance):
            ask(vm, frame, frozenset((atom,)), ("__hash__",), line)
        elif isinstance(atom, Sequence) and atom.kind == "tuple":
            for item in atom.items:
                hash_of(vm, frame, item, line)


def equal(vm: Machine, frame: Frame, left: Value, right: Value, line: int, negated: bool = False) -> None:
    """``left == right``: the left side is asked, or the right one where the left has no answer of its own."""
    names = ("__ne__", "__eq__") if negated else ("__eq__",)
    if not ask(vm, frame, left, names, line, right):
        ask(vm, frame, right, names, line, left)


def order(vm: Machine, frame: Frame, left: Value, right: Value, hook: str, line: int) -> None:
    """``left < right``; ``functools.total_ordering`` derives what a class lacks from what it has."""
    if not ask(vm, frame, left, (hook,), line, right):
        ask(vm, frame, right, (_REFLECTED[hook], *ORDERINGS), line, left)
        ask(vm, frame, left, ORDERINGS, line, right)


def sort(vm: Machine, frame: Frame, items: Value, line: int, hook: str = "__lt__") -> None:
    """Sorting, ``min`` and heaps compare the elements with each other."""
    if any(isinstance(a, Instance) for a in items):
        order(vm, frame, items, items, hook, line)


def contains(vm: Machine, frame: Frame, holder: Value, item: Value, line: int) -> None:
    """``item in holder``."""
    for atom in ordered(holder):
        if isinstance(atom, Instance):
            if _has(atom, "__contains__"):
                call_method(vm, frame, atom, "__contains__", Args([item]), line, quiet=True)
            else:
                iterate_value(vm, frame, frozenset((atom,)), line, False)
        elif isinstance(atom, ClassAtom):
            _ask_class(vm, frame, atom, item, line)
        elif runs_when_read(vm, atom) and not _looks_up(vm, atom):
            iterate_value(vm, frame, frozenset((atom,)), line, False)
        elif is_hashing(atom):
            hash_of(vm, frame, item, line)
        elif isinstance(atom, Sequence):
            search(vm, frame, atom, item, line)


def _ask_class(vm: Machine, frame: Frame, atom: ClassAtom, item: Value, line: int) -> None:
    """``item in Class``: its metaclass may answer."""
    from scanner.engine.calls import call_value
    from scanner.engine.expressions import metaclass_method

    if own := metaclass_method(atom.cls, "__contains__"):
        call_value(vm, frame, own, Args([frozenset((atom,)), item]), line)


def _looks_up(vm: Machine, atom: Atom) -> bool:
    return isinstance(atom, ExtInstance) and vm.catalog.method(atom.type, "__contains__") is not None


def search(vm: Machine, frame: Frame, atom: Sequence, item: Value, line: int) -> None:
    """``list.index`` and its like compare the elements with what is looked for."""
    held = elements(vm, frame, atom)
    if any(isinstance(a, Instance) for a in join(held, item)):
        equal(vm, frame, held, item, line)


def is_hashing(atom: Atom) -> bool:
    if isinstance(atom, Sequence):
        return atom.kind == "set"
    return isinstance(atom, Mapping) or (isinstance(atom, ExtInstance) and atom.type in _HASHING)


def show(
    vm: Machine, frame: Frame, value: Value, line: int, names: tuple[str, ...] = ("__str__", "__repr__")
) -> Value:
    """``str(x)``, ``repr(x)``, ``format(x)``; a container shows the ``repr`` of what it holds."""
    found = ask(vm, frame, value, names, line)
    shown: frozenset[Atom] = frozenset()
    for _ in range(_DEEPEST):
        containers = frozenset(a for a in value if isinstance(a, Sequence | Mapping)) - shown
        if not containers:
            break
        value = NOTHING.union(*(_held(vm, frame, atom) for atom in ordered(containers)))
        ask(vm, frame, value, ("__repr__",), line)
        shown |= containers
    return found


def format_of(vm: Machine, frame: Frame, value: Value, spec: Value, line: int) -> None:
    """``f"{x:spec}"`` and ``format(x, spec)``."""
    own = frozenset(a for a in value if isinstance(a, Instance) and a.cls.lookup("__format__") is not None)
    ask(vm, frame, own, ("__format__",), line, spec)
    show(vm, frame, value - own, line)


def _held(vm: Machine, frame: Frame, atom: Atom) -> Value:
    if isinstance(atom, Sequence):
        return elements(vm, frame, atom)
    if isinstance(atom, Mapping):
        entries, rest = contents(vm, frame, atom)
        return rest.union(*entries.values())
    return NOTHING


def copy(vm: Machine, frame: Frame, value: Value, line: int, deep: bool) -> None:
    """``copy.copy(x)``; a deep copy copies what containers hold."""
    own = ("__deepcopy__",) if deep else ("__copy__",)
    ask_copied = (*own, "__reduce_ex__", "__reduce__", "__getstate__")
    for atom in ordered(value):
        if isinstance(atom, Instance):
            ask(vm, frame, frozenset((atom,)), ask_copied, line, *_memo(atom, own[0], deep))
        elif deep:
            copy(vm, frame, _instances(_held(vm, frame, atom)), line, deep)


def _memo(atom: Instance, own: str, deep: bool) -> tuple[Value, ...]:
    return (const(None),) if deep and atom.cls.lookup(own) is not None else ()


def _instances(value: Value) -> frozenset[Instance]:
    return frozenset(a for a in value if isinstance(a, Instance))


def missing(vm: Machine, frame: Frame, atom: Atom, index: Value, line: int) -> Value:
    """``holder[key]`` of a dict: its factory, or the ``__missing__`` of a class of the project."""
    from scanner.engine.calls import call_value

    if isinstance(atom, Instance):
        return ask(vm, frame, frozenset((atom,)), ("__missing__",), line, index)
    factory = vm.heap.read(atom, FACTORY, frame.activation)
    if not factory:
        return NOTHING
    name = enums.constant(next(iter(index)) if len(index) == 1 else None)
    if name is enums.UNKEYED:
        made = call_value(vm, frame, factory, Args(), line)
        vm.heap.write(atom, "rest", made)
        return made
    outer, frame.part = frame.part, (frame.part, name)
    made = call_value(vm, frame, factory, Args(), line)
    frame.part = outer
    if vm.heap.peek(atom, ("key", name)):
        return NOTHING
    setitem(vm, frame, atom, index, made, line)
    return made


FACTORY = "factory"


def is_text(atom: Atom) -> bool:
    return isinstance(atom, Const) and isinstance(atom.value, str)
