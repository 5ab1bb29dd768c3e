"""``inspect.getmembers(x, predicate)``: how frameworks of a project's own find handlers and plug-ins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from scanner.engine import instance_dicts, presence, protocols
from scanner.engine.attributes import load_atom
from scanner.engine.calls import Args
from scanner.engine.containers import make_sequence
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    ClassAtom,
    Ext,
    ExtInstance,
    FuncAtom,
    Instance,
    Mapping,
    ModuleAtom,
    Value,
    const,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

# Names of one class or module that are looked at.
MAX_NAMES = 256


def getmembers(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """Pairs of names and values, sorted by name, of those that the predicate lets through."""
    tests = {a.name.rpartition(".")[2] for a in args.get(1, "predicate") if isinstance(a, Ext)}
    wanted = _PREDICATES.get(next(iter(tests))) if len(tests) == 1 else None
    pairs: list[Value] = []
    protocols.ask(vm, frame, args.get(0, "object"), ("__dir__",), line)
    for holder in ordered(args.get(0, "object")):
        for name in sorted(_names(vm, holder)):
            held = load_atom(vm, frame, holder, name, line)
            kept = frozenset(a for a in held if wanted is None or wanted(a))
            if kept:
                pairs.append(make_sequence(vm, frame, "tuple", [const(name), kept], NOTHING, line))
    return make_sequence(vm, frame, "list", pairs, NOTHING, line) if pairs else ANY


def namespace(vm: Machine, atom: Atom) -> Value:
    """``vars(x)``: what a class or a module is written with, by name, and what an object holds."""
    entries: dict[str, Value] = {}
    if isinstance(atom, ClassAtom):
        entries = dict(atom.cls.namespace)
    elif isinstance(atom, Instance):
        presence.opened(vm, frozenset((atom,)))
        return instance_dicts.of(atom)
    elif isinstance(atom, ExtInstance):
        return instance_dicts.of(atom) if instance_dicts.is_loose(atom) else NOTHING
    elif isinstance(atom, ModuleAtom):
        top = vm.execute(atom.module)
        vm.program.listed.add(atom.module.path)
        entries = {name: vm.settle(top, name, value) for name, value in list(top.vars.items())}
    items = [(name, value) for name, value in entries.items() if not name.startswith("__")]
    return frozenset((make(Mapping, tuple(items[:MAX_NAMES]), None, NOTHING),)) if items else NOTHING


def variables(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``vars(x)``."""
    return join(*(namespace(vm, atom) for atom in args.get(0, "object"))) or ANY


def names(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``dir(x)``, in alphabetical order; what ``__dir__`` gives where a class has one."""
    given = args.get(0, "object")
    asked = protocols.ask(vm, frame, given, ("__dir__",), line)
    found = sorted({name for atom in given for name in _names(vm, atom)})
    if asked or not found:
        return asked or ANY
    listed = [const(name) for name in found[:MAX_NAMES]]
    return make_sequence(vm, frame, "list", listed, NOTHING, line)


def _names(vm: Machine, holder: Atom) -> Iterable[str]:
    if isinstance(holder, ModuleAtom):
        vm.program.listed.add(holder.module.path)
        return set(vm.execute(holder.module).vars)
    if not isinstance(holder, Instance | ClassAtom):
        return ()
    bases = [base for base in holder.cls.mro if isinstance(base, ClassDef)]
    return {name for base in bases for name in base.namespace if not name.startswith("__")}


def _is_method(atom: Atom) -> bool:
    return isinstance(atom, Bound)


def _is_function(atom: Atom) -> bool:
    return isinstance(atom, FuncAtom)


def _is_routine(atom: Atom) -> bool:
    return isinstance(atom, FuncAtom | Bound)


def _is_class(atom: Atom) -> bool:
    return isinstance(atom, ClassAtom)


def _is_async(atom: Atom) -> bool:
    inner = atom.callee if isinstance(atom, Bound) else atom
    return isinstance(inner, FuncAtom) and inner.func.is_async


_PREDICATES: dict[str, Callable[[Atom], bool]] = {
    "ismethod": _is_method,
    "isfunction": _is_function,
    "isroutine": _is_routine,
    "callable": _is_routine,
    "isclass": _is_class,
    "iscoroutinefunction": _is_async,
}
