"""What a database library calls back: event listeners and column defaults, at the calls that trigger them.

Listeners are kept in the heap under the name of their event. Rows say with ``options.fires`` which phases a
call goes through; what a function writes is told to its callers, so that a commit knows the classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine import collections_heard, column_types, own_listeners, transactions
from scanner.engine.added import note_session
from scanner.engine.calls import Args, call_value
from scanner.engine.expiry import FRESH, is_row
from scanner.engine.frames import Frame
from scanner.engine.loading import session_mode
from scanner.engine.mapping import EVENTS, WRITES, carry_writes, is_mapped, relates, written_defaults
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    NOTHING,
    TRUE,
    Atom,
    Bound,
    ClassAtom,
    Const,
    ExtInstance,
    FuncAtom,
    Instance,
    Partial,
    Value,
    const,
    instance_of,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.external import Call
    from scanner.engine.machine import Machine

LISTENER = "clearloop.listener"
_MAPPER = ("before_insert", "after_insert", "before_update", "after_update", "before_delete", "after_delete")
_PHASES = {
    "flush": ("before_flush", *_MAPPER, "after_flush", "after_flush_postexec"),
    "commit": ("before_commit", "after_commit"),
    "rollback": ("after_rollback", "after_soft_rollback"),
    "execute": ("do_orm_execute",),
}
_BEGIN = "after_begin"
LOOKS = "looks at what is written"
_DRIVER = ("connect", "first_connect", "checkout", "checkin")
_ENGINE = (
    *_DRIVER,
    "begin",
    "before_cursor_execute",
    "after_cursor_execute",
    "before_execute",
    "after_execute",
)


# -- registration


def listen(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``event.listen(target, name, function)``; without a function, the decorator ``listens_for``."""
    functions = args.get(2, "fn")
    params = (
        ("target", args.get(0, "target")),
        ("event", args.get(1, "identifier")),
        ("below", args.kwargs.get("propagate", NOTHING)),
    )
    if functions:
        _register(vm, frame, params, functions, row, line)
        return const(None)
    return instance_of(LISTENER, params, row.name)


def apply_listener(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    _register(vm, frame, atom.params, args.get(0, None), vm.catalog.function(str(atom.key)), line)
    return args.get(0, None)


def _register(
    vm: Machine,
    frame: Frame,
    params: tuple[tuple[str, Value], ...],
    functions: Value,
    row: CallRow | None,
    line: int,
) -> None:
    callables = frozenset(a for a in functions if isinstance(a, FuncAtom | Bound | Partial))
    target = dict(params)["target"]
    for name in dict(params)["event"]:
        if isinstance(name, Const) and own_listeners.is_of_one_session(vm, frame, name.value, target):
            own_listeners.hear(vm, frame, callables, target, line)
        elif callables and isinstance(name, Const):
            listener = make(ExtInstance, None, (*params, ("function", callables)), LISTENER)
            vm.heap.write(EVENTS, name.value, frozenset((listener,)))
            vm.heap.write(EVENTS, "used", const(row.library if row is not None else ""))
            if _of_session(name.value) and transactions.looks_there(vm, callables):
                vm.heap.write(EVENTS, LOOKS, TRUE)


def _of_session(name: object) -> bool:
    return any(name in phases and name not in _MAPPER for phases in _PHASES.values())


# -- what a function writes


def note_added(call: Call) -> None:
    """``session.add(x)``: its class will be written by the next flush."""
    from scanner.engine import arrivals
    from scanner.engine.containers import iterate_value

    vm, frame = call.vm, call.frame
    for value in call.args.pos:
        many = frozenset(a for a in value if not isinstance(a, Instance))
        rows = (value - many) | (iterate_value(vm, frame, many, call.line, False) if many else NOTHING)
        for atom in rows:
            if isinstance(atom, Instance):
                note_session(call, atom)
                note_written(vm, frame, atom.cls, call.line)
                arrivals.attached(call, atom)


def note_written(vm: Machine, frame: Frame, cls: ClassDef, line: int) -> None:
    if is_mapped(vm, cls):
        vm.heap.write(EVENTS, "written", frozenset((make(ClassAtom, cls, ()),)))
        carry_writes(frame.activation, {WRITES + cls.symbol.replace(":", "/"): line})


def _written(call: Call) -> list[ClassDef]:
    known, everything = _known(call)
    return known or everything


def _known(call: Call) -> tuple[list[ClassDef], list[ClassDef]]:
    """Classes that the function is seen to write, and all that anything is."""
    heap, reader = call.vm.heap, call.frame.activation
    known = {name for name in reader.loads if name.startswith(WRITES)}
    # Whoever knows what it writes need not look again when others write other classes.
    everything = heap.peek(EVENTS, "written") if known else heap.read(EVENTS, "written", reader)
    classes = [a.cls for a in ordered(everything) if isinstance(a, ClassAtom)]
    return [c for c in classes if WRITES + c.symbol.replace(":", "/") in known], classes


# -- firing


def fire(call: Call) -> None:
    """Run what a call of a session, connection or engine triggers."""
    vm, frame, row = call.vm, call.frame, call.row
    if row is None or (row.kind != "database" and "fires" not in row.options):
        return
    heard = vm.heap.read(EVENTS, "used", frame.activation)
    if not heard or not ("fires" in row.options or _goes_through(call, row.library, heard)):
        return
    phases = row.options.get("fires")
    for phase in phases if isinstance(phases, list) else ():
        if phase == "autoflush":
            if any(name.startswith(WRITES) for name in frame.activation.loads):
                _fire_phase(call, "flush")
        else:
            _fire_phase(call, phase)
    if row.effect is not None:
        _talk(call)


def fetched_late(vm: Machine, frame: Frame, line: int) -> None:
    """A row of a synchronous session fetches what is read of it."""
    from scanner.engine.external import Call

    if vm.heap.read(EVENTS, "used", frame.activation):
        for session in instance_of("sqlalchemy.orm.Session"):
            _talk(Call(vm, frame, None, session, Args(), line))


def _talk(call: Call) -> None:
    """Something goes to the database."""
    for name in _ENGINE:
        _run(call, name, [None])
    if session_mode(call) is not None:
        _run(call, _BEGIN, [None])


def _goes_through(call: Call, library: str, heard: Value) -> bool:
    """Whether a library's calls go through one that listeners hear, or are given an object of it."""
    below = {library, *call.vm.catalog.over.get(library, ())}
    if any(isinstance(atom, Const) and atom.value in below for atom in heard):
        return True
    given = (atom for value in call.args.all() for atom in value if isinstance(atom, ExtInstance))
    rows = (call.vm.catalog.type(atom.type) for atom in given)
    return any(row is not None and const(row.library) <= heard for row in rows)


def _fire_phase(call: Call, phase: str) -> None:
    rows = _transactions(call) if phase in ("flush", "commit") else [None]
    if not rows:
        if phase == "flush":
            return
        rows = [NOTHING]
    for name in _PHASES[phase]:
        if name not in _MAPPER:
            for each in rows:
                _run(call, name, [None], each)
        elif call.vm.heap.read(EVENTS, name, call.frame.activation):
            _run(call, name, _written(call))
    if phase == "flush":
        from scanner.engine import arrivals

        arrivals.stored(call, _written(call))
        for cls in _written(call):
            column_types.sent(call, cls)
            functions = frozenset(written_defaults(call.vm, cls))
            if functions:
                call_value(call.vm, call.frame, functions, Args(), call.line)


def _transactions(call: Call) -> Sequence[Value | None]:
    """What listeners of the session are run for: rows of each class that is written, or None where nobody
    can tell; nothing at all where nothing is."""
    if not call.vm.heap.read(EVENTS, LOOKS, call.frame.activation):
        return [None]
    known, _ = _known(call)
    if known:
        return [frozenset((_row(cls, is_greenlet(call)),)) for cls in known]
    return [] if transactions.only_asks(call) else [None]


def _run(call: Call, name: str, classes: Iterable[ClassDef | None], rows: Value | None = None) -> None:
    vm, frame = call.vm, call.frame
    for listener in ordered(vm.heap.read(EVENTS, name, frame.activation)):
        if not isinstance(listener, ExtInstance) or _is_elsewhere(call, listener):
            continue
        for cls in classes:
            if cls is None or concerns(listener, cls):
                for function in ordered(listener.param("function")):
                    args = _arguments(call, name, cls, rows)[: own_listeners.arity(function)]
                    told = transactions.apart(vm, function, rows)
                    call_value(vm, frame, frozenset((told,)), Args(args), call.line)


def _is_elsewhere(call: Call, listener: ExtInstance) -> bool:
    """Whether a listener hears only sessions of another class, or engines that work in greenlets where
    the call does not."""
    heard = listener.param("target")
    if own_listeners.is_of_another_class(call, heard):
        return True
    rows = [call.vm.catalog.type(a.type) if isinstance(a, ExtInstance) else None for a in heard]
    if not rows or not all(row is not None and row.options.get("greenlet") for row in rows):
        return False
    return not is_greenlet(call)


def concerns(listener: ExtInstance, cls: ClassDef) -> bool:
    below = listener.param("below") == const(True)
    for target in listener.param("target"):
        if not isinstance(target, ClassAtom):
            return True
        if cls is target.cls or (below and cls.is_subclass_of(target.cls)):
            return True
    return False


def _arguments(call: Call, name: str, cls: ClassDef | None, rows: Value | None) -> list[Value]:
    greenlet = (("greenlet", TRUE),) if is_greenlet(call) else ()
    connection = instance_of("sqlalchemy.Connection", greenlet)
    if cls is not None:
        return [ANY, connection, frozenset((_row(cls, bool(greenlet)),))]
    if name in _DRIVER:
        return [instance_of("sqlalchemy.pool.PoolProxiedConnection", greenlet), ANY, ANY]
    if name in _ENGINE:
        return [connection, *[ANY] * 5]
    last = connection if name == _BEGIN else ANY
    if call.vm.heap.peek(EVENTS, LOOKS):
        return [transactions.session(rows, greenlet), ANY, last]
    return [instance_of("sqlalchemy.orm.Session", greenlet), ANY, last]


def row_of(call: Call, cls: ClassDef) -> Value:
    """A row of a class, as the session of a call has it."""
    return frozenset((_row(cls, is_greenlet(call)),))


def _row(cls: ClassDef, in_greenlet: bool) -> Atom:
    row: Atom = make(Instance, cls, ("row", "greenlet" if in_greenlet else "sync", const(FRESH)))
    return row


def is_greenlet(call: Call) -> bool:
    return session_mode(call) in ("async", "greenlet") or _on_async(call)


def _on_async(call: Call) -> bool:
    """Whether SQLAlchemy does the call's I/O in a greenlet that the event loop waits for."""
    from scanner.engine.external import is_given_greenlet

    if is_given_greenlet(call):
        return True
    for atom in call.args.get(0, "bind"):
        if isinstance(atom, ExtInstance) and atom.param("greenlet"):
            return True
    return call.row is not None and (call.row.is_async or call.row.effect == "async-io")


# -- attributes


def assigned(vm: Machine, frame: Frame, atom: Instance, attr: str, value: Value, line: int) -> None:
    """An attribute of a mapped class is assigned: validators and ``set`` listeners run."""
    from scanner.engine import orm

    found = atom.cls.lookup(attr)
    if found is not None and any(relates(a) for a in found[1]):
        frame.activation.pending.append("relates")
        if is_row(atom):
            orm.replaces(vm, frame, atom, attr, line)
    if is_row(atom):
        orm.assigned(vm, frame, atom, attr)
        note_written(vm, frame, atom.cls, line)
    collections_heard.assigned(vm, frame, atom, attr, value, line)


def assigned_somewhere(vm: Machine, frame: Frame, value: Value, line: int) -> None:
    """Rows of which nobody knows the attribute that is assigned are written all the same."""
    for atom in value:
        if isinstance(atom, Instance) and is_row(atom):
            note_written(vm, frame, atom.cls, line)
