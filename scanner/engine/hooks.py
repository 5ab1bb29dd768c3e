"""Methods of library classes that call back methods of their own object: ``HTMLParser.feed``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scanner.engine.calls import Args, call_method, call_value
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    ExtAwaitable,
    ExtInstance,
    Instance,
    Value,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.catalog.schema import CallRow
    from scanner.engine.machine import Machine


def run(vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, line: int) -> Value | None:
    """What the hooks of a row give; None where the classes of the project override none of them, so that the
    library's own code is all that runs."""
    listed = row.options.get("hooks")
    if not isinstance(listed, list) or not isinstance(receiver, Instance):
        return None
    out, found = NOTHING, False
    for hook in listed:
        for name in _overridden(receiver.cls, hook):
            found = True
            out = join(out, _called(vm, frame, row, receiver, name, hook, line))
    return out if found else None


def made(vm: Machine, frame: Frame, row: CallRow, value: Value, line: int) -> None:
    """What is called of an object that a row has just made past its constructor."""
    listed = row.options.get("runs")
    for atom in ordered(value):
        if isinstance(atom, Instance) and isinstance(listed, list):
            for name in listed:
                call_method(vm, frame, atom, name, Args([ANY]), line, quiet=True)


def methods(vm: Machine, frame: Frame, value: Value, name: str, line: int) -> Value:
    """That method of each object that does more by it than the row of its caller says: those of the project,
    and those of libraries that wait for something else than files, or call what they were given."""
    from scanner.engine.attributes import load

    own = frozenset(a for a in value if _answers(vm, a, name))
    return load(vm, frame, own, name, line) if own else NOTHING


def _answers(vm: Machine, atom: Atom, name: str) -> bool:
    if isinstance(atom, Instance):
        rows = (vm.catalog.method(base, name) for base in atom.cls.external_bases)
        return atom.cls.lookup(name) is not None or any(row and "hooks" in row.options for row in rows)
    row = vm.catalog.method(atom.type, name) if isinstance(atom, ExtInstance) else None
    return row is not None and (bool(row.calls) or (row.effect == "blocks" and row.kind != "file"))


def _overridden(cls: ClassDef, hook: dict[str, Any]) -> Iterator[str]:
    """The hook's name, or for ``handle_*`` every such method, where the project defines it."""
    unless = hook.get("unless")
    if unless is not None and cls.lookup(unless) is not None:
        return
    name: str = hook["method"]
    if not name.endswith("*"):
        if cls.lookup(name) is not None:
            yield name
        return
    known = {attr for base in cls.own_bases for attr in base.namespace if attr.startswith(name[:-1])}
    yield from sorted(known)


def _called(
    vm: Machine, frame: Frame, row: CallRow, receiver: Instance, name: str, hook: dict[str, Any], line: int
) -> Value:
    from scanner.engine.attributes import load
    from scanner.engine.scheduling import in_context

    method = load(vm, frame, frozenset((receiver,)), name, line)
    if hook.get("where") != "thread":
        return call_value(vm, frame, method, Args(), line)
    given = in_context(vm, frame, "thread", "thread", method, Args(), line)
    return frozenset((make(ExtAwaitable, receiver, given, None),)) if row.is_async else given
