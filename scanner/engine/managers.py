"""Context managers: what entering and leaving a ``with`` block does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import loading
from scanner.engine.bodies import RAISES, always, walk_here
from scanner.engine.calls import Args, call_method, call_value
from scanner.engine.frames import Frame
from scanner.engine.program import FuncDef
from scanner.engine.scheduling import await_value
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Coroutine,
    ExtAwaitable,
    ExtInstance,
    FuncAtom,
    Generator,
    Instance,
    Value,
    const,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def enter(vm: Machine, frame: Frame, managers: Value, line: int, is_async: bool) -> Value:
    """What ``with manager as x`` binds to x."""
    out = NOTHING
    for atom in ordered(managers):
        out = join(out, _enter_atom(vm, frame, atom, line, is_async))
    return out or ANY


def _enter_atom(vm: Machine, frame: Frame, atom: Atom, line: int, is_async: bool) -> Value:
    from scanner.engine.external import apply_effect, evaluate_type
    from scanner.engine.intrinsics import enter_generator_manager

    if isinstance(atom, Instance):
        name = "__aenter__" if is_async else "__enter__"
        value = call_method(vm, frame, atom, name, Args(), line)
        if value is not None:
            return await_value(vm, frame, value, line) if is_async else value
        for base in atom.cls.external_bases:
            entered = _enter_external(vm, frame, atom, base, line, is_async)
            if entered is not None:
                return entered
        return frozenset((atom,))
    if isinstance(atom, ExtInstance):
        if atom.type == "clearloop.manager":
            return enter_generator_manager(vm, frame, atom, line)
        if atom.type in ("clearloop.closing", "clearloop.left_alone"):
            return atom.param("value") or ANY
        entered = _enter_external(vm, frame, atom, atom.type, line, is_async)
        return entered if entered is not None else frozenset((atom,))
    if isinstance(atom, ExtAwaitable):
        return enter(vm, frame, await_value(vm, frame, frozenset((atom,)), line), line, is_async)
    _ = (apply_effect, evaluate_type)
    return frozenset((atom,)) if atom is not None else ANY


def _enter_external(
    vm: Machine, frame: Frame, atom: Atom, name: str, line: int, is_async: bool
) -> Value | None:
    from scanner.engine.external import apply_effect, evaluate_type

    rows = vm.catalog.mro(name)
    if not rows:
        return None
    slot = "aenter_effect" if is_async else "enter_effect"
    apply_effect(vm, frame, atom, name, slot, line, "__aenter__" if is_async else "__enter__")
    for row in rows:
        expression = row.aenter if is_async else row.enter
        if isinstance(atom, Instance) and row.options.get("heirs_enter_themselves"):
            return frozenset((atom,))
        if expression is not None:
            return evaluate_type(vm, expression, receiver=atom, frame=frame)
    return frozenset((atom,))


def leave(vm: Machine, frame: Frame, managers: Value, line: int, is_async: bool) -> bool:
    """The end of the block; True when a manager may swallow exceptions, so that control goes on after it."""
    swallows = False
    for atom in ordered(managers):
        swallows |= _leave_atom(vm, frame, atom, line, is_async)
    return swallows


def _leave_atom(vm: Machine, frame: Frame, atom: Atom, line: int, is_async: bool) -> bool:
    from scanner.engine.external import apply_effect

    loading.left(vm, frame, atom)
    if isinstance(atom, ExtInstance | Instance) and atom.key is not None and _is_stack(vm, atom):
        from scanner.engine import exit_stacks

        exit_stacks.left(vm, frame, atom, line)
    slot = "aexit_effect" if is_async else "exit_effect"
    label = "__aexit__" if is_async else "__exit__"
    if isinstance(atom, Instance):
        nothing = const(None)
        value = call_method(vm, frame, atom, label, Args([nothing, nothing, nothing]), line)
        if value is not None:
            if is_async:
                await_value(vm, frame, value, line)
            return False
        for base in atom.cls.external_bases:
            if apply_effect(vm, frame, atom, base, slot, line, label):
                break
    elif isinstance(atom, ExtInstance) and atom.type == "clearloop.closing":
        _close(vm, frame, atom.param("value"), line, is_async)
    elif isinstance(atom, ExtInstance):
        apply_effect(vm, frame, atom, atom.type, slot, line, label)
        return atom.type in ("contextlib.suppress", "contextlib.ExitStack")
    return False


def _is_stack(vm: Machine, atom: ExtInstance | Instance) -> bool:
    names = (atom.type,) if isinstance(atom, ExtInstance) else atom.cls.external_bases
    rows = (vm.catalog.type(name) for name in names)
    return any(row is not None and row.options.get("holds") == "run" for row in rows)


def may_swallow(vm: Machine, managers: Value) -> bool:
    """Whether a manager of the project may keep an exception to itself, as far as its text tells."""
    return any(_swallows(vm, func) for atom in managers for func in _leaving(atom))


def _leaving(atom: Atom) -> list[FuncDef]:
    """The functions that say how a block is left."""
    held: Value = NOTHING
    if isinstance(atom, Instance):
        found = atom.cls.lookup("__exit__") or atom.cls.lookup("__aexit__")
        held = found[1] if found is not None else NOTHING
    elif isinstance(atom, ExtInstance) and atom.type == "clearloop.manager":
        made = atom.param("generator")
        held = frozenset(a.func for a in made if isinstance(a, Generator | Coroutine))
    return [a.func for a in held if isinstance(a, FuncAtom)]


def _swallows(vm: Machine, func: FuncDef) -> bool:
    known = vm.swallowing.get(func)
    if known is None:
        nodes = list(walk_here(*func.body))
        if func.is_generator:
            known = any(node[0] == "try" and _keeps(node) for node in nodes)
        else:
            known = any(node[0] == "ret" and _is_telling(node[2]) for node in nodes)
        vm.swallowing[func] = known
    return known


def _keeps(node: Any) -> bool:
    """``try: yield`` with a handler that may end without raising again."""
    yields = any(part[0] == "Y" for part in walk_here(*node[2]))
    return yields and not all(always(handler[2], RAISES) for handler in node[3])


def _is_telling(returned: Any) -> bool:
    """Something else than None, False, and what another manager says."""
    while returned is not None and returned[0] in ("AW", "C"):
        if returned[0] == "C" and returned[2][0] == "A" and returned[2][3] in ("__exit__", "__aexit__"):
            return False
        returned = returned[2]
    return returned is not None and (returned[0] != "K" or bool(returned[1]))


def _close(vm: Machine, frame: Frame, value: Value, line: int, is_async: bool) -> None:
    """The end of ``closing`` and ``aclosing``."""
    from scanner.engine.attributes import load

    method = load(vm, frame, value, "aclose" if is_async else "close", line)
    made = call_value(vm, frame, method, Args(), line)
    if is_async:
        await_value(vm, frame, made, line)


# -- the same by hand: ``manager.__enter__()``, ``await manager.__aexit__(None, None, None)``
def enter_by_hand(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return enter(vm, frame, args.get(0, None), line, False)


def leave_by_hand(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    leave(vm, frame, args.get(0, None), line, False)
    return const(None)


def enter_async_by_hand(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    entered = enter(vm, frame, args.get(0, None), line, True)
    return frozenset((make(ExtAwaitable, None, entered, None),))


def leave_async_by_hand(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    leave(vm, frame, args.get(0, None), line, True)
    return frozenset((make(ExtAwaitable, None, const(None), None),))
