"""Routers of a project that change how routes are registered: ``get()`` asks their ``api_route()``, and that
their ``add_api_route()``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine.calls import Args, call_value
from scanner.engine.containers import make_sequence
from scanner.engine.frames import Frame
from scanner.engine.values import NOTHING, Atom, FuncAtom, Instance, Value, const

if TYPE_CHECKING:
    from scanner.engine.web import Web

_VERBS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})


def decorator(web: Web, frame: Frame, row: CallRow, receiver: Atom, args: Args, line: int) -> Value | None:
    """What ``router.get(path)`` gives where the router's class has an ``api_route`` of its own; else None."""
    verb = row.name.rpartition(".")[2]
    own = _own(web, frame, receiver, "api_route", line) if row.role == "route" and verb in _VERBS else NOTHING
    if not own:
        return None
    methods = make_sequence(web.vm, frame, "list", [const(verb.upper())], NOTHING, line)
    return call_value(web.vm, frame, own, _asked(args, methods), line)


def added(web: Web, frame: Frame, row: CallRow, receiver: Atom, args: Args, target: Value, line: int) -> bool:
    """Whether a decorated function was handed to an ``add_api_route`` of the router's class."""
    if row.role != "route" or row.options.get("plain"):
        return False
    own = _own(web, frame, receiver, "add_api_route", line)
    if not own:
        return False
    listed = row.options.get("methods")
    names = [const(name) for name in listed] if isinstance(listed, list) else []
    asked = _asked(args, make_sequence(web.vm, frame, "list", names, NOTHING, line))
    asked.pos = [*asked.pos[:1], target]
    call_value(web.vm, frame, own, asked, line)
    return True


def _asked(args: Args, methods: Value) -> Args:
    kwargs = {name: value for name, value in args.kwargs.items() if name != "path"}
    kwargs.setdefault("methods", methods)
    out = Args([args.get(0, "path")], kwargs)
    out.kwstar = args.kwstar
    return out


def _own(web: Web, frame: Frame, receiver: Atom, name: str, line: int) -> Value:
    """A method that the project defines on its router class; an application leaves it to its router."""
    if not isinstance(receiver, Instance):
        return NOTHING
    if not any(web.role_of(base) == "router" for base in receiver.cls.external_bases):
        return NOTHING
    found = receiver.cls.lookup(name)
    if found is None or not any(isinstance(member, FuncAtom) for member in found[1]):
        return NOTHING
    from scanner.engine.attributes import bind_member

    return bind_member(web.vm, frame, found[0], found[1], receiver, line, name)
