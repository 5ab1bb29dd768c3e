"""Objects that are added to a session: a flush makes rows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine import expiry, staleness
from scanner.engine.expiry import BROUGHT, COMMITTED, EXPIRED, FRESH, KEEPS, WRITTEN, is_row
from scanner.engine.loading import SYNC, keeps, session_mode
from scanner.engine.mapping import home, is_mapped, relationships
from scanner.engine.values import NOTHING, TRUE, Instance, Value, const

if TYPE_CHECKING:
    from scanner.engine.external import Call
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine

_SYNC_ONLY, _ASYNC_ONLY = frozenset((SYNC,)), const("async")
TOUCHED = "touched"
"""The heap's cell of the relationships of a new object that were read before it was written."""


def note_session(call: Call, atom: Instance) -> None:
    """An object was added to a session: only a commit of that one expires it."""
    mode = session_mode(call)
    if mode is not None:
        call.vm.heap.write((atom, "session"), "modes", const(mode))
        call.vm.heap.write((atom.cls, "session"), "modes", const(mode))
        call.vm.heap.write((atom, "session"), KEEPS, const(keeps(call)))


def is_alone(vm: Machine, frame: Frame, atom: Instance) -> bool:
    """Whether an object was made by the project and no session has seen it: there is nothing to be asked."""
    made = not is_row(atom) and atom.key is not None and atom.key[0] in ("args", "site")
    return made and not vm.heap.read((atom, "session"), "modes", frame.activation)


def written(vm: Machine, frame: Frame, expires: bool) -> None:
    """A flush: objects that were added to a session are rows from now on. What nobody has assigned to them
    is fetched when it is read, and all of it after a commit that expires it."""
    frame.vars[WRITTEN] = const(True)

    def is_new(atom: Instance) -> bool:
        if is_row(atom) or atom.key is None or not is_mapped(vm, atom.cls):
            return False
        return vm.heap.read((atom, "session"), "modes", frame.activation) in (_SYNC_ONLY, _ASYNC_ONLY)

    expiry.replace(frame, lambda atom: _as_row(vm, frame, atom, expires), is_new)


def committed(vm: Machine, frame: Frame, expires: bool, is_async: bool) -> None:
    """The end of a block that ends a transaction."""
    if expires and is_async:
        staleness.expire(vm, frame)
    written(vm, frame, expires)
    if expires and not is_async:
        expiry.expire(frame)


def returned(vm: Machine, frame: Frame, loads: dict[str, int], value: Value) -> Value:
    """What a call gave, and what it did to the rows of its caller."""
    if WRITTEN in loads:
        written(vm, frame, COMMITTED in loads)
    return expiry.returned(frame, loads, value)


def _as_row(vm: Machine, frame: Frame, atom: Instance, expires: bool) -> Instance:
    frame.vars[BROUGHT] = const(True)
    cell, reader = (atom, "session"), frame.activation
    # Where only some of the sessions keep what they commit, the commit itself tells.
    is_kept = vm.heap.read(cell, KEEPS, reader) == TRUE
    loaded = vm.heap.read(cell, TOUCHED, reader)
    for name in relationships(vm, frame, atom.cls):
        if vm.heap.read(atom, name, reader):
            loaded |= const(f"{home(atom.cls, name)}.{name}")
    if expires and not is_kept:
        loaded = NOTHING
    if is_kept or frame.vars.get(EXPIRED):
        loaded |= const(KEEPS if is_kept else FRESH)
    is_sync = vm.heap.read(cell, "modes", reader) == _SYNC_ONLY
    return expiry.remade(atom, "sync" if is_sync else "async", loaded)


def note_touched(vm: Machine, atom: Instance, attr: str) -> None:
    """A relationship of a new object is read, most often to be filled."""
    if atom.key is not None:
        vm.heap.write((atom, "session"), TOUCHED, const(f"{home(atom.cls, attr)}.{attr}"))
