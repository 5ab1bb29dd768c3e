"""Calls that leave the project: what the catalog says they do, return and call back."""

from __future__ import annotations

import sys
from collections.abc import Mapping as MappingOf
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeGuard

from scanner.catalog.expressions import (
    ClassOf,
    Expression,
    Named,
    Reference,
    Union,
    parse_expression,
)
from scanner.catalog.schema import CallbackRow, CallRow, EffectRow
from scanner.engine import (
    added,
    arrivals,
    column_types,
    events,
    expiry,
    foreign_bases,
    hooks,
    inventory,
    items,
    kept,
    lazy_iterators,
    loading,
    mapping,
    orm,
    polymorphic,
    raised,
    texts,
    unbound,
)
from scanner.engine.calls import Args, any_instance, call_method, call_value, unresolved
from scanner.engine.frames import Frame
from scanner.engine.values import (
    ANY,
    INT,
    LAZY,
    LOOP,
    LOOP_OF_THREAD,
    MAX_DEPTH,
    NOTHING,
    SLICE,
    STR,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    Default,
    Ext,
    ExtAwaitable,
    ExtInstance,
    Form,
    FuncAtom,
    Generator,
    Instance,
    Mapping,
    Partial,
    Sequence,
    Unknown,
    Value,
    const,
    ext,
    instance_of,
    join,
    make,
    ordered,
    unknown,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
_LITERALS = frozenset({"str", "int", "bytes", "bool", "float", "list", "tuple", "dict", "set", "iterator"})


_PENDING = "pending "
PROBE = "<asked for the running loop>"
"""A frame variable set when code asked for the running loop, which raises in a worker thread."""


class Call:
    """One external call while its row is interpreted: what type expressions refer to."""

    __slots__ = ("args", "called", "frame", "line", "receiver", "row", "vm")

    def __init__(
        self, vm: Machine, frame: Frame, row: CallRow | None, receiver: Atom | None, args: Args, line: int
    ) -> None:
        self.vm, self.frame, self.row = vm, frame, row
        self.receiver, self.args, self.line = receiver, args, line
        self.called: Value | None = None

    def argument(self, target: str) -> Value:
        if target.isdigit():
            number = int(target)
            name = self.row.params[number] if self.row and number < len(self.row.params) else None
            return self.args.get(number, name)
        if self.row and target in self.row.params:
            return self.args.get(self.row.params.index(target), target)
        return self.args.kwargs.get(target, NOTHING)


# -- entry points


def call_external(
    vm: Machine, frame: Frame, name: str, args: Args, line: int, expression: IR | None
) -> Value:
    """Call a function or construct a class outside the project."""
    from scanner.engine.intrinsics import INTRINSICS

    handler = INTRINSICS.get(name)
    if handler is not None:
        return handler(vm, frame, args, line)
    row = vm.catalog.functions.get(name) or vm.catalog.functions.get(name.removeprefix("builtins."))
    head, _, attr = name.rpartition(".")
    if row is not None:
        owner = make(Ext, head) if row.options.get("static") and vm.catalog.type(head) else None
        return call_row(vm, frame, row, owner, args, line)
    if head:
        method = vm.catalog.method(head, attr) if vm.catalog.type(head) else None
        if method is not None:
            if method.options.get("static"):
                return call_row(vm, frame, method, make(Ext, head), args, line)
            return _call_unbound(vm, frame, method, args, line)
    kind = vm.catalog.type(name)
    if kind is not None:
        return _construct_external(vm, frame, name, args, line)
    made = unbound.of_type(vm, frame, name, args, line)
    if made is not None:
        return made
    return _call_unlisted(vm, frame, name, args, line, expression)


def _call_unbound(vm: Machine, frame: Frame, row: CallRow, args: Args, line: int) -> Value:
    """``Type.method(obj, ...)`` and class methods of external types."""
    first = args.pos[0] if args.pos else NOTHING
    for atom in first:
        if isinstance(atom, ExtInstance | Instance):
            return call_row(vm, frame, row, atom, args.without(1), line)
    return call_row(vm, frame, row, None, args, line)


def _construct_external(
    vm: Machine, frame: Frame, name: str, args: Args, line: int, params: tuple[tuple[str, Value], ...] = ()
) -> Value:
    row = vm.catalog.type(name)
    canonical = row.name if row is not None else name
    if row is not None and row.role in inventory.MADE:
        inventory.record(vm, frame, row.role or "", row.options, args, line)
    if row is not None and row.construct is not None:
        result = call_row(vm, frame, row.construct, None, args, line)
        if row.construct.returns is not None:
            return kept.placed(frame, row, result, line)
    role = next((r.role for r in vm.catalog.mro(canonical) if r.role), None)
    if role == "column":
        return mapping.column(vm, args)
    if role == "provider":
        from scanner.engine.injection import make_provider

        return make_provider(vm, frame, canonical, args, line)
    if role is not None and vm.web is not None:
        made = vm.web.construct(frame, canonical, role, args, line)
        if made is not None:
            return made  # type: ignore[no-any-return]  # a Value
    run_coroutine_arguments(vm, frame, args, line)
    made_here = instance_of(canonical, params)
    if row is not None:
        made_here = kept.placed(frame, row, made_here, line)
    if row is not None and row.construct is not None:
        return _configured(Call(vm, frame, row.construct, None, args, line), made_here)
    return made_here


def _call_unlisted(
    vm: Machine, frame: Frame, name: str, args: Args, line: int, expression: IR | None
) -> Value:
    """No row: builtins and modules the catalog covers do no I/O; anything else is unresolved."""
    from scanner.engine.scheduling import run_loose

    run_loose(vm, frame, args, line)
    top = name.partition(".")[0]
    last = name.rpartition(".")[2]
    if vm.catalog.is_plain(name):
        return instance_of(name if last[:1].isupper() else "data")
    if top == "builtins":
        raised.kept(vm, name, args)
    if top == "builtins" or top in sys.stdlib_module_names or vm.catalog.is_quiet(name):
        return instance_of(name) if last[:1].isupper() else ANY
    known = vm.catalog.library(name)
    reason = f"no catalog row for {name}" if known is None else f"{known}: no row for {name}"
    unresolved(frame, line, expression, reason)
    if last[:1].isupper():
        return instance_of(name)
    return unknown(f"no catalog row says what {name} returns")


def call_instance(
    vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int, expression: IR | None
) -> Value:
    """Call an object of an external type."""
    from scanner.engine.intrinsics import OBJECT_CALLS

    handler = OBJECT_CALLS.get(atom.type)
    if handler is not None:
        return handler(vm, frame, atom, args, line)
    if vm.web is not None:
        called = vm.web.call(frame, atom, args, line)
        if called is not None:
            return called  # type: ignore[no-any-return]  # a Value
    for row in vm.catalog.mro(atom.type):
        if row.call is not None:
            return call_row(vm, frame, row.call, atom, args, line)
    if atom.type == "any":
        unresolved(frame, line, expression, "a value of any type")
    from scanner.engine.scheduling import run_loose

    run_loose(vm, frame, args, line)
    return ANY


def call_row(vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int) -> Value:
    """Interpret one catalog row, at once or where its result is iterated."""
    return lazy_iterators.row_postponed(vm, row, args) or run_row(vm, frame, row, receiver, args, line)


def run_row(vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int) -> Value:
    """Callbacks run, effects are recorded, the result is what the row returns."""
    own = row.options.get("own")
    if isinstance(own, str) and isinstance(receiver, Instance) and receiver.cls.lookup(own) is not None:
        return call_method(vm, frame, receiver, own, args.prepend(STR), line) or ANY
    hooked = hooks.run(vm, frame, row, receiver, line) if "hooks" in row.options else None
    if hooked is not None:
        return hooked or ANY
    if row.role is not None and vm.web is not None:
        result = vm.web.call_row(frame, row, receiver, args, line)
        if result is not None:
            return result  # type: ignore[no-any-return]  # a Value
        from scanner.engine.roles import call_role

        special = call_role(vm, frame, row, receiver, args, line)
        if special is None:
            special = mapping.mapped_attribute(vm, frame, row, args)
        if special is None:
            special = polymorphic.entity(row, args)
        if special is None:
            special = loading.loading_options(row, receiver, args)
        if special is None:
            special = loading.with_options(row, receiver, args)
        if special is not None:
            _mark(frame, row)
            return special
    if row.role in inventory.MADE:
        inventory.record(vm, frame, row.role or "", row.options, args, line)
    call = Call(vm, frame, row, receiver, args, line)
    if row.options.get("pending"):
        frame.activation.loads[_PENDING + row.name.rpartition(".")[0]] = line
    called = run_callbacks(call)
    if any(callback.where not in ("never", "later") for callback in row.calls):
        call.called = called
    if not row.is_async:
        record(call, row.effect, row.kind, row)
    _mark(frame, row)
    given: Value = loading.mark_results(call, _configured(call, _returned(call, called)))
    given = kept.placed(frame, row, kept.handed_on(call, given), line)
    if _is_greenlet(receiver):
        given = made_in_greenlet(vm, given)
    elif "session_of" in row.options:
        given = _as_session_of(call, given)
    if "runs" in row.options:
        hooks.made(vm, frame, row, given, line)
    if row.options.get("adds"):
        events.note_added(call)
    events.fire(call)
    column_types.fetched(call, given)
    arrivals.loaded(call, given)
    orm.session_call(call)
    if row.is_async:
        return frozenset((make(ExtAwaitable, receiver, given, row),))
    return given


def _configured(call: Call, value: Value) -> Value:
    """Facts given as keywords (``expire_on_commit=False``) travel with the object a row configures."""
    if call.row is not None and "works_on" in call.row.options:
        given = call.argument(str(call.row.options["works_on"]))
        if given and all(_is_greenlet(atom) for atom in given):
            value = made_in_greenlet(call.vm, value)
    names = call.row.options.get("config") if call.row is not None else None
    if not isinstance(names, list):
        return value
    facts: list[tuple[str, Value]] = []
    for name in names:
        given = call.args.kwargs.get(name, NOTHING)
        if not given and isinstance(call.receiver, ExtInstance):
            given = foreign_bases.configured(call.vm, call.frame, call.receiver, name)
        if given and all(isinstance(a, Const | ClassAtom) for a in given):
            facts.append((name, given))
    out: set[Atom] = set()
    for atom in value:
        if isinstance(atom, Instance) and call.row is not None:
            foreign_bases.configure(call.vm, atom, call.row, dict(facts))
        if isinstance(atom, ExtInstance) and facts:
            inner = call.row.options.get("configures") if call.row is not None else None
            kept = [
                (k, frozenset(_with(a, facts) for a in v) if k == inner else v)
                for k, v in atom.params
                if k not in dict(facts)
            ]
            out.add(make(ExtInstance, atom.key, (*kept, *facts), atom.type))
        else:
            out.add(atom)
    return frozenset(out)


def _with(atom: Atom, facts: list[tuple[str, Value]]) -> Atom:
    if not isinstance(atom, ExtInstance):
        return atom
    kept = tuple((k, v) for k, v in atom.params if k not in dict(facts))
    made: Atom = make(ExtInstance, atom.key, (*kept, *facts), atom.type)
    return made


def _returned(call: Call, called: Value) -> Value:
    row = call.row
    if row is None or row.returns is None:
        return called or ANY
    return join(
        *(evaluate_expression(call, parse_expression(e)) for e in _picked(call, row) or [row.returns])
    )


def _picked(call: Call, row: CallRow) -> list[str]:
    """``picks``: what a text among the arguments chooses; nothing where one of them may be something else."""
    picks = row.options.get("picks")
    for name, meanings in picks.items() if isinstance(picks, dict) else ():
        given = [a.value if _is_given(a) else None for a in ordered(call.argument(name))]
        if given and all(isinstance(each, str) and each in meanings for each in given):
            return [meanings[each] for each in given]
    return []


# -- effects


def record(call: Call, effect: str | None, kind: str | None, row: CallRow) -> None:
    """Note an effect in the running activation, unless the row's exception applies."""
    if effect is None or _excepted(call):
        return
    if call.frame.looping and kind == "database" and _counts_in_loop(row):
        call.frame.activation.loads[f"looped-query:{row.name}"] = call.line
    if effect == "blocks" and is_given_greenlet(call):
        effect = "async-io"
    note(call.frame, row.name, kind or "", effect, call.line, "certain", row)


def _mark(frame: Frame, row: CallRow) -> None:
    """Keeps the words of a row for the call that is being interpreted."""
    marks = row.options.get("marks")
    if isinstance(marks, list):
        frame.activation.pending += marks


def _counts_in_loop(row: CallRow) -> bool:
    """Queries, and whatever sends the rows gathered so far one by one."""
    marks = row.options.get("marks")
    return row.returns is not None or (isinstance(marks, list) and "sends" in marks)


def note(
    frame: Frame, symbol: str, kind: str, effect: str, line: int, confidence: str, row: Any = None
) -> None:
    key = (symbol, kind, effect)
    known = frame.activation.effects.get(key)
    if known is None or _RANK[confidence] < _RANK[known[1]] or (confidence == known[1] and line < known[0]):
        frame.activation.effects[key] = (line, confidence, row)


_RANK = {"certain": 0, "likely": 1, "possible": 2}


def _is_greenlet(receiver: Atom | None) -> bool:
    return isinstance(receiver, ExtInstance) and bool(receiver.param("greenlet"))


def is_given_greenlet(call: Call) -> bool:
    """Whether the receiver, or the connection that a query is given, works in a greenlet."""
    if _is_greenlet(call.receiver):
        return True
    if call.row is None or call.row.kind != "database":
        return False
    given = call.args.all()
    return any(_is_greenlet(atom) for value in given for atom in value) or _is_handed_greenlet(call, given)


def _is_handed_greenlet(call: Call, given: list[Value]) -> bool:
    """``cfg.attributes["connection"] = connection``, in a function that was given that connection itself."""
    name = call.row.options.get("handed") if call.row is not None else None
    if not isinstance(name, str):
        return False
    kinds = {atom.type for value in given for atom in value if isinstance(atom, ExtInstance)}
    heap, reader = call.vm.heap, call.frame.activation
    kept = join(*(heap.read((kind, "attributes"), name, reader) for kind in sorted(kinds)))
    return any(_is_greenlet(atom) for atom in kept & join(*call.frame.vars.values()))


def _excepted(call: Call) -> bool:
    """No effect when a named argument is a given constant (``unless``) or something required is missing."""
    row = call.row
    if row is None:
        return False
    for name, wanted in row.unless.items():
        position = row.params.index(name) if name in row.params else None
        value = call.args.get(position, name)
        if value and any(all(_stands_for(a, one) for a in value) for one in _listed(wanted)):
            return True
    return _lacks_required(call, row) or _is_misfit(call, row) or _spared(call.receiver, row.options)


def _listed(wanted: object) -> list[object]:
    return wanted if isinstance(wanted, list) else [wanted]


def _stands_for(atom: Atom, wanted: object) -> bool:
    """Whether an argument is that constant, or the one that a library has under that name."""
    return atom.name == wanted if isinstance(atom, Ext) else _is_given(atom) and atom.value == wanted


def _is_given(atom: Atom) -> TypeGuard[Const]:
    """A constant that the code gives for sure, not only unless a setting says otherwise."""
    return isinstance(atom, Const) and not isinstance(atom, Default)


def _is_misfit(call: Call, row: CallRow) -> bool:
    """``takes_class``: a call that gives text where a class belongs is meant for another receiver."""
    names = row.options.get("takes_class")
    given = [call.argument(name) for name in names] if isinstance(names, list) else []
    return any(value and all(map(_is_text, value)) for value in given)


def _is_text(atom: Atom) -> bool:
    if isinstance(atom, Const):
        return isinstance(atom.value, str)
    return isinstance(atom, ExtInstance) and atom.type == "str"


def _spared(receiver: Atom | None, options: MappingOf[str, object]) -> bool:
    """``unless_param``: no effect where a fact of the receiver is a given constant."""
    listed = options.get("unless_param")
    if not isinstance(listed, dict) or not isinstance(receiver, ExtInstance):
        return False
    given = {name: [a.value for a in receiver.param(name) if isinstance(a, Const)] for name in listed}
    return any(given[name] == [wanted] for name, wanted in listed.items())


def _tells(value: Value) -> bool:
    """Whether an argument is given, and not as what leaving it out means: ``None``, an empty text, zero."""
    return bool(value) and not all(_is_given(atom) and not atom.value for atom in value)


def _lacks_required(call: Call, row: CallRow) -> bool:
    """``requires`` (an argument) and ``requires_param`` (a fact of the receiver): no effect without them."""
    names = row.options.get("requires")
    if isinstance(names, list) and not any(map(_tells, map(call.argument, names))) and not call.args.kwstar:
        return True
    return _lacks_param(call.receiver, row.options)


def _lacks_param(receiver: Atom | None, options: MappingOf[str, object]) -> bool:
    param = options.get("requires_param")
    told = isinstance(receiver, ExtInstance) and isinstance(param, str) and _tells(receiver.param(param))
    return isinstance(param, str) and not told


def apply_effect(
    vm: Machine, frame: Frame, atom: Atom, type_name: str, slot: str, line: int, label: str
) -> bool:
    """Record an effect that syntax triggers (entering, leaving, iterating, awaiting)."""
    for row in vm.catalog.mro(type_name):
        effect: EffectRow | None = getattr(row, slot)
        if effect is not None:
            if _spared(atom, row.options) or _lacks_param(atom, row.options):
                return False
            if row.options.get("exit_waits_for") and _PENDING + row.name not in frame.activation.loads:
                return False
            kind = "async-io" if effect.effect == "blocks" and _is_greenlet(atom) else effect.effect
            name = row.options.get("waits_in")
            symbol = name if isinstance(name, str) else f"{row.name}.{label}"
            note(frame, symbol, effect.kind, kind, line, "certain", row)
            if slot == "iter_effect" and effect.kind == "database":
                _read_on(Call(vm, frame, CallRow(row.name, effect.effect, effect.kind), atom, Args(), line))
            if "exit" in slot and "fires" in row.options:
                is_async = kind == "async-io"
                left = CallRow(row.name, effect.effect, effect.kind, is_async=is_async, options=row.options)
                events.fire(Call(vm, frame, left, atom, Args(), line))
                spared = foreign_bases.told(vm, frame, atom, "expire_on_commit") == const(False)
                added.committed(vm, frame, bool(row.options.get("expires")) and not spared, is_async)
            return True
    return False


def _read_on(call: Call) -> None:
    """Iterating a query brings its rows."""
    value: Value = frozenset((call.receiver,)) if call.receiver is not None else NOTHING
    events.fire(call)
    column_types.fetched(call, value)
    arrivals.loaded(call, value)


# -- callbacks


def run_callbacks(call: Call) -> Value:
    """Do with callables among the arguments what the row says; returns what inline ones returned."""
    row = call.row
    if row is None or is_spared(call):
        return NOTHING
    out = NOTHING
    handled: set[int] = set()
    for callback in row.calls:
        if callback.name == "*":
            for value in [*call.args.pos, *([call.args.star] if call.args.star else [])]:
                if callback.where in ("never", "later"):
                    continue
                if row.options.get("pairs"):
                    callee, given = _pair(call, value)
                    out = join(out, _run_callback(call, callback, callee, given))
                else:
                    out = join(out, _run_callback(call, callback, _unpacked(call, value)))
            continue
        callee = _callback_target(call, callback)
        if callback.method:
            callee = hooks.methods(call.vm, call.frame, callee, callback.method, call.line)
        handled.add(callback.arg if callback.arg is not None else -1)
        if not callee or callback.where in ("never", "later"):
            continue
        out = join(out, _run_callback(call, callback, callee))
    if not row.calls and not _takes_data(row):
        run_coroutine_arguments(call.vm, call.frame, call.args, call.line)
    own = all((callback.name or "").startswith("$") for callback in row.calls)
    if row.effect is not None and own and "keeps" not in row.options:
        _read_what_is_sent(call)
    return out


def is_spared(call: Call) -> bool:
    """``spares_plain``: whether an argument is plain data, which nobody has to be asked about."""
    from scanner.engine.containers import is_plain_data

    name = call.row.options.get("spares_plain") if call.row is not None else None
    return isinstance(name, str) and is_plain_data(call.vm, call.frame, call.argument(name))


def _read_what_is_sent(call: Call) -> None:
    """Generators handed to what does I/O with them are read where it is called: ``bulk(client, rows())``."""
    from scanner.engine.containers import iterate_value

    for value in call.args.all():
        lazy = frozenset(a for a in value if _is_lazy(a))
        if lazy:
            iterate_value(call.vm, call.frame, lazy, call.line, False)


def _is_lazy(atom: Atom) -> bool:
    return isinstance(atom, Generator) or (isinstance(atom, ExtInstance) and atom.type == LAZY)


def _takes_data(row: CallRow) -> bool:
    """Whether a function turns data into data: a coroutine has no place among its arguments."""
    return row.effect is None and not row.is_async and row.returns in _DATA


_DATA = frozenset({"data", "str", "bytes", "int", "float", "bool", "none"})


def _unpacked(call: Call, value: Value) -> Value:
    """A list of awaitables stands for its elements: ``asyncio.wait([...])``."""
    from scanner.engine.containers import iterate_value

    lists = frozenset(a for a in value if isinstance(a, Sequence))
    return (
        join(value - lists, iterate_value(call.vm, call.frame, lists, call.line, False)) if lists else value
    )


def _pair(call: Call, value: Value) -> tuple[Value, Args]:
    """``(function, {"keyword": value})``."""
    from scanner.engine.containers import contents
    from scanner.engine.expressions import iterate_items

    callee, given, *_ = *(iterate_items(call.vm, call.frame, value) or ()), NOTHING, NOTHING
    args = Args()
    for atom in given:
        if isinstance(atom, Mapping):
            entries, rest = contents(call.vm, call.frame, atom)
            args.kwargs |= {name: join(args.kwargs.get(name, NOTHING), v) for name, v in entries.items()}
            args.kwstar = join(args.kwstar or NOTHING, rest) or None
    return callee or _unpacked(call, value), args


def _callback_target(call: Call, callback: CallbackRow) -> Value:
    if callback.name is not None and callback.name.startswith("$"):
        receiver = call.receiver
        if callback.name == "$":
            kept_there = kept.held(call.vm, receiver, call.frame.activation)
        else:
            name = callback.name[1:]
            kept_there = foreign_bases.told(call.vm, call.frame, receiver, name) if receiver else NOTHING
        return _named_objects(call, kept_there) if callback.method else _callables_in(call, kept_there, 0)
    if callback.name == "*":
        return join(*call.args.pos, call.args.star or NOTHING)
    value = call.args.get(callback.arg, callback.name)
    if call.row is not None and call.row.options.get("by_type"):
        return _callables_in(call, value, 0)
    held = frozenset(a for a in value if isinstance(a, Sequence))
    if callback.where == "loop" and held:
        from scanner.engine.containers import iterate_value

        return join(value - held, iterate_value(call.vm, call.frame, held, call.line, False))
    return value


def _named_objects(call: Call, value: Value) -> Value:
    """Objects, also those that a dictionary has under names: ``jobstores={"default": store}``."""
    from scanner.engine.containers import contents

    held = [contents(call.vm, call.frame, atom) for atom in ordered(value) if isinstance(atom, Mapping)]
    named = (inner for entries, rest in held for inner in (*entries.values(), rest))
    return join(frozenset(a for a in value if not isinstance(a, Mapping)), *named)


def _callables_in(call: Call, value: Value, depth: int) -> Value:
    """Functions, also those that lists and dicts hold: ``event_hooks={"request": [log]}``."""
    from scanner.engine.containers import contents, iterate_value

    out = NOTHING
    for atom in ordered(value):
        if isinstance(atom, Mapping) and depth < MAX_DEPTH:
            entries, rest = contents(call.vm, call.frame, atom)
            out |= _callables_in(call, join(rest, *entries.values()), depth + 1)
        elif isinstance(atom, Sequence) and depth < MAX_DEPTH:
            held = iterate_value(call.vm, call.frame, frozenset((atom,)), call.line, False)
            out |= _callables_in(call, held, depth + 1)
        else:
            out |= {atom}
    return out


def _run_callback(call: Call, callback: CallbackRow, callee: Value, given: Args | None = None) -> Value:
    from scanner.engine.scheduling import in_context, schedule_value

    if callback.where == "suited":
        return _run_where_suited(call, callback, callee, given)
    args = _callback_arguments(call, callback) if given is None else given
    vm, frame = call.vm, call.frame
    if callback.where == "thread":
        if call.row is not None and "spread" in call.row.options:
            inventory.note_handed(vm, frame, callee, args, call.line)
        offload = call.row.name if call.row else ""
        frame.activation.pending.append(f"offloads:{callback.arg}:{callback.name}:{offload}")
        if callee and all(is_result(atom) for atom in callee):
            frame.activation.loads[f"offload-of-result:{offload}"] = call.line
        return in_context(vm, frame, "thread", "thread", callee, args, call.line)
    coroutines = frozenset(a for a in callee if isinstance(a, Coroutine | ExtAwaitable))
    if callback.where == "loop":
        frame.activation.pending.append("schedules")
        own_loop = call.row is not None and _stays_in_thread(call.row)
        place = (
            frame.activation.context
            if own_loop or frame.activation.context not in ("loop", "thread")
            else "loop"
        )
        if _is_loop_of_thread(call):
            place = "thread"
        out = schedule_value(vm, frame, coroutines, call.line, "task", place) if coroutines else NOTHING
        rest = callee - coroutines
        if rest:
            result = in_context(vm, frame, place, "task", rest, args, call.line)
            out = join(out, schedule_value(vm, frame, result, call.line, "task", place))
        return out
    out = schedule_value(vm, frame, coroutines, call.line, "call") if coroutines else NOTHING
    rest = callee - coroutines
    result = call_value(vm, frame, rest, args, call.line) if rest else NOTHING
    if result and call.row is not None and call.row.is_async:
        # What is awaited itself awaits what it calls.
        schedule_value(vm, frame, frozenset(a for a in result if isinstance(a, Coroutine)), call.line, "call")
    return join(out, result) if rest else out


def _run_where_suited(call: Call, callback: CallbackRow, callee: Value, given: Args | None) -> Value:
    """What is awaited runs on the loop, anything else in a worker thread."""
    from scanner.engine.web import is_async_callable

    awaited = frozenset(
        a for a in callee if isinstance(a, Coroutine | ExtAwaitable) or is_async_callable(call.vm, a)
    )
    out = NOTHING
    for where, some in (("loop", awaited), ("thread", callee - awaited)):
        if some:
            out = join(out, _run_callback(call, replace(callback, where=where), some, given))
    return out


def _is_loop_of_thread(call: Call) -> bool:
    """Whether what is scheduled runs on the loop of a worker thread, whoever schedules it."""
    if call.row is not None and call.row.options.get("loop_of_thread"):
        return True
    given = call.argument("loop") or ((call.receiver,) if call.receiver is not None else ())
    found = {_is_of_thread(call.vm, atom) for atom in given}
    return True in found and False not in found


def _is_of_thread(vm: Machine, atom: Atom) -> bool | None:
    """Whether a loop is one of a thread; None for what stands there before the thread runs, and for a loop
    that is only declared."""
    if isinstance(atom, ExtInstance) and (atom.type == LOOP_OF_THREAD or atom.key in vm.loops_of_threads):
        return True
    is_declared = isinstance(atom, ExtInstance) and atom.type == LOOP and atom.key is None
    return None if is_declared or (isinstance(atom, Const) and atom.value is None) else False


def _stays_in_thread(row: CallRow) -> bool:
    """``this_thread``: tasks run on the loop of the thread that makes them, be it the server's or another."""
    return row.role == "run-coroutine" or bool(row.options.get("this_thread"))


def _callback_arguments(call: Call, callback: CallbackRow) -> Args:
    spread = call.row.options.get("spread") if call.row is not None else None
    if isinstance(spread, list):
        return _spread(call, spread)
    if callback.args == "none":
        return Args()
    if callback.args == "rest":
        first = (callback.arg if callback.arg is not None else -1) + 1
        skipped = tuple(call.row.params[:first]) if call.row else ()
        names = tuple(n for n in skipped if n) + ((callback.name,) if callback.name else ())
        return call.args.without(first, names)
    out = Args()
    for expression in callback.args:
        if expression == "$*":
            rest = call.args.without((callback.arg if callback.arg is not None else -1) + 1)
            out.pos += rest.pos
            out.kwargs.update(rest.kwargs)
            out.star, out.kwstar = rest.star, rest.kwstar
        else:
            out.pos.append(evaluate_expression(call, parse_expression(expression)))
    if _greenlet_row(call.row):
        out.pos = [frozenset(_greenlet(a) for a in out.pos[0]), *out.pos[1:]] if out.pos else out.pos
    return out


def _spread(call: Call, names: list[str]) -> Args:
    """``Thread(target=f, args=(...), kwargs={...})``: the arguments arrive in containers."""
    from scanner.engine.containers import contents
    from scanner.engine.expressions import iterate_items

    out = Args()
    positional = call.argument(names[0])
    items = iterate_items(call.vm, call.frame, positional) if positional else ()
    if items is None:
        from scanner.engine.containers import iterate_value

        out.star = iterate_value(call.vm, call.frame, positional, call.line, False)
    else:
        out.pos = list(items)
    for atom in call.argument(names[1]):
        if isinstance(atom, Mapping):
            entries, rest = contents(call.vm, call.frame, atom)
            out.kwargs.update({str(k): v for k, v in entries.items()})
            out.kwstar = rest or None
    return out


def _greenlet_row(row: CallRow | None) -> bool:
    return bool(row is not None and row.options.get("greenlet"))


def made_in_greenlet(vm: Machine, value: Value) -> Value:
    """What a session in a greenlet gives: objects of libraries work there, too."""
    return frozenset(_greenlet(a) if _is_made(vm, a) else a for a in value)


def _as_session_of(call: Call, given: Value) -> Value:
    """The session that a row belongs to: that of an asynchronous one is only asked in a greenlet."""
    asked = call.argument(str(call.row.options["session_of"])) if call.row is not None else NOTHING
    modes = {a.key[1] for a in asked if isinstance(a, Instance) and expiry.is_row(a)}
    if modes.isdisjoint(_ASYNC_ROWS):
        return given
    in_greenlet = made_in_greenlet(call.vm, given)
    return in_greenlet if modes <= _ASYNC_ROWS else given | in_greenlet


_ASYNC_ROWS = frozenset({"async", "greenlet", "stale"})


def _is_made(vm: Machine, atom: Atom) -> bool:
    """An object of a library: the connection of a session in a greenlet works there, too."""
    listed = isinstance(atom, ExtInstance) and atom.interesting and vm.catalog.type(atom.type) is not None
    return listed and not _is_greenlet(atom)


def greenlets(value: Value) -> Value:
    """The same objects of a library, as they work in a greenlet."""
    return frozenset(_greenlet(a) for a in value)


def _greenlet(atom: Atom) -> Atom:
    if isinstance(atom, ExtInstance):
        made: Atom = make(ExtInstance, atom.key, (*atom.params, ("greenlet", const(True))), atom.type)
        return made
    return atom


def run_coroutine_arguments(vm: Machine, frame: Frame, args: Args, line: int) -> None:
    """Coroutines handed to a library run: nobody makes one to throw it away."""
    from scanner.engine.scheduling import schedule_value, via_of

    for value in args.all():
        found = frozenset(a for a in value if isinstance(a, Coroutine))
        if found:
            schedule_value(vm, frame, found, line, via_of(value))


# -- type expressions


def evaluate_type(
    vm: Machine, expression: str, receiver: Atom | None = None, frame: Frame | None = None
) -> Value:
    """The value a type expression of an attribute stands for."""
    from scanner.engine.frames import Activation

    line = frame.statement[1] if frame is not None else 1
    if frame is None:
        frame = Frame("module", next(iter(vm.program.modules.values())), None)
        frame.activation = Activation("declared", None, "declared", ())
    call = Call(vm, frame, None, receiver, Args(), line)
    return evaluate_expression(call, parse_expression(expression))


def evaluate_expression(call: Call, e: Expression) -> Value:
    if isinstance(e, Named):
        return _named(call, e)
    if isinstance(e, Reference):
        return _reference(call, e)
    if isinstance(e, Union):
        return join(*(evaluate_expression(call, item) for item in e.items))
    if isinstance(e, ClassOf):
        return ext(e.name)
    first = evaluate_expression(call, e.first)
    lost = not first or all(
        isinstance(a, Unknown) or (isinstance(a, Const) and a.value is None) for a in first
    )
    return evaluate_expression(call, e.second) if lost else first


def _named(call: Call, e: Named) -> Value:
    if e.name == "any":
        return ANY
    if e.name == "none":
        return const(None)
    args = [evaluate_expression(call, a) for a in e.args]
    if e.name == "tuple" and args:
        return frozenset((make(Sequence, tuple(args), None, "tuple"),))
    if e.name in _LITERALS:
        return instance_of(e.name, tuple((str(n), v) for n, v in enumerate(args)))
    row = call.vm.catalog.type(e.name)
    params = row.params if row is not None else ()
    if row is not None and not params:
        params = next((r.params for r in call.vm.catalog.mro(e.name) if r.params), ())
    keyed = tuple((n, v) for n, v in zip(params, args, strict=False) if v)
    inherited = _inherited_facts(call)
    return instance_of(row.name if row is not None else e.name, (*keyed, *inherited))


_RECEIVED = ("greenlet", "options", "expire_on_commit")


def _inherited_facts(call: Call) -> tuple[tuple[str, Value], ...]:
    """Facts that travel from a receiver, or from what a function is given, to what comes back."""
    sources = (call.receiver,) if call.receiver is not None else ordered(call.argument("0"))
    for source in sources:
        if isinstance(source, ExtInstance):
            facts = _RECEIVED if call.receiver is not None else ("greenlet",)
            return tuple((k, v) for k, v in source.params if k in facts)
    return ()


def _reference(call: Call, e: Reference) -> Value:
    value = _target(call, e.target)
    if e.word == "value":
        return value
    if e.word == "await":
        return _awaited(call, e.target)
    if e.word == "new" and e.target == "*":
        return _instances(call)
    if e.word == "new":
        from scanner.engine.annotations import instantiate

        if e.target == "self":
            return join(*(_built(call, atom) for atom in ordered(value)))
        return instantiate(call.vm, call.frame, value)
    if e.word == "elem":
        from scanner.engine.containers import iterate_value

        return iterate_value(call.vm, call.frame, value, call.line, False)
    if e.word == "call":
        if call.called is not None:
            return call.called or ANY
        return call_value(call.vm, call.frame, value, Args(), call.line)
    if e.word == "param":
        out = NOTHING
        for atom in value:
            if e.param is not None:
                out = join(out, foreign_bases.told(call.vm, call.frame, atom, e.param))
        return out or ANY
    if e.word == "one":
        alone = len(call.args.pos) == 1 and not call.args.star
        return _reference(call, Reference("new", "0" if alone else "*"))
    return ANY


def _built(call: Call, atom: Atom) -> Value:
    """What a class gives that is asked to build an object of itself: of none that inherits from it."""
    from scanner.engine.annotations import instantiate, is_abstract

    if isinstance(atom, ClassAtom) and not is_abstract(atom.cls):
        return frozenset((any_instance(call.vm, call.frame, atom.cls, atom.params),))
    return instantiate(call.vm, call.frame, frozenset((atom,)))


def _instances(call: Call) -> Value:
    """The tuple of an instance of each positional argument, as the rows of a query over several classes."""
    from scanner.engine.annotations import instantiate

    made = tuple(instantiate(call.vm, call.frame, value) for value in call.args.pos)
    if call.args.star:
        # Which is where is not known.
        some = join(*made, instantiate(call.vm, call.frame, call.args.star))
        return orm.row_of(instance_of("list", (("0", some),)))
    return frozenset((make(Sequence, made, None, "tuple"),)) if made else ANY


def _awaited(call: Call, target: str) -> Value:
    """What awaiting an argument gives; of several, the tuple of what each gives."""
    from scanner.engine.scheduling import schedule_value

    def result(value: Value) -> Value:
        own_loop = call.row is not None and _stays_in_thread(call.row)
        place = "loop" if call.frame.activation.context == "thread" and not own_loop else None
        if _is_loop_of_thread(call):
            place = "thread"
        return schedule_value(call.vm, call.frame, value, call.line, "task", place) or ANY

    if target != "*":
        return result(call.argument(target))
    if call.args.star:
        return instance_of("list", (("0", result(call.args.star)),))
    return frozenset((make(Sequence, tuple(result(v) for v in call.args.pos), None, "tuple"),))


def _target(call: Call, target: str) -> Value:
    if target == "self":
        return frozenset((call.receiver,)) if call.receiver is not None else ANY
    if target == "*":
        return join(*call.args.pos) if call.args.pos else NOTHING
    value = call.argument(target)
    if value:
        return value
    if isinstance(call.receiver, ExtInstance) and not target.isdigit():
        return call.receiver.param(target) or ANY
    if isinstance(call.receiver, Instance) and not target.isdigit():
        if kept_there := foreign_bases.fact(call.vm, call.frame, call.receiver, target):
            return kept_there
        if named := foreign_bases.named(call.receiver, target):
            return named
        if generic := foreign_bases.generic(call.vm, call.receiver, target):
            from scanner.engine.annotations import instantiate

            return instantiate(call.vm, call.frame, generic)
    return NOTHING


# -- implicit operations


def iterate_external(vm: Machine, frame: Frame, atom: ExtInstance, line: int, is_async: bool) -> Value:
    if atom.type in ("list", "set", "iterator", "tuple"):
        values = [v for _, v in atom.params]
        return join(*values) if values else ANY
    if atom.type == LAZY:
        return lazy_iterators.read(vm, frame, atom, line)
    if atom.type == "dict":
        return atom.param("0") or ANY
    if atom.type in ("str", "bytes"):
        return STR if atom.type == "str" else INT
    if atom.type in ("any", "int"):
        return ANY
    slot = "aiter_effect" if is_async else "iter_effect"
    apply_effect(vm, frame, atom, atom.type, slot, line, "__aiter__" if is_async else "__iter__")
    if atom.key is not None and (inside := kept.held(vm, atom, frame.activation)):
        return inside
    reading = None if is_async or not atom.params else vm.catalog.method(atom.type, "__iter__")
    if reading is not None and reading.calls:
        call_row(vm, frame, reading, atom, Args(), line)
    for row in vm.catalog.mro(atom.type):
        expression = row.aiter if is_async else row.iter
        if expression is not None:
            return evaluate_type(vm, expression, receiver=atom, frame=frame)
    return ANY


def getitem_external(vm: Machine, frame: Frame, atom: ExtInstance, index: Value, line: int) -> Value:
    if atom.type == "dict":
        values = [v for _, v in atom.params]
        return values[1] if len(values) > 1 else ANY
    if atom.type in ("list", "tuple", "set", "iterator"):
        if index == SLICE:
            return frozenset((atom,))
        values = [v for _, v in atom.params]
        return join(*values) if values else ANY
    if atom.type in texts.TYPES:
        return texts.item(atom.type, index)
    if items.are_attributes(vm, atom):
        return items.read(vm, frame, atom, index, line)
    for row in vm.catalog.mro(atom.type):
        if row.getitem is None:
            continue
        part = row.getitem.options.get("slice")
        if isinstance(part, str) and index == SLICE:
            return evaluate_type(vm, part, receiver=atom, frame=frame)
        return call_row(vm, frame, row.getitem, atom, Args([index]), line)
    from scanner.engine.intrinsics import INTRINSICS

    handler = INTRINSICS.get(f"{atom.type}.__getitem__")
    return handler(vm, frame, Args([frozenset((atom,)), index]), line) if handler is not None else ANY


def typed_class(vm: Machine, frame: Frame, form: Form) -> Value:
    """A subscripted external class, ready to be called: ``sessionmaker[Session](...)``."""
    return ext(form.origin)


def is_result(atom: Atom) -> bool:
    """Whether a value is plainly no function but what one returned."""
    if isinstance(atom, Const):
        return atom.value is not None
    if isinstance(atom, ExtInstance):
        return atom.type in _LITERALS
    return isinstance(atom, Coroutine | ExtAwaitable | Sequence | Mapping)


def is_callable(atom: Atom) -> bool:
    return isinstance(atom, FuncAtom | Bound | Partial | ClassAtom | Mapping | Ext)
