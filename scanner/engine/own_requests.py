"""Requests of a project's own class, which a route class hands on in the place of the one that it got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine import contracts
from scanner.engine.calls import Args, call_method
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.scheduling import await_value
from scanner.engine.values import NOTHING, Const, ExtInstance, Form, Instance, Value, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

NEXT = "clearloop.next"
_HANDLER = ".get_route_handler"
# What the framework calls for a body of either kind, and what these call where they are not overridden.
_READERS = {"json": ("body", "json", "stream"), "form": ("form", "stream")}


def passed_on(vm: Machine, frame: Frame, args: Args) -> None:
    """A route's handler calls the one that the framework made."""
    owner, mark, _ = frame.activation.symbol.partition(_HANDLER)
    own = frozenset(a for a in args.get(0, "request") if isinstance(a, Instance) and a.cls.external_bases)
    if mark and own:
        vm.heap.write(("requests", owner), "passed", own)


def of_class(vm: Machine, frame: Frame, cls: ClassDef) -> Value:
    """The requests that the handler of a route class, or of one it inherits from, passes on."""
    owners = (base.symbol for base in cls.own_bases)
    return NOTHING.union(*(vm.heap.read(("requests", o), "passed", frame.activation) for o in owners))


def in_place_of(vm: Machine, requests: Value, declared: Value) -> Value:
    """What a parameter gets that is declared to be the framework's request."""
    bases = {base for a in requests if isinstance(a, Instance) for base in a.cls.external_bases}
    kinds = {row.name for base in bases for row in vm.catalog.mro(base)}
    replaced = frozenset(a for a in declared if isinstance(a, ExtInstance) and a.type in kinds)
    return declared - replaced | requests if replaced else declared


def part_of_body(vm: Machine, declared: Value, default: Value, typed: Value) -> str:
    """Which part of a request's body a parameter is read from; empty where it comes from elsewhere."""
    metas = [a for f in declared if isinstance(f, Form) for part in f.args[1:] for a in part]
    for atom in (*ordered(default), *metas):
        if isinstance(atom, ExtInstance) and atom.type == "clearloop.parameter":
            return next((str(a.value) for a in atom.param("place") if isinstance(a, Const)), "")
    rows = [row for a in typed if isinstance(a, ExtInstance) for row in vm.catalog.mro(a.type)]
    uploaded = next((str(row.options["part"]) for row in rows if "part" in row.options), "")
    return uploaded or ("json" if contracts.field_texts(vm, declared) else "")


def read(vm: Machine, frame: Frame, requests: Value, places: set[str], line: int) -> None:
    """The framework reads a body on the loop, by methods that a class of the project may override."""
    for atom in ordered(requests):
        for name in dict.fromkeys(n for place in sorted(places) for n in _READERS.get(place, ())):
            if isinstance(atom, Instance) and atom.cls.lookup(name) is not None:
                made = call_method(vm, frame, atom, name, Args(), line)
                await_value(vm, frame, made or NOTHING, line)
