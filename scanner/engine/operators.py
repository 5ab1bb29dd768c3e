"""The functions of ``operator``: what signs do, under names that can be handed on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scanner.engine import mixins, protocols
from scanner.engine.attributes import load
from scanner.engine.calls import Args, call_method, call_value
from scanner.engine.containers import getitem, iterate_value, setitem
from scanner.engine.frames import Frame
from scanner.engine.values import (
    ANY,
    INT,
    NOTHING,
    Const,
    Instance,
    Sequence,
    Value,
    const,
    instance_of,
    join,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

Handler = Callable[["Machine", Frame, Args, int], Value]

_SIGNS = {
    "add": "Add",
    "and_": "BitAnd",
    "concat": "Add",
    "floordiv": "FloorDivide",
    "lshift": "LeftShift",
    "matmul": "MatrixMultiply",
    "mod": "Modulo",
    "mul": "Multiply",
    "or_": "BitOr",
    "pow": "Power",
    "rshift": "RightShift",
    "sub": "Subtract",
    "truediv": "Divide",
    "xor": "BitXor",
}
_COMPARED = ("eq", "ne", "lt", "le", "gt", "ge")
_UNARY = ("abs", "index", "inv", "invert", "neg", "pos")


def calculated(sign: str) -> Handler:
    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        from scanner.engine.expressions import combined

        return combined(vm, frame, sign, args.get(0, None), args.get(1, None), line)

    return build


def changed(sign: str, hook: str) -> Handler:
    """``operator.iadd(x, y)``: the object changes itself if it can."""

    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        from scanner.engine.expressions import combined

        left, right = args.get(0, None), args.get(1, None)
        out = NOTHING
        for atom in ordered(left):
            one = frozenset((atom,))
            if isinstance(atom, Instance) and (atom.cls.lookup(hook) or mixins.runs(atom.cls, hook)):
                own = load(vm, frame, one, hook, line)
                out = join(out, call_value(vm, frame, own, Args([right]), line))
            elif isinstance(atom, Sequence) and atom.kind == "list" and sign == "Add":
                vm.heap.write(atom, "rest", iterate_value(vm, frame, right, line, False))
                out = join(out, one)
            else:
                out = join(out, combined(vm, frame, sign, one, right, line))
        return out

    return build


def compared(hook: str) -> Handler:
    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        from scanner.engine.expressions import compare

        return compare(vm, frame, args.get(0, None), args.get(1, None), hook, line) or instance_of("bool")

    return build


def _asked(hook: str) -> Handler:
    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        return protocols.ask(vm, frame, args.get(0, None), (hook,), line) or args.get(0, None) or ANY

    return build


def _getitem(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return join(*(getitem(vm, frame, a, args.get(1, None), line) for a in ordered(args.get(0, None)))) or ANY


def _setitem(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    for atom in ordered(args.get(0, None)):
        setitem(vm, frame, atom, args.get(1, None), args.get(2, None), line)
    return const(None)


def _delitem(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    for atom in ordered(args.get(0, None)):
        if isinstance(atom, Instance):
            call_method(vm, frame, atom, "__delitem__", Args(args.pos[1:]), line, quiet=True)
    return const(None)


def _contains(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    protocols.contains(vm, frame, args.get(0, None), args.get(1, None), line)
    return instance_of("bool")


def _searched(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``indexOf`` and ``countOf`` go through the elements."""
    elements = iterate_value(vm, frame, args.get(0, None), line, False)
    protocols.equal(vm, frame, elements, args.get(1, None), line)
    return INT


def _truth(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.expressions import check_truth

    check_truth(vm, frame, args.get(0, None), line)
    return instance_of("bool")


def _slice(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``slice(low, high)``: its bounds are asked for their numbers where it is used."""
    given = join(*args.pos) if args.pos else NOTHING
    asked = frozenset(a for a in given if not isinstance(a, Const))
    protocols.ask(vm, frame, asked, ("__index__",), line)
    return instance_of("builtins.slice")


def _named() -> dict[str, Handler]:
    found: dict[str, Handler] = {
        "getitem": _getitem,
        "setitem": _setitem,
        "delitem": _delitem,
        "contains": _contains,
        "indexOf": _searched,
        "countOf": _searched,
        "truth": _truth,
        "not_": _truth,
    }
    for name, sign in _SIGNS.items():
        found[name] = calculated(sign)
        plain = name.rstrip("_")
        found[f"i{plain}"] = changed(sign, f"__i{'add' if plain == 'concat' else plain}__")
    found.update({name: compared(f"__{name}__") for name in _COMPARED})
    found.update({name: _asked(f"__{'invert' if name == 'inv' else name}__") for name in _UNARY})
    return found


FUNCTIONS: dict[str, Handler] = {"builtins.slice": _slice}
for _name, _handler in _named().items():
    FUNCTIONS[f"operator.{_name}"] = _handler
    FUNCTIONS[f"operator.__{_name.rstrip('_')}__"] = _handler
