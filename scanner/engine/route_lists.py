"""Lists of route objects: ``routes=[Route(...), Mount(...)]`` and the live ``routes`` of an application."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine import own_routes
from scanner.engine.calls import Args
from scanner.engine.containers import contents, iterate_value
from scanner.engine.frames import Frame
from scanner.engine.values import NOTHING, Atom, ExtInstance, Mapping, Value, const, make, ordered

if TYPE_CHECKING:
    from scanner.engine.web import Registry, Web

LIVE = "starlette.routing._Routes"
"""The type of ``routes``: parameter ``owner`` is the application or router; of its elements, too."""

COPIED = "copied"
"""Role of an entry that stands for routes of another list, added one by one."""


def add_list(web: Web, frame: Frame, owner: Atom, routes: Value, line: int) -> None:
    """Register every route object of a list, or all routes of another router's live list."""
    from scanner.engine.expressions import iterate_items

    live = frozenset(a for a in routes if isinstance(a, ExtInstance) and a.type == LIVE)
    for atom in ordered(live):
        _add_others(web, frame, owner, atom, line)
    rest = routes - live
    add_objects(web, frame, owner, rest, line)
    items = iterate_items(web.vm, frame, rest)
    for value in items if items is not None else (iterate_value(web.vm, frame, rest, line, False),):
        add_objects(web, frame, owner, value, line)


def add_objects(web: Web, frame: Frame, owner: Atom, value: Value, line: int) -> None:
    for atom in ordered(value):
        for route in (atom,) if isinstance(atom, ExtInstance) else own_routes.routes_of(web.vm, atom):
            _add_object(web, frame, owner, route, line)


def _add_others(web: Web, frame: Frame, owner: Atom, listed: ExtInstance, line: int, role: str = "") -> None:
    """Add what the owner of a live list has; a list that is put back into its own adds nothing."""
    others = frozenset(a for a in listed.param("owner") if a is not owner)
    if others:
        web.add(frame, owner, "include", "", others, (), {}, line, role=role)


def put_back(registry: Registry, source: Registry) -> bool:
    """Whether a router with routes of another is included there: they are taken out and put back."""
    return any(e.kind == "include" and registry.atom in e.target for e in source.entries.values())


def _add_object(web: Web, frame: Frame, owner: Atom, atom: ExtInstance, line: int) -> None:
    row = next((r for r in web.vm.catalog.mro(atom.type) if r.role), None)
    if row is None:
        return
    if atom.param("owner"):
        # One of all routes of another list: which of them a loop picks is not told apart.
        if row.role == "route-object":
            _add_others(web, frame, owner, atom, line, COPIED)
        return
    from scanner.engine.web import names_of, text_of

    path = "" if row.options.get("any_path") else text_of(atom.param("path"), "")
    at = atom.key[1] if isinstance(atom.key, tuple) else line
    if row.role == "mount-object":
        target = atom.param("target") or _anonymous(web, frame, atom, at)
        around = {"middleware": atom.param("middleware")} if atom.param("target") else {}
        web.add(frame, owner, "mount", path, target, (), around, at)
    elif row.role in ("route-object", "websocket-object"):
        kind = "websocket" if row.role == "websocket-object" else "route"
        methods = names_of(web.vm, frame, atom.param("methods")) or ("GET",)
        solves = bool(row.options.get("solves"))
        options = dict(atom.params) if solves else {"middleware": atom.param("middleware")}
        options["route_class"] = atom.param("of")
        role = "alone" if solves else "plain"
        web.add(frame, owner, kind, path, atom.param("target"), methods, options, at, role=role)


def _anonymous(web: Web, frame: Frame, atom: ExtInstance, line: int) -> Value:
    inner: Atom = make(ExtInstance, (atom.key, "mounted"), (), "starlette.routing.Router")
    given = {name: atom.param(name) for name in ("routes", "middleware") if atom.param(name)}
    web.register(frame, inner, "router", Args([], given), line)
    return frozenset((inner,))


def change(
    web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``app.routes.append(...)`` and its like. ``options.position`` says which argument is added."""
    if not isinstance(receiver, ExtInstance):
        return None
    position = row.options.get("position")
    added = args.get(position if isinstance(position, int) else 0, None)
    for owner in ordered(receiver.param("owner")):
        if row.options.get("many"):
            add_list(web, frame, owner, added, line)
        else:
            add_objects(web, frame, owner, added, line)
    return frozenset((receiver,)) if row.name.endswith("__iadd__") else const(None)


def change_middleware(
    web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``app.user_middleware.insert(0, Middleware(...))`` and its like."""
    if not isinstance(receiver, ExtInstance):
        return None
    position = row.options.get("position")
    added = args.get(position if isinstance(position, int) else 0, None)
    if row.options.get("many"):
        added = iterate_value(web.vm, frame, added, line, False)
    for owner in ordered(receiver.param("owner")):
        for atom in ordered(added):
            if isinstance(atom, ExtInstance) and atom.param("cls"):
                options = {k: v for k, v in atom.params if k != "cls"}
                web.add(frame, owner, "middleware", "", atom.param("cls"), (), options, line, role="factory")
    return frozenset((receiver,)) if row.name.endswith("__iadd__") else const(None)


def change_hooks(
    web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``app.router.on_startup.append(warm)``, ``app.exception_handlers[Missing] = answer`` and their like."""
    if not isinstance(receiver, ExtInstance):
        return None
    kind = str(row.options.get("hook", ""))
    position = row.options.get("position")
    added = [(NOTHING, args.get(position if isinstance(position, int) else 0, None))]
    if kind == "exception-handler":
        added = [(args.get(0, None), args.get(1, None))]
    if row.options.get("many"):
        added = list(_several(web, frame, kind, args.get(0, None), line))
    for owner in ordered(receiver.param("owner")):
        for raised, target in added:
            role, path = (kind, "") if raised else ("event", kind)
            web.add(frame, owner, "hook", path, target, (), {"raised": raised}, line, role=role)
    return frozenset((receiver,)) if row.name.endswith("__iadd__") else const(None)


def _several(web: Web, frame: Frame, kind: str, value: Value, line: int) -> Iterator[tuple[Value, Value]]:
    if kind != "exception-handler":
        yield NOTHING, iterate_value(web.vm, frame, value, line, False)
        return
    for atom in ordered(value):
        if isinstance(atom, Mapping):
            for key, target in contents(web.vm, frame, atom)[0].items():
                yield frozenset((key,)) if isinstance(key, Atom) else const(key), target


def replace(web: Web, frame: Frame, owner: Atom, routes: Value, line: int) -> None:
    """``router.routes = [...]``: what the list holds is served; what was registered before is kept."""
    if owner in web.registries and routes != NOTHING:
        add_list(web, frame, owner, routes, line)
