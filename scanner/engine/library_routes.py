"""Routes that a library brings along: rows list them, and what serves each is an object with a ``call``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.expressions import parse_expression
from scanner.catalog.schema import CallRow, TypeRow
from scanner.engine.calls import Args
from scanner.engine.external import Call, evaluate_expression
from scanner.engine.frames import Frame
from scanner.engine.program import FuncDef, Module
from scanner.engine.values import Atom, Ext, ExtInstance, FuncAtom, Value, const, make

if TYPE_CHECKING:
    from scanner.engine.web import Entry, Web

ROUTER = "fastapi.APIRouter"


def made(web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int) -> Value | None:
    """``users.get_register_router(...)``: a new router with the routes of the row."""
    from scanner.engine.web import site_of

    router: Atom = make(
        ExtInstance, (frame.module.name, line, site_of(frame), frame.part, row.name), (), ROUTER
    )
    web.register(frame, router, "router", Args(), line)
    add(web, frame, router, row, receiver, args, line)
    return frozenset((router,))


def built(web: Web, frame: Frame, router: Atom, type_name: str, args: Args, line: int) -> None:
    """``GraphQLRouter(schema)``: a router with routes of its own."""
    kind = web.vm.catalog.type(type_name)
    if kind is not None and kind.construct is not None and "routes" in kind.construct.options:
        add(web, frame, router, kind.construct, None, args, line)


def exposed(
    web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``Instrumentator().expose(app)``: the routes of the row are added to what is given."""
    for owner in args.get(0, "app"):
        if owner in web.registries or web.adopt(frame, owner, line):
            add(web, frame, owner, row, receiver, args, line)
    return frozenset((receiver,)) if receiver is not None else const(None)


def add(
    web: Web, frame: Frame, owner: Atom, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> None:
    """Register what ``routes`` of a row lists: ``handler`` is a type expression, and ``place`` the argument
    that may say another path than ``path``."""
    from scanner.engine.web import text_of

    call = Call(web.vm, frame, row, receiver, args, line)
    listed = row.options.get("routes")
    for each in listed if isinstance(listed, list) else ():
        target = evaluate_expression(call, parse_expression(each["handler"]))
        place = call.argument(each["place"]) if "place" in each else frozenset()
        path = text_of(place, each["path"]) if place else each["path"]
        kind, methods = ("route", tuple(each["methods"])) if "methods" in each else ("websocket", ())
        web.add(frame, owner, kind, path, target, methods, {}, line)


def handler(web: Web, atom: Atom, entry: Entry) -> FuncAtom | None:
    """What stands for a library's code as the handler of a route; None for code that no row describes."""
    from scanner.engine.web import is_async_callable

    catalog = web.vm.catalog
    row: TypeRow | CallRow | None = None
    if isinstance(atom, ExtInstance):
        row = catalog.type(atom.type)
    elif isinstance(atom, Ext):
        row = catalog.function(atom.name)
    symbol = row.options.get("serves") if row is not None else None
    module = web.vm.program.find(entry.module)
    if not isinstance(symbol, str) or module is None:
        return None
    key = module.path, entry.line, symbol
    known = web.standing.get(key)
    if known is None:
        known = web.standing[key] = _standing_for(symbol, is_async_callable(web.vm, atom), module, entry.line)
    return make(FuncAtom, None, known, None)  # type: ignore[no-any-return]  # a FuncAtom


def _standing_for(symbol: str, is_async: bool, module: Module, line: int) -> FuncDef:
    """A function without a body, where the project takes up the routes."""
    name = symbol.rpartition(":")[2]
    function = (name, line, line, is_async, (), None, (), None, (), is_async, False)
    found = FuncDef(function, module, "", None)
    found.symbol = symbol
    return found
