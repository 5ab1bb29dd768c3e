"""Library calls whose row names a role: decorators, threads, log handlers, models."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scanner.catalog.expressions import parse_expression
from scanner.catalog.schema import CallRow
from scanner.engine import (
    arrivals,
    data_files,
    events,
    exit_stacks,
    exports,
    imperative,
    injection,
    log_libraries,
    logs,
    made_models,
    models,
    presence,
    protocols,
    rebuilt,
    wiring,
)
from scanner.engine.attributes import load
from scanner.engine.calls import Args, call_value
from scanner.engine.containers import contents, iterate_value
from scanner.engine.external import PROBE, Call, evaluate_expression, is_spared
from scanner.engine.frames import Frame
from scanner.engine.mapping import EVENTS
from scanner.engine.scheduling import await_value
from scanner.engine.values import (
    ANY,
    LOOP,
    LOOP_OF_THREAD,
    MAX_DEPTH,
    NOTHING,
    STR,
    TRUE,
    Atom,
    Bound,
    ClassAtom,
    Coroutine,
    ExtAwaitable,
    ExtInstance,
    FuncAtom,
    Generator,
    Instance,
    Mapping,
    Partial,
    Sequence,
    Value,
    const,
    instance_of,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

RoleCall = Callable[["Machine", Frame, CallRow, Atom | None, Args, int], Value | None]


def call_role(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """What the role of a row gives; None when the row is an ordinary one."""
    handler = ROLE_CALLS.get(row.role or "")
    return handler(vm, frame, row, receiver, args, line) if handler is not None else None


def _running_loop(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """In a thread a loop runs only where that thread has started one."""
    frame.vars[PROBE] = const(True)
    if frame.activation.context == "thread":
        return instance_of(LOOP_OF_THREAD)
    return instance_of(LOOP, (), ("loop", "running"))


def _new_loop(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """A loop that is made in a thread, or while another one runs, is a thread's; one made before that may
    become the server's, unless a thread is seen to run it."""
    if frame.activation.context in ("loop", "thread"):
        return instance_of(LOOP_OF_THREAD)
    func = frame.activation.func
    return instance_of(LOOP, (), ("loop", func.symbol if func else "", line))


def _runs_loop(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    if isinstance(receiver, ExtInstance) and receiver.key and frame.activation.context == "thread":
        vm.loops_of_threads.add(receiver.key)
    return None


def _start_thread(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``start()`` of a project's own thread class runs its ``run`` method in that thread."""
    from scanner.engine.attributes import bind_member
    from scanner.engine.scheduling import in_context

    if not row.name.endswith(".start") or not isinstance(receiver, Instance):
        return None
    found = receiver.cls.lookup("run")
    if found is not None:
        target = bind_member(vm, frame, found[0], found[1], receiver, line, "run")
        in_context(vm, frame, "thread", "thread", target, Args(), line)
    return const(None)


_KEPT_OPTIONS = frozenset({"always", "validate_return"})


def decorate(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """Rows that decorate, with or without arguments of their own."""
    objects = "decorates" in row.options
    functions = frozenset(a for a in args.get(0, None) if _is_decorated(a, objects))
    if row.role == "register-decorator" or not functions or len(args.pos) > 1 or args.kwargs:
        return instance_of(
            "clearloop.decorator",
            (
                ("receiver", frozenset((receiver,)) if receiver else NOTHING),
                ("names", join(*args.pos)),
                *((name, value) for name, value in args.kwargs.items() if name in _KEPT_OPTIONS),
                *(
                    ("provides", args.kwargs[name])
                    for name in (row.options.get("as"),)
                    if name in args.kwargs
                ),
            ),
            (row.name, row),
        )
    return decorated(vm, frame, row, receiver, args, line)


def _with_or_without(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``sync_to_async(f, thread_sensitive=False)``, or without ``f``: then what it gives decorates."""
    if args.pos or not isinstance(row.options.get("decorates"), str):
        return None
    if any(callback.name in args.kwargs for callback in row.calls):
        return None
    return instance_of("clearloop.decorator", (), (row.name, row))


def _is_decorated(atom: Atom, objects: bool) -> bool:
    """``objects``: whether what is called like a function is taken for one."""
    if isinstance(atom, ExtInstance):
        return bool(atom.param("fget"))
    if isinstance(atom, Instance):
        return objects and atom.cls.lookup("__call__") is not None
    return isinstance(atom, FuncAtom | ClassAtom | Bound) or (objects and isinstance(atom, Partial))


def decorated(
    vm: Machine,
    frame: Frame,
    row: CallRow,
    receiver: Atom | None,
    args: Args,
    line: int,
    names: Value = NOTHING,
    on: frozenset[str] = frozenset(),
) -> Value:
    """What a decorator row makes of a function: ``options.decorates``, else the function itself."""
    if row.role == "validator":
        if row.options.get("assignment"):
            vm.heap.write(EVENTS, "validated", TRUE)
        return instance_of(
            "clearloop.hook",
            (
                ("fget", args.get(0, None)),
                ("binds", TRUE),
                ("names", names),
                ("told", const(row.options.get("told"))),
            ),
            row.options.get("when", "construct"),
        )
    if row.role == "computed-field":
        return models.computed_property(args.get(0, None))
    if row.role == "declared-provider":
        wiring.provide_declared(vm, args.get(0, None))
    if row.role == "validating-decorator":
        made_models.validate_calls(args.get(0, None), on)
    presence.extended(vm, args.get(0, None), row)
    expression = row.options.get("decorates")
    if not isinstance(expression, str):
        return args.get(0, None)
    return evaluate_expression(Call(vm, frame, None, receiver, args, line), parse_expression(expression))


def apply_decorator(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    row = atom.key[1]
    receiver = next(iter(atom.param("receiver")), None)
    if provides := atom.param("provides"):
        wiring.provide_declared(vm, args.get(0, None), provides)
    on = frozenset(name for name, value in atom.params if value == TRUE)
    made = decorated(vm, frame, row, receiver, args, line, atom.param("names"), on)
    always = atom.param("always")
    return frozenset(_with_always(a, always) for a in made) if always else made


def _with_always(atom: Atom, always: Value) -> Atom:
    if not isinstance(atom, ExtInstance):
        return atom
    made: Atom = make(ExtInstance, atom.key, (*atom.params, ("always", always)), atom.type)
    return made


def _hybrid(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """A property on instances that is an SQL expression on the class."""
    return instance_of("builtins.property", (("fget", args.get(0, "fget")), ("hybrid", const(True))))


def _ask_special(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``options.asks``: special methods of arguments that a function calls; None, so that the row answers."""
    call = Call(vm, frame, row, receiver, args, line)
    asks = row.options.get("asks")
    spared = is_spared(call)
    for one in asks if isinstance(asks, list) else ():
        if spared and "give" in one:
            continue
        value = _asked(call, str(one["arg"]))
        if one.get("of") == "elements":
            value = iterate_value(vm, frame, value, line, False)
        elif one.get("of") == "values":
            value = _objects(call, value)
        elif one.get("of") == "instance":
            value = call_value(vm, frame, value, Args(), line)
        if "param" in one:
            value = join(*(a.param(str(one["param"])) for a in ordered(value) if isinstance(a, ExtInstance)))
        names = one["awaited"] if row.is_async and "awaited" in one else one["methods"]
        shown = _objects(call, call.argument(str(one["give"]))) if "give" in one else NOTHING
        given = protocols.ask(vm, frame, value, tuple(names), line, *([shown] if shown else ()))
        if "__getitem__" in names:
            for atom in ordered(value):
                if isinstance(atom, Instance) and atom.cls.lookup("__getitem__") is None:
                    protocols.missing(vm, frame, atom, STR, line)
        flows = frozenset(a for a in given if isinstance(a, Generator))
        iterate_value(vm, frame, flows, line, any(a.func.func.is_async for a in flows))
        if started := frozenset(a for a in given if isinstance(a, Coroutine)):
            await_value(vm, frame, started, line)
    stores = row.options.get("stores")
    if isinstance(stores, dict):
        for atom in call.argument(str(stores["into"])):
            if isinstance(atom, Sequence):
                vm.heap.write(atom, "rest", call.argument(str(stores["what"])))
    return None


def _objects(call: Call, value: Value) -> Value:
    """Objects of the project among what a value holds, as an encoder meets them."""
    out, seen = NOTHING, NOTHING
    for _ in range(MAX_DEPTH):
        held = NOTHING
        for atom in ordered(value - seen):
            if isinstance(atom, Instance):
                out |= {atom}
            elif isinstance(atom, Mapping):
                entries, rest = contents(call.vm, call.frame, atom)
                held = held.union(rest, *entries.values())
            elif isinstance(atom, Sequence):
                held |= iterate_value(call.vm, call.frame, frozenset((atom,)), call.line, False)
        seen |= value
        value = held
    return out


def _delegate(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """A function that calls one of ``options.methods`` of an argument, and waits or is awaited like it."""
    call = Call(vm, frame, row, receiver, args, line)
    methods = row.options.get("methods")
    out = NOTHING
    for atom in ordered(call.argument(str(row.options.get("to")))):
        name = next((n for n in methods if _has(vm, atom, n)), "") if isinstance(methods, list) else ""
        if name:
            method = load(vm, frame, frozenset((atom,)), name, line)
            made = call_value(vm, frame, method, args.without(1, ("conn",)), line)
            awaited = frozenset(a for a in made if isinstance(a, ExtAwaitable | Coroutine))
            out = join(out, awaited or ANY)
    return out or None


def _has(vm: Machine, atom: Atom, name: str) -> bool:
    if isinstance(atom, ExtInstance):
        return vm.catalog.method(atom.type, name) is not None
    return isinstance(atom, Instance) and any(vm.catalog.method(b, name) for b in atom.cls.external_bases)


def _asked(call: Call, name: str) -> Value:
    """An argument, or ``$name``: what the receiver was made with."""
    if not name.startswith("$"):
        return call.argument(name)
    return call.receiver.param(name[1:]) if isinstance(call.receiver, ExtInstance) else NOTHING


ROLE_CALLS: dict[str, RoleCall] = {
    "new-loop": _new_loop,
    "runs-loop": _runs_loop,
    "running-loop": _running_loop,
    "thread-start": _start_thread,
    "decorator": decorate,
    "offload-decorator": _with_or_without,
    "run-coroutine-decorator": _with_or_without,
    "memoise": decorate,
    "register-decorator": decorate,
    "validator": decorate,
    "method": decorate,
    "computed-field": decorate,
    "validating-decorator": decorate,
    "makes-model": made_models.create,
    "property": _hybrid,
    "listen": events.listen,
    "reconstructor": arrivals.reconstructor,
    "maps-class": imperative.map_class,
    "log": logs.emit,
    "log-library": log_libraries.emit,
    "log-sink": log_libraries.sink,
    "log-bridge": log_libraries.bridge,
    "log-child": logs.child,
    "add-log-handler": logs.attach,
    "log-filter": logs.attach,
    "log-formatter": logs.attach,
    "log-level": logs.set_level,
    "log-config": logs.configure,
    "serialise": models.serialise_call,
    "copy-with": rebuilt.copied,
    "replace-named": rebuilt.renamed,
    "validate": models.validate_call,
    "annotated-validator": models.annotated_validator,
    "special-methods": _ask_special,
    "exit-stack-callback": exit_stacks.call_back,
    "exit-stack-close": exit_stacks.close,
    "exit-stack-enter": exit_stacks.enter_on,
    "exit-stack-pop": exit_stacks.pop_all,
    "exit-stack-push": exit_stacks.push,
    "provide": injection.provide,
    "declared-provider": wiring.declare,
    "bind-type": wiring.bind,
    "container": wiring.container,
    "install-bindings": wiring.install,
    "provide-type": wiring.provide_typed,
    "depend-on-type": wiring.dependency,
    "delegate": _delegate,
    "load-data": data_files.loaded,
    "fields-as-dict": exports.as_dict,
    "fields-as-tuple": exports.as_tuple,
    "from-elements": exports.from_elements,
}
