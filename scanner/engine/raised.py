"""What exceptions carry: what they were made with, and what a generator returned when it ended."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from scanner.engine.values import NOTHING, Instance, Sequence, Value, is_fillable, join, make

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine

_KINDS: dict[str, type[BaseException]] = {
    f"builtins.{name}": kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
}
_ARGS = "args"
_STOPS = frozenset({"builtins.StopIteration", "builtins.StopAsyncIteration"})


def kept(vm: Machine, name: str, args: Args) -> None:
    """``raise LookupError(x)``: any handler of that kind of exception may take ``x`` out of its ``args``."""
    if name in _KINDS and _tells(args):
        vm.heap.write((name, "raised"), _ARGS, _tuple_of(args))


def initialised(vm: Machine, instance: Instance, args: Args) -> None:
    """The same for exceptions of the project, once their constructor has reached the language's."""
    from scanner.engine.attributes import write_attribute

    bases = [base for base in instance.cls.external_bases if base in _KINDS]
    if bases and _tells(args):
        write_attribute(vm, instance, _ARGS, _tuple_of(args))
        kept(vm, bases[0], args)


def is_exception(instance: Instance) -> bool:
    return not _KINDS.keys().isdisjoint(instance.cls.external_bases)


def carried(vm: Machine, frame: Frame, name: str, attr: str) -> Value:
    """An attribute of an exception of the language; empty where nobody saw what it holds."""
    kind = _KINDS.get(name)
    if kind is None:
        return NOTHING
    if attr == _ARGS:
        below = (other for other, each in _KINDS.items() if issubclass(each, kind))
        return join(*(vm.heap.read((other, "raised"), _ARGS, frame.activation) for other in below))
    if attr == "value" and name in _STOPS:
        return vm.heap.read(("stopped", frame.func), "value", frame.activation)
    return NOTHING


def stopped(vm: Machine, frame: Frame, returned: Value) -> None:
    """A generator that the running function takes steps of may end and return something."""
    if any(a.interesting or is_fillable(a) for a in returned):
        vm.heap.write(("stopped", frame.func), "value", returned)


def _tells(args: Args) -> bool:
    return any(a.interesting or is_fillable(a) for value in args.pos for a in value)


def _tuple_of(args: Args) -> Value:
    return frozenset((make(Sequence, tuple(args.pos), None, "tuple"),))
