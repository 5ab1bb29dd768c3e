"""Resolvers of GraphQL schemas: whoever executes a query runs them where it is, plain functions included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine import orm
from scanner.engine.annotations import instantiate, resolve
from scanner.engine.calls import Args, any_instance, call_method, call_value, definition_frame
from scanner.engine.containers import iterate_value
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.scheduling import await_value
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    ClassAtom,
    Coroutine,
    ExtAwaitable,
    ExtInstance,
    Form,
    FuncAtom,
    Generator,
    Partial,
    Unknown,
    Value,
    instance_of,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.web import Web

ROLE = "resolver"
INFO = "graphql.GraphQLResolveInfo"
REQUEST = instance_of("starlette.requests.Request")
_ROOTS = ("query", "mutation", "subscription")
_CONTEXTS = ("context", "context_value")
_CALLABLE = (FuncAtom, Bound, Partial)


@dataclass(frozen=True, slots=True)
class Resolver:
    """A function that gives a field of a class, or of a type that only its schema knows."""

    target: FuncAtom
    owner: ClassDef | None
    # Classes that are asked first, by this method.
    guards: Value
    asked: str
    line: int


def resolver(
    web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``@strawberry.field``, ``@query.field("name")`` and ``strawberry.field(resolver=f)``."""
    given = frozenset(a for a in args.get(0, "resolver") | args.get(1, None) if isinstance(a, _CALLABLE))
    if given:
        add(web, frame, row, given, args, line)
        return given
    if frame.statement[0] == "ann":
        # ``size: int = strawberry.field(description=...)`` only tells of a field.
        return args.kwargs.get("default") or instance_of("data")
    key = (frame.module.name, line, row.name, receiver, frame.prefix, frame.activation)
    web.pending[key] = (row, receiver or make(ExtInstance, None, (), row.name), args)
    return instance_of("clearloop.registration", (), key)


def add(web: Web, frame: Frame, row: CallRow, target: Value, args: Args, line: int) -> None:
    guarded = row.options.get("guards")
    argument, asked = guarded if isinstance(guarded, list) else ("", "")
    owner = frame.cls if frame.kind == "class" else None
    for atom in target:
        if isinstance(atom, FuncAtom):
            web.resolvers[atom, owner] = Resolver(
                atom, owner, args.kwargs.get(argument, NOTHING), asked, line
            )


def run(web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int) -> Value | None:
    """A query: resolvers of a schema's roots that the row names (or of all), and of what they lead to."""
    if not isinstance(receiver, ExtInstance):
        return None
    schemas = receiver.param("schema") or frozenset((receiver,))
    wanted = row.options.get("roots")
    names = wanted if isinstance(wanted, list) else _ROOTS
    roots = [s.param(name) for s in schemas if isinstance(s, ExtInstance) for name in names]
    types = _types(web, roots)
    info = _info(web, frame, row, receiver, args, line)
    for each in list(web.resolvers.values()):
        if each.owner is None or types is None or each.owner in types:
            _resolve(web, frame, each, info)
    data = instance_of("data")
    return frozenset((make(ExtAwaitable, receiver, data, None),)) if row.is_async else data


def _info(web: Web, frame: Frame, row: CallRow, receiver: ExtInstance, args: Args, line: int) -> Value:
    """What resolvers are told of the request; a context that is a function is made for each."""
    places = ((row.params.index(name), name) for name in _CONTEXTS if name in row.params)
    given = next((args.get(number, name) for number, name in places), NOTHING)
    context = given or receiver.param("context")
    makers = frozenset(a for a in context if isinstance(a, _CALLABLE))
    if makers:
        made = call_value(web.vm, frame, makers, Args([REQUEST, instance_of("data")]), line)
        context = (context - makers) | _await(web, frame, made, line)
    return instance_of(INFO, (("context", context),) if context else ())


def _types(web: Web, roots: Iterable[Value]) -> set[ClassDef] | None:
    """The classes whose fields a query can ask for; None where an annotation on the way is not known."""
    owned: dict[ClassDef | None, list[Resolver]] = {}
    for each in web.resolvers.values():
        owned.setdefault(each.owner, []).append(each)
    found: set[ClassDef] = set()
    queue = list(roots)
    while queue:
        value = queue.pop()
        for atom in value:
            if isinstance(atom, Unknown):
                return None
            if isinstance(atom, Form):
                queue += atom.args
            elif isinstance(atom, ClassAtom):
                queue += [given for _, given in atom.params]
                heirs = [cls for cls in owned if cls is not None and atom.cls in cls.mro]
                fresh = {c for own in (atom.cls, *heirs) for c in own.mro if isinstance(c, ClassDef)} - found
                found |= fresh
                queue += [a for cls in fresh for a in _annotated(web, cls, owned.get(cls, []))]
    return found


def _annotated(web: Web, cls: ClassDef, resolvers: list[Resolver]) -> Iterator[Value]:
    """What the fields of a class are declared to hold or to give."""
    if cls.frame is not None:
        yield from (resolve(web.vm, cls.frame, annotation) for annotation in cls.annotations.values())
    for each in resolvers:
        if each.target.func.returns is not None:
            yield resolve(web.vm, definition_frame(web.vm, each.target), each.target.func.returns)


def _resolve(web: Web, frame: Frame, each: Resolver, info: Value) -> None:
    vm, func = web.vm, each.target.func
    for value in iterate_value(vm, frame, each.guards, each.line, False) if each.guards else ():
        if isinstance(value, ClassAtom):
            guard = any_instance(vm, frame, value.cls)
            asked = call_method(vm, frame, guard, each.asked, Args([ANY, info]), each.line)
            _await(web, frame, asked or NOTHING, each.line)
    params = list(func.params)
    given: list[Value] = []
    if each.owner is not None and func.cls is each.owner and params:
        given.append(frozenset((any_instance(vm, frame, each.owner),)))
        params = params[1:]
    where = definition_frame(vm, each.target)
    named: dict[str, Value] = {}
    for name, kind, annotation, _ in params:
        declared = resolve(vm, where, annotation) if annotation is not None else NOTHING
        if kind in (2, 4):
            continue
        typed = instantiate(vm, where, declared) if declared else ANY
        is_info = name == "info" or any(isinstance(a, ExtInstance) and a.type == INFO for a in typed)
        named[name] = info if is_info else typed
    result = call_value(vm, frame, frozenset((each.target,)), Args(given, named), func.line)
    result = _await(web, frame, result, func.line)
    if func.returns is not None:
        orm.serialise(vm, frame, resolve(vm, where, func.returns), result, func.line)


def _await(web: Web, frame: Frame, result: Value, line: int) -> Value:
    pending = frozenset(a for a in result if isinstance(a, Coroutine | ExtAwaitable))
    streams = frozenset(a for a in result if isinstance(a, Generator))
    out = result - pending - streams
    if pending:
        out |= await_value(web.vm, frame, pending, line)
    for stream in ordered(streams):
        is_async = isinstance(stream, Generator) and stream.func.func.is_async
        out |= iterate_value(web.vm, frame, frozenset((stream,)), line, is_async)
    return out
