"""``inspect.signature(function).bind(*args, **kwargs)``: what is bound is handed on as it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.calls import Args
from scanner.engine.containers import contents, make_mapping, make_sequence
from scanner.engine.frames import Frame
from scanner.engine.values import ANY, NOTHING, ExtInstance, Mapping, Value, instance_of, join

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

TYPE = "inspect.BoundArguments"


def bind(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """What ``bind`` of a signature gives, the first argument being the signature."""
    given = args.pos[1:]
    entries = {**dict(zip(_names(vm, frame, args.get(0, None)), given, strict=False)), **args.kwargs}
    rest = join(args.star or NOTHING, args.kwstar or NOTHING)
    facts = (
        ("args", make_sequence(vm, frame, "tuple", given, args.star or NOTHING, line)),
        ("kwargs", make_mapping(vm, frame, dict(args.kwargs), args.kwstar or NOTHING, line)),
        ("arguments", make_mapping(vm, frame, dict(entries), rest, line) if entries or rest else ANY),
    )
    return instance_of(TYPE, facts)


def _names(vm: Machine, frame: Frame, signatures: Value) -> list[str]:
    for atom in signatures:
        if isinstance(atom, ExtInstance):
            for held in atom.param("parameters"):
                if isinstance(held, Mapping):
                    return [str(name) for name in contents(vm, frame, held)[0]]
    return []
