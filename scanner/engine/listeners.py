"""Functions that a server of its own protocol calls as events come in: ``@sio.on("join")``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine.attributes import load
from scanner.engine.calls import Args, call_value
from scanner.engine.frames import Frame
from scanner.engine.values import (
    ANY,
    NOTHING,
    STR,
    TRUE,
    Atom,
    Bound,
    Const,
    ExtAwaitable,
    FuncAtom,
    Instance,
    Mapping,
    Partial,
    Sequence,
    Value,
    const,
    instance_of,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.web import Web

ROLE = "listeners"
THREAD = "thread"
_CALLABLE = (FuncAtom, Bound, Partial)
_DATA = (Const, Sequence, Mapping)


def listen(
    web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``server.on("join", handler)``, ``@server.on("join")`` and ``@server.event``."""
    if receiver is None:
        return None
    named = str(row.options.get("handler", "handler"))
    target = frozenset(a for a in args.get(1, named) if not isinstance(a, _DATA))
    target = target or frozenset(a for a in args.get(0, "callback") if isinstance(a, _CALLABLE))
    # What only decorates is given filters.
    if target and not row.options.get("decorator"):
        add(web, frame, receiver, _text(args), target, line, in_thread(row))
        return target
    key = (frame.module.name, line, row.name, receiver, _text(args), frame.activation)
    web.pending[key] = (row, receiver, args)
    return instance_of("clearloop.registration", (), key)


def listen_all(
    web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``server.register_namespace(Chat("/chat"))``: every ``on_*`` method of the object."""
    for atom in args.get(0, None) if receiver is not None else ():
        if isinstance(atom, Instance):
            names = {name for base in atom.cls.own_bases for name in base.namespace}
            for name in sorted(n for n in names if n.startswith("on_")):
                target = load(web.vm, frame, frozenset((atom,)), name, line)
                add(web, frame, receiver, name.removeprefix("on_"), target, line)  # type: ignore[arg-type]  # not None in here
    return const(None)


def in_thread(row: CallRow) -> bool:
    """Whether the library runs what listens in a worker thread, unless it is asynchronous."""
    return bool(row.options.get("thread"))


def add(
    web: Web, frame: Frame, receiver: Atom, event: str, target: Value, line: int, thread: bool = False
) -> None:
    """Keeps what listens to an event, under its own name where none is said."""
    options = {THREAD: TRUE} if thread else {}
    if receiver not in web.registries:
        web.register(frame, receiver, ROLE, Args(), line)
    for atom in target:
        name = event or (atom.func.name if isinstance(atom, FuncAtom) else "")
        web.add(frame, receiver, "hook", name, frozenset((atom,)), (), options, line, role=ROLE)


def trigger(
    web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """A call that an event follows from, in the middle of it: ``await server.disconnect(sid)``."""
    registry = web.registries.get(receiver) if receiver is not None else None
    listed = (
        [e for e in registry.entries.values() if e.path == row.options.get("triggers")] if registry else []
    )
    if not listed:
        return None
    found = NOTHING
    for entry in listed:
        found = join(found, call_value(web.vm, frame, entry.target, arguments(entry.target), line))
    return join(found, frozenset((make(ExtAwaitable, receiver, ANY, row),)))


def arguments(target: Value) -> Args:
    """The connection's name and plain data, as many as the function takes."""
    counts = [len(a.func.params) for a in ordered(target) if isinstance(a, FuncAtom)]
    return Args([STR, *[instance_of("data")] * 2][: max(counts, default=3)])


def _text(args: Args) -> str:
    for atom in args.get(0, "event") or args.kwargs.get("event_name", NOTHING):
        if isinstance(atom, Const) and isinstance(atom.value, str):
            return atom.value
    return ""
