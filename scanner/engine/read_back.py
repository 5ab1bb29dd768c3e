"""Attributes that a function has just assigned or tested (``self.x``): what they read as, until something
that runs in between may have assigned them as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scanner.engine.bodies import dotted, targets, walk_here
from scanner.engine.program import FuncDef
from scanner.engine.values import ClassAtom, ExtInstance, Instance, Value

if TYPE_CHECKING:
    from scanner.engine.frames import Activation, Env, Frame
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
# How many runs below a call are looked through for one that assigns the attribute.
MAX_RUNS = 200
_HOOKS = ("__setattr__", "__getattribute__")


def keep(frame: Frame, name: str, base: Value, value: Value) -> None:
    """From now on the attribute called ``name``, of one of ``base``, reads as this value."""
    frame.vars[name] = value
    frame.paths[name] = frame.paths.get(name, base) | base


def is_plain(base: Value, attr: str, value: Value) -> bool:
    """Whether reading an attribute gives what was assigned to it, and runs nothing."""
    for atom in base:
        if isinstance(atom, Instance):
            if any(atom.cls.lookup(hook) is not None for hook in _HOOKS):
                return False
            found = atom.cls.lookup(attr)
            if found is not None and any(_answers(member) for member in found[1]):
                return False
        elif isinstance(atom, ClassAtom) and any(_answers(member) for member in value):
            return False
    return True


def _answers(member: object) -> bool:
    """Whether something held by a class decides what its instances, or the class, are read to have."""
    return isinstance(member, ExtInstance) or (
        isinstance(member, Instance) and member.cls.lookup("__get__") is not None
    )


def assigned(frame: Frame, base: Value, attr: str) -> None:
    """The attribute was assigned through some name: what others said of it is over."""
    for name in _named(frame, attr):
        if frame.paths[name] & base:
            del frame.vars[name]


def entered(vm: Machine, frame: Frame, done: Activation) -> None:
    """Something was called, which may have assigned what the caller knows."""
    for attr in {name.rpartition(".")[2] for name in frame.paths if name in frame.vars}:
        for name in _named(frame, attr):
            if _assigns(vm, done, attr, frame.paths[name]):
                del frame.vars[name]


def still(frame: Frame, before: Env) -> Env:
    """What was known before a part of an expression ran that may not have been reached, and still is."""
    if not frame.paths:
        return before
    return {name: value for name, value in before.items() if "." not in name or name in frame.vars}


def _named(frame: Frame, attr: str) -> list[str]:
    return [name for name in frame.paths if name in frame.vars and name.rpartition(".")[2] == attr]


def _assigns(vm: Machine, done: Activation, attr: str, base: Value) -> bool:
    """Whether a run, or one that it entered, assigns the attribute of one of these objects."""
    seen, queue = {done}, [done]
    while queue and len(seen) < MAX_RUNS:
        run = queue.pop()
        if run.func is not None:
            holders = assignments(vm, run.func).get(attr, ())
            if holders and _may_be_of(run, holders, base):
                return True
        for entered_run in run.edges:
            if entered_run not in seen:
                seen.add(entered_run)
                queue.append(entered_run)
    return False


def _may_be_of(run: Activation, holders: tuple[str, ...], base: Value) -> bool:
    """Only what a method assigns to its own object is told apart from other objects."""
    own = run.func.params[0][0] if run.func is not None and run.func.params else ""
    if not base or not run.bound or any(holder != own for holder in holders):
        return True
    if run.bound[0] & base:
        return True
    classes = {a.cls for a in base if isinstance(a, Instance)}
    return run.blurred and any(isinstance(a, Instance) and a.cls in classes for a in run.bound[0])


def assignments(vm: Machine, func: FuncDef) -> dict[str, tuple[str, ...]]:
    """The attributes that the text of a function assigns, each with what it is assigned to."""
    known = vm.assignments.get(func)
    if known is None:
        found: dict[str, set[str]] = {}
        for node in walk_here(*func.body):
            for target in _targets(node):
                found.setdefault(target[3], set()).add(dotted(target[2]))
        known = vm.assignments[func] = {attr: tuple(holders) for attr, holders in found.items()}
    return known


def _targets(node: IR) -> list[IR]:
    """Attributes assigned by a statement, or by ``setattr`` with a name that the text shows."""
    if node[0] == "C" and node[2] == ("N", "setattr") and len(node[3]) == 3:
        holder, name = node[3][0][2], node[3][1][2]
        return [("A", node[1], holder, name[1])] if name[0] == "K" and isinstance(name[1], str) else []
    return [part for target in targets(node) for part in _parts(target) if part[0] == "A"]


def _parts(target: IR) -> Iterator[IR]:
    if target[0] in ("T", "L"):
        for part in target[2]:
            yield from _parts(part)
    else:
        yield target[1] if target[0] == "*" else target
