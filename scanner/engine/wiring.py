"""Containers that build what a type asks for: types are bound to classes, factories and objects, and
constructors are given what their annotations name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow, TypeRow
from scanner.engine import injection, promises
from scanner.engine.annotations import resolve
from scanner.engine.attributes import bind_member
from scanner.engine.calls import Args, any_instance, call_method, call_value, definition_frame
from scanner.engine.containers import iterate_value, make_sequence
from scanner.engine.external import Call
from scanner.engine.frames import Frame
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    Ext,
    ExtAwaitable,
    ExtInstance,
    Form,
    FuncAtom,
    Generator,
    Instance,
    Unknown,
    Value,
    const,
    instance_of,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

BINDINGS = "clearloop.bound"
CONTAINERS = injection.CONTAINERS
MAX_NESTED = 12


def bind(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``options.of`` is bound to the first given argument of ``options.to``, else to itself."""
    call = Call(vm, frame, row, receiver, args, line)
    keys = call.argument(str(row.options["of"]))
    names = row.options.get("to")
    given = (call.argument(str(name)) for name in names) if isinstance(names, list) else ()
    _bind(vm, keys, next(filter(_says_something, given), keys))
    return None


def provide_declared(vm: Machine, functions: Value, provides: Value = NOTHING) -> None:
    """Bind what functions are declared to return or yield, or ``provides`` where given, to them."""
    for atom in functions:
        keys = provides
        if not keys and isinstance(atom, FuncAtom) and atom.func.returns is not None:
            keys = _yielded(resolve(vm, definition_frame(vm, atom), atom.func.returns))
        _bind(vm, keys, frozenset((atom,)))


def declare(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``provide(Shop, provides=Place)`` binds what it is given, or what a context manager is made of; without
    that, it is a decorator."""
    from scanner.engine.roles import decorate

    call = Call(vm, frame, row, receiver, args, line)
    given = call.argument(str(row.options.get("source")))
    managers = (a.param("function") for a in given if isinstance(a, ExtInstance))
    source = frozenset(a for a in given.union(*managers) if isinstance(a, FuncAtom | ClassAtom | Bound))
    if not source or row.options.get("source") is None:
        return decorate(vm, frame, row, receiver, args, line)
    provide_declared(vm, source, call.argument(str(row.options.get("as"))))
    return source


def container(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """A container is made: where its library builds what is asked for; None, so that the row answers."""
    vm.heap.write(CONTAINERS, row.library, const(str(row.options["context"])))
    return None


def asked(row: TypeRow, types: Value) -> Value:
    """What stands for a parameter that is given what a container holds for its type."""
    params = (
        ("type", types),
        ("context", const(str(row.options.get("context", "")))),
        ("by", const(row.library)),
    )
    return instance_of("clearloop.depends", (("dependency", instance_of(injection.INJECTED, params)),))


def metadata(vm: Machine, types: Value, given: Value) -> Value:
    """``Annotated[Shop, Inject()]`` asks for what it annotates; other metadata is itself."""
    rows = (
        vm.catalog.type(a.type if isinstance(a, ExtInstance) else a.name)
        for a in given
        if isinstance(a, Ext | ExtInstance)
    )
    row = next((row for row in rows if row is not None and row.role == "injected-type"), None)
    return asked(row, types) if row is not None else given


def install(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """Modules, classes of them or plain functions: each is given the binder."""
    given = Call(vm, frame, row, receiver, args, line).argument(str(row.options["of"]))
    binder = Args([instance_of(str(row.options["binder"]))])
    listed = iterate_value(vm, frame, given, line, False) if given else NOTHING
    for atom in ordered(given | listed):
        if isinstance(atom, FuncAtom | Bound):
            call_value(vm, frame, frozenset((atom,)), binder, line)
        for module in _modules(vm, frame, atom, line):
            call_method(vm, frame, module, "configure", binder, line)
    return None


def _modules(vm: Machine, frame: Frame, atom: Atom, line: int) -> list[Instance]:
    made = call_value(vm, frame, frozenset((atom,)), Args(), line) if isinstance(atom, ClassAtom) else (atom,)
    return [module for module in made if isinstance(module, Instance)]


def provide_typed(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """What a container gives for each type it is asked for; a tuple of them for several."""
    call = Call(vm, frame, row, receiver, args, line)
    asked = args.pos if row.options.get("each") else [call.argument(str(row.options["of"]))]
    found = [made(vm, frame, keys, line, 0, row.is_async) for keys in asked]
    value = found[0] if len(found) == 1 else make_sequence(vm, frame, "tuple", found, NOTHING, line)
    if row.options.get("several"):
        value = make_sequence(vm, frame, "list", [], value, line)
    return frozenset((make(ExtAwaitable, receiver, value, row),)) if row.is_async else value


def dependency(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """A default that the framework replaces by what the container gives for a type."""
    keys = Call(vm, frame, row, receiver, args, line).argument(str(row.options["of"]))
    where = const(str(row.options["context"]))
    marker = instance_of(injection.INJECTED, (("type", keys), ("context", where)))
    return instance_of("clearloop.depends", (("dependency", marker),))


def made(vm: Machine, frame: Frame, keys: Value, line: int, depth: int, awaits: bool = False) -> Value:
    """What these types are bound to, built; a class that nothing is bound to is built itself."""
    out = NOTHING
    for key in ordered(keys):
        bound = vm.heap.read(BINDINGS, _identity(key), frame.activation)
        for atom in ordered(bound) if bound else (key,):
            again = isinstance(atom, ClassAtom) and atom != key and vm.heap.peek(BINDINGS, _identity(atom))
            built = (
                made(vm, frame, frozenset((atom,)), line, depth + 1, awaits)
                if again and depth < MAX_NESTED
                else _built(vm, frame, atom, line, depth, awaits)
            )
            out = join(out, built)
    return out or ANY


def _built(vm: Machine, frame: Frame, atom: Atom, line: int, depth: int, awaits: bool) -> Value:
    if depth > MAX_NESTED:
        return ANY
    one = frozenset((atom,))
    if isinstance(atom, ClassAtom):
        init = atom.cls.lookup("__init__")
        wanted = [a for a in init[1] if isinstance(a, FuncAtom)] if init is not None else []
        return call_value(vm, frame, one, _given(vm, frame, wanted, 1, line, depth, awaits), line)
    if isinstance(atom, FuncAtom):
        return _finished(vm, frame, _called(vm, frame, atom, line, depth, awaits), line, awaits)
    if isinstance(atom, Bound | Ext):
        return _finished(vm, frame, call_value(vm, frame, one, Args(), line), line, awaits)
    return ANY if isinstance(atom, Form | Const) else one


def _called(vm: Machine, frame: Frame, atom: FuncAtom, line: int, depth: int, awaits: bool) -> Value:
    """A factory; one that is written as a method works on some object of its class."""
    callee: Value = frozenset((atom,))
    skipped = 0
    if atom.func.cls is not None and atom.owner is not None:
        owner = any_instance(vm, frame, atom.owner)
        callee = bind_member(vm, frame, atom.owner, callee, owner, line, atom.func.name)
        skipped = 1
    return call_value(vm, frame, callee, _given(vm, frame, [atom], skipped, line, depth, awaits), line)


def _given(
    vm: Machine,
    frame: Frame,
    wanted: Iterable[FuncAtom],
    skipped: int,
    line: int,
    depth: int,
    awaits: bool,
) -> Args:
    """Arguments by name, of the types that parameters without a default are declared to have."""
    kwargs: dict[str, Value] = {}
    for atom in wanted:
        where = definition_frame(vm, atom)
        for name, kind, annotation, default in atom.func.params[skipped:]:
            if annotation is None or kind in (2, 4) or default is not None:
                continue
            types = frozenset(a for a in resolve(vm, where, annotation) if _can_be_built(vm, a))
            if types:
                kwargs[name] = made(vm, frame, types, line, depth + 1, awaits)
    return Args([], kwargs)


def _can_be_built(vm: Machine, atom: Atom) -> bool:
    return isinstance(atom, ClassAtom) or bool(vm.heap.peek(BINDINGS, _identity(atom)))


def _finished(vm: Machine, frame: Frame, value: Value, line: int, awaits: bool) -> Value:
    """What a factory that yields, or is awaited, gives in the end."""
    opened = frozenset(a for a in value if isinstance(a, Generator))
    out = value - opened
    if opened:
        is_async = any(a.func.func.is_async for a in opened)
        out = join(out, iterate_value(vm, frame, opened, line, is_async))
    if not awaits:
        return out
    begun = [a for a in ordered(out) if isinstance(a, Coroutine)]
    ended = (vm.run_coroutine(a, "loop", frame, line, "call") for a in begun)
    return join(out - frozenset(begun), *ended)


def _bind(vm: Machine, keys: Value, given: Value) -> None:
    for key in keys:
        vm.heap.write(BINDINGS, _identity(key), given)


def _identity(key: Atom) -> Hashable:
    if isinstance(key, ClassAtom):
        return key.cls
    return key.name if isinstance(key, Ext) else key


def _says_something(value: Value) -> bool:
    return any(not isinstance(a, Unknown) and not (isinstance(a, Const) and a.value is None) for a in value)


def _yielded(declared: Value) -> Value:
    """``Iterator[Connection]`` provides a connection."""
    return join(*(promises.item(atom) or frozenset((atom,)) for atom in declared))
