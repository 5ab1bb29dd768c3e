"""Functions that do what an operator or a special method does: those of ``operator`` and ``math``."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from scanner.engine import protocols
from scanner.engine.containers import getitem, setitem
from scanner.engine.frames import Frame
from scanner.engine.values import ANY, Value, const, instance_of, join, ordered

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.machine import Machine

Handler = Callable[["Machine", Frame, "Args", int], Value]

_BINARY = (
    "add", "and_", "concat", "floordiv", "lshift", "matmul", "mod", "mul", "or_", "pow", "rshift", "sub",
    "truediv", "xor",
)  # fmt: skip
_UNARY = ("abs", "index", "inv", "invert", "neg", "pos")
_DUNDERS = {"concat": "add", "inv": "invert", "and_": "and", "or_": "or"}
_ORDERS = ("lt", "le", "gt", "ge")


def _binary(name: str, vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.expressions import dunder

    return dunder(vm, frame, args.get(0, "a"), args.get(1, "b"), name, line)


def _in_place(name: str, vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    own = protocols.ask(vm, frame, args.get(0, "a"), (f"__i{name}__",), line, args.get(1, "b"))
    return own or _binary(name, vm, frame, args, line)


def _unary(name: str, vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return protocols.ask(vm, frame, args.get(0, "a"), (f"__{name}__",), line) or ANY


def _order(name: str, vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    protocols.order(vm, frame, args.get(0, "a"), args.get(1, "b"), f"__{name}__", line)
    return instance_of("bool")


def _equal(negated: bool, vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    protocols.equal(vm, frame, args.get(0, "a"), args.get(1, "b"), line, negated=negated)
    return instance_of("bool")


def _truth(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.expressions import test_truth

    test_truth(vm, frame, args.get(0, "a"), line)
    return instance_of("bool")


def _contains(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    protocols.contains(vm, frame, args.get(0, "a"), args.get(1, "b"), line)
    return instance_of("bool")


def _getitem(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    found = (getitem(vm, frame, atom, args.get(1, "b"), line) for atom in ordered(args.get(0, "a")))
    return join(*found) or ANY


def _setitem(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    for atom in ordered(args.get(0, "a")):
        setitem(vm, frame, atom, args.get(1, "b"), args.get(2, "c"), line)
    return const(None)


def _changed(name: str, vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    protocols.ask(vm, frame, args.get(0, "a"), (f"__{name}__",), line, *args.pos[1:])
    return const(None)


def _handlers() -> dict[str, Handler]:
    found: dict[str, Handler] = {}
    for name in _BINARY:
        dunder = _DUNDERS.get(name, name)
        found[name] = partial(_binary, dunder)
        found[f"i{name.rstrip('_')}"] = partial(_in_place, dunder)
    found |= {name: partial(_unary, _DUNDERS.get(name, name)) for name in _UNARY}
    found |= {name: partial(_order, name) for name in _ORDERS}
    found |= {"setitem": _setitem, "delitem": partial(_changed, "delitem")}
    found |= {"eq": partial(_equal, False), "ne": partial(_equal, True), "contains": _contains}
    found |= {"truth": _truth, "not_": _truth, "getitem": _getitem}
    return {f"operator.{name}": handler for name, handler in found.items() if hasattr(operator, name)}


HANDLERS = _handlers()
