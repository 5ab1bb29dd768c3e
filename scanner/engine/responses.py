"""Classes of the project that inherit from a response or a background task: which of their methods the
framework calls, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.engine.calls import Args, call_method
from scanner.engine.containers import iterate_value
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.records import has_role
from scanner.engine.scheduling import await_value, shadow_frame
from scanner.engine.values import ANY, NOTHING, Atom, ClassAtom, ExtInstance, Instance, Value, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

RESPONSES = ("response", "streaming")
_SCOPE = 3


def build(vm: Machine, frame: Frame, instance: Instance, args: Args, line: int) -> None:
    """What the constructor of a response calls of a class that overrides it."""
    for name in _overridden(vm, instance.cls, "builds"):
        call_method(vm, frame, instance, name, Args([args.get(0, "content") or ANY]), line)


def send(vm: Machine, frame: Frame, result: Value, line: int) -> None:
    """A response class of the project may say itself how it is sent: on the loop."""
    for atom in ordered(result):
        if isinstance(atom, Instance):
            on_loop = shadow_frame(frame, "loop", "response", line)
            for name in _overridden(vm, atom.cls, "sends"):
                given = [ANY] * (_SCOPE if name == "__call__" else 1)
                sent = call_method(vm, on_loop, atom, name, Args(given), line)
                await_value(vm, on_loop, sent or NOTHING, line)


def is_special(vm: Machine, atom: Atom) -> bool:
    """Whether a response class of the project overrides what the framework calls of it."""
    if not isinstance(atom, ClassAtom):
        return False
    overrides = any(True for option in ("builds", "sends") for _ in _overridden(vm, atom.cls, option))
    return overrides or atom.cls.lookup("__init__") is not None


def attached(vm: Machine, frame: Frame, tasks: Value, line: int) -> None:
    """Objects of the project that a response is given as its background task are awaited after it."""
    for atom in ordered(tasks):
        if isinstance(atom, Instance) and atom.cls.lookup("__call__") is not None:
            on_loop = shadow_frame(frame, "loop", "background", line)
            made = call_method(vm, on_loop, atom, "__call__", Args(), line)
            await_value(vm, on_loop, made or NOTHING, line)


def gathered(vm: Machine, frame: Frame, tasks: Value, line: int) -> None:
    """The same of a list of them: ``BackgroundTasks([...])``."""
    if tasks:
        attached(vm, frame, iterate_value(vm, frame, tasks, line, False), line)


def is_response(vm: Machine, atom: Atom) -> bool:
    if isinstance(atom, Instance):
        return has_role(vm, atom.cls, RESPONSES)
    return isinstance(atom, ExtInstance) and any(r.role in RESPONSES for r in vm.catalog.mro(atom.type))


def _overridden(vm: Machine, cls: ClassDef, option: str) -> Iterator[str]:
    for base in cls.external_bases:
        for row in vm.catalog.mro(base):
            listed = row.options.get(option) if row.role in RESPONSES else None
            if isinstance(listed, list):
                yield from (name for name in listed if cls.lookup(name) is not None)
                return
