"""Listeners of one session: they hear what the request does that enters them, not what others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine import foreign_bases
from scanner.engine.calls import Args
from scanner.engine.frames import Activation, Frame
from scanner.engine.loading import session_mode
from scanner.engine.program import ClassDef
from scanner.engine.transactions import SESSIONS, is_session
from scanner.engine.values import ANY, Bound, ClassAtom, FuncAtom, Instance, Value, const, ordered

if TYPE_CHECKING:
    from scanner.engine.external import Call
    from scanner.engine.machine import Machine

VIA = "listener"
# A rollback is what seldom happens: it counts where somebody asks for one.
_HEARD = frozenset(
    {
        *("before_flush", "after_flush", "after_flush_postexec"),
        *("before_commit", "after_commit", "after_begin", "do_orm_execute"),
    }
)
_MAX_CALLERS = 200


def is_of_one_session(vm: Machine, frame: Frame, event: object, target: Value) -> bool:
    """Whether a function enters a listener for what the rest of its own work does with a session.

    What opens a session for others (a generator, as dependencies are) and enters listeners beside that
    cannot know whether anybody commits.
    """
    if event not in _HEARD or frame.activation.context not in ("loop", "thread") or not target:
        return False
    return all(is_session(vm, atom) for atom in target) and not _prepares(frame.activation)


def is_of_another_class(call: Call, target: Value) -> bool:
    """Whether what listens hears a class of sessions that the session of a call is none of."""
    heard = [a.cls for a in target if isinstance(a, ClassAtom)]
    if not heard or len(heard) < len(target) or not all(_makes_sessions(call.vm, cls) for cls in heard):
        return False
    session = call.receiver
    if session_mode(call) == "async":
        given = foreign_bases.configured(call.vm, call.frame, session, "sync_session_class") - const(None)
        if not given and isinstance(session, Instance):
            given = foreign_bases.named(session, "sync_session_class")
        if not all(isinstance(a, ClassAtom) for a in given):
            return False
        classes = [a.cls for a in given if isinstance(a, ClassAtom)]
    elif isinstance(session, Instance):
        classes = [session.cls]
    else:
        return False
    return not any(cls.is_subclass_of(base) for cls in classes for base in heard)


def _makes_sessions(vm: Machine, cls: ClassDef) -> bool:
    return any(row.role in SESSIONS for base in cls.external_bases for row in vm.catalog.mro(base))


def hear(vm: Machine, frame: Frame, functions: Value, target: Value, line: int) -> None:
    """The listener runs in the thread that enters it, once that is over."""
    from scanner.engine.scheduling import in_context

    for function in ordered(functions):
        args = Args([target, ANY, ANY][: arity(function)])
        in_context(vm, frame, frame.activation.context, VIA, frozenset((function,)), args, line)


def arity(function: object) -> int:
    """How many arguments a listener takes by position; a library looks as well."""
    if isinstance(function, FuncAtom):
        return 9 if any(p[1] == 2 for p in function.func.params) else len(function.func.params)
    if isinstance(function, Bound):
        return arity(function.callee) - 1
    return 9


def _prepares(activation: Activation) -> bool:
    seen, todo = {activation}, [activation]
    while todo and len(seen) < _MAX_CALLERS:
        node = todo.pop()
        if node.func is not None and node.func.is_generator:
            return True
        todo += [caller for caller in node.callers if caller not in seen]
        seen.update(node.callers)
    return False
