"""``cast(Store, request.state.store)``: what a value is said to be where nobody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine import promises
from scanner.engine.annotations import instantiate, resolve
from scanner.engine.values import ANY, Const, Unknown, Value, join, ordered

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine


def cast(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """The value itself; what is lost of it is what the type tells, which may stand in a text."""
    value = args.get(1, "val") or ANY
    if not any(isinstance(atom, Unknown) for atom in value):
        return value
    named = args.get(0, "typ")
    texts = [a.value for a in ordered(named) if isinstance(a, Const) and isinstance(a.value, str)]
    types = join(
        frozenset(a for a in named if not (isinstance(a, Const) and isinstance(a.value, str))),
        *(resolve(vm, frame, ("K", text)) for text in texts),
    )
    return promises.filled(value, instantiate(vm, frame, types))
