"""Calls: binding arguments, running project code, and handing external calls to the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import (
    added,
    context_variables,
    enums,
    exact,
    foreign_bases,
    lazy_names,
    makers,
    mapping,
    mixins,
    orm,
    promises,
    raised,
    staleness,
    unwritten,
    wrappers,
)
from scanner.engine.annotations import fields_of, is_init_only
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, FuncDef
from scanner.engine.reasons import of_call, text_of
from scanner.engine.records import has_role, tells_apart
from scanner.engine.values import (
    ANY,
    FACTORY,
    MAX_DEPTH,
    NOTHING,
    OPAQUE_TYPES,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    Ext,
    ExtInstance,
    ExtMethod,
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
    defaults,
    join,
    make,
    ordered,
    unknown,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]

# Objects of one class told apart by what they hold; further ones are told apart by place only.
MAX_FLOWS = 24


class Args:
    """Evaluated arguments. ``star`` and ``kwstar`` are elements of ``*x`` / ``**x`` of unknown length."""

    __slots__ = ("kwargs", "kwstar", "pos", "star")

    def __init__(self, pos: list[Value] | None = None, kwargs: dict[str, Value] | None = None) -> None:
        self.pos: list[Value] = pos if pos is not None else []
        self.kwargs: dict[str, Value] = kwargs if kwargs is not None else {}
        self.star: Value | None = None
        self.kwstar: Value | None = None

    def prepend(self, *first: Value) -> Args:
        out = Args([*first, *self.pos], self.kwargs)
        out.star, out.kwstar = self.star, self.kwstar
        return out

    def without(self, count: int, names: tuple[str, ...] = ()) -> Args:
        """The remaining arguments, as offloads pass them on."""
        out = Args(self.pos[count:], {k: v for k, v in self.kwargs.items() if k not in names})
        out.star, out.kwstar = self.star, self.kwstar
        return out

    def get(self, position: int | None, name: str | None) -> Value:
        if position is not None and position < len(self.pos):
            return self.pos[position]
        if name is not None and name in self.kwargs:
            return self.kwargs[name]
        return NOTHING

    def all(self) -> list[Value]:
        extra = [v for v in (self.star, self.kwstar) if v]
        return [*self.pos, *self.kwargs.values(), *extra]


def call_value(
    vm: Machine, frame: Frame, callee: Value, args: Args, line: int, expression: IR | None = None
) -> Value:
    """Call everything ``callee`` may be; returns what the calls may return."""
    out = NOTHING
    for atom in ordered(callee):
        value = call_atom(vm, frame, atom, args, line, expression)
        out = value if not out else join(out, value)
    return out


def awaitable_callees(vm: Machine, callee: Value) -> Value:
    """What ``await f()`` may call: not what waits here and gives nothing to await, because such a line would
    always raise. Where an annotation says nothing else, the awaited twin is meant."""
    if not any(map(_gives_plain_result, callee)):
        return callee
    kept = frozenset(a for a in callee if not _gives_plain_result(a))
    return kept or frozenset(_twin(vm, a) for a in callee)


def _twin(vm: Machine, atom: Atom) -> Atom:
    """The same method of the asynchronous client that goes with a blocking one."""
    if isinstance(atom, ExtMethod) and isinstance(atom.receiver, ExtInstance):
        other = vm.catalog.twin(atom.receiver.type)
        row = vm.catalog.method(other, atom.row.name.rpartition(".")[2]) if other else None
        if other and row is not None and row.is_async:
            receiver = make(ExtInstance, atom.receiver.key, atom.receiver.params, other)
            made: Atom = make(ExtMethod, receiver, row)
            return made
    return atom


def _gives_plain_result(atom: Atom) -> bool:
    return (
        isinstance(atom, ExtMethod)
        and not atom.row.is_async
        and atom.row.effect == "blocks"
        and not atom.row.calls
    )


def call_atom(vm: Machine, frame: Frame, atom: Atom, args: Args, line: int, expression: IR | None) -> Value:
    if isinstance(atom, FuncAtom):
        return call_function(vm, frame, atom, args, line)
    if isinstance(atom, Bound):
        return _call_bound(vm, frame, atom, args, line, expression)
    if isinstance(atom, ClassAtom):
        return construct(vm, frame, atom, args, line)
    if isinstance(atom, Ext):
        from scanner.engine.external import call_external

        return call_external(vm, frame, atom.name, args, line, expression)
    if isinstance(atom, ExtMethod):
        from scanner.engine.external import call_row

        return call_row(vm, frame, atom.row, atom.receiver, args, line)
    if isinstance(atom, Partial):
        merged = args.prepend(*atom.args)
        merged.kwargs = {**dict(atom.kwargs), **args.kwargs}
        return call_value(vm, frame, atom.callee, merged, line, expression)
    if isinstance(atom, Instance):
        return _call_instance(vm, frame, atom, args, line, expression)
    if isinstance(atom, ExtInstance):
        from scanner.engine.external import call_instance

        return call_instance(vm, frame, atom, args, line, expression)
    if isinstance(atom, Form):
        made = call_value(vm, frame, _form_callee(vm, frame, atom), args, line, expression)
        return context_variables.parameterised(vm, atom, made)
    if isinstance(atom, Unknown):
        return _call_unknown(vm, frame, atom, args, line, expression)
    return NOTHING if isinstance(atom, Const) else ANY


def _form_callee(vm: Machine, frame: Frame, form: Form) -> Value:
    from scanner.engine.external import typed_class

    return typed_class(vm, frame, form)


def _call_bound(
    vm: Machine, frame: Frame, atom: Bound, args: Args, line: int, expression: IR | None
) -> Value:
    callee = atom.callee
    if isinstance(callee, Ext) and callee.name.startswith("builtins."):
        parts = callee.name.split(".")
        if len(parts) == 3:
            from scanner.engine.containers import call_builtin_method

            return call_builtin_method(vm, frame, atom.receiver, parts[2], args, line)
    args = args.prepend(frozenset((atom.receiver,)))
    if isinstance(callee, FuncAtom) and unwritten.is_left_open(callee.func, atom.receiver):
        return _left_open(vm, frame, callee, args, line, expression)
    return call_atom(vm, frame, callee, args, line, expression)


def _left_open(
    vm: Machine, frame: Frame, method: FuncAtom, args: Args, line: int, expression: IR | None
) -> Value:
    """A method of which only the declaration is there: nobody is seen to build what does its work."""
    from scanner.engine.scheduling import run_loose

    unresolved(frame, line, expression, unwritten.reason(method.func))
    run_loose(vm, frame, args, line)
    made = call_atom(vm, frame, method, args, line, expression)
    return ANY if all(isinstance(a, Const) for a in made) else made


def _call_instance(
    vm: Machine, frame: Frame, atom: Instance, args: Args, line: int, expression: IR | None
) -> Value:
    if atom.cls.lookup("__call__") is not None:
        return call_method(vm, frame, atom, "__call__", args, line) or NOTHING
    for base in atom.cls.external_bases:
        row = vm.catalog.type(base)
        if (
            row is not None
            and row.role in ("context-decorator", "async-context-decorator")
            and any(isinstance(a, FuncAtom) for a in args.get(0, None))
        ):
            awaits = _TRUE if row.role == "async-context-decorator" else _FALSE
            params = (
                ("function", args.get(0, None)),
                ("manager", frozenset((atom,))),
                ("binds", _TRUE),
                ("awaits", awaits),
            )
            return frozenset((make(ExtInstance, None, params, "clearloop.surrounded"),))
        if row is not None and row.call is not None:
            from scanner.engine.external import call_row

            return call_row(vm, frame, row.call, atom, args, line)
    unresolved(frame, line, expression, f"{atom.cls.name} is not callable as far as known")
    return ANY


def _call_unknown(
    vm: Machine, frame: Frame, atom: Unknown, args: Args, line: int, expression: IR | None
) -> Value:
    from scanner.engine.scheduling import run_loose

    unresolved(frame, line, expression, atom.reason)
    run_loose(vm, frame, args, line)
    return frozenset((atom,))


def unresolved(frame: Frame, line: int, expression: IR | None, reason: str) -> None:
    key = line, text_of(expression)
    if key not in frame.activation.unresolved:
        frame.activation.unresolved[key] = of_call(frame, expression, reason)


# -- project functions


def call_function(vm: Machine, frame: Frame, atom: FuncAtom, args: Args, line: int) -> Value:
    """Call a project function: run it, or make the coroutine or generator that calling it makes."""
    func = atom.func
    if frame.looping:
        frame.activation.pending.append("repeats")
    bound = tuple(orm.handed_over(vm, frame, v) for v in bind_arguments(vm, frame, atom, args))
    if func.validates is not None:
        from scanner.engine import made_models

        bound = made_models.validated(vm, frame, atom, args, bound, line)
    if func.is_async:
        func.load()
        if func.is_generator:
            return frozenset((make(Generator, bound, atom),))
        return frozenset((make(Coroutine, bound, atom),))
    func.load()
    if func.is_generator:
        return frozenset((make(Generator, bound, atom),))
    caller = frame.activation
    done = vm.activate(atom, bound, caller.context, caller, line, "call")
    result = done.result
    if func.validates:
        result = made_models.returned(vm, frame, atom, result, line)
    if done.loads:
        staleness.deleted_by(frame, done)
        result = added.returned(vm, frame, done.loads, result)
        mapping.carry_writes(caller, done.loads)
    if func.name == "__getattr__" and func.cls is None:
        return lazy_names.asked(vm, result, bound)
    return result


def bind_arguments(vm: Machine, frame: Frame, atom: FuncAtom, args: Args) -> tuple[Value, ...]:
    """One value per parameter; what nothing flows into comes from its default and annotation."""
    from scanner.engine.injection import injected

    func = atom.func
    out: list[Value] = []
    position = 0
    used: set[str] = set()
    for name, kind, annotation, default in func.params:
        value = NOTHING
        if kind == 2:
            items = args.pos[position:]
            position = len(args.pos)
            out.append(_rest_positional(vm, frame, items, args.star))
            continue
        if kind == 4:
            out.append(_rest_keywords(args, used | {p[0] for p in func.params}))
            continue
        if kind in (0, 1) and position < len(args.pos):
            value = args.pos[position]
            position += 1
        elif kind != 0 and name in args.kwargs:
            value = args.kwargs[name]
            used.add(name)
        else:
            value = _missing(vm, atom, args, kind, default, annotation)
            if default is not None:
                value = injected(vm, frame, value, func.line)
        out.append(_completed(vm, atom, value, annotation))
    if frame.activation.context == "import":
        # What belongs to which path or version may be told by numbers.
        return tuple(v or ANY for v in out)
    return tuple(simplify(v) for v in out)


def _rest_positional(vm: Machine, frame: Frame, items: list[Value], star: Value | None) -> Value:
    atom = make(Sequence, tuple(items), None, "tuple")
    if star:
        atom = make(Sequence, tuple(items), ("rest", star), "tuple")
        vm.heap.write(atom, "rest", star)
    return frozenset((atom,))


def _rest_keywords(args: Args, used: set[str]) -> Value:
    entries = tuple((k, v) for k, v in args.kwargs.items() if k not in used)
    return frozenset((make(Mapping, entries, None, args.kwstar or NOTHING),))


def _missing(
    vm: Machine, atom: FuncAtom, args: Args, kind: int, default: IR | None, annotation: IR | None
) -> Value:
    value = NOTHING
    if args.star and kind in (0, 1):
        value = args.star
    if args.kwstar and kind != 0:
        value = join(value, args.kwstar)
    if value and annotation is not None:
        # Nobody knows which of the arguments it is, but it is none of another class.
        value = promises.fitting(vm, definition_frame(vm, atom), value, annotation)
    if default is not None:
        value = join(value, default_value(vm, atom, default))
    return value


def default_value(vm: Machine, atom: FuncAtom, default: IR) -> Value:
    """A parameter's default, evaluated where the function was defined."""
    from scanner.engine.expressions import evaluate

    if kept := vm.heap.peek((atom.func, atom.frame), ("default", id(default))):
        return kept
    return evaluate(vm, definition_frame(vm, atom), default)


def keep_defaults(vm: Machine, frame: Frame, atom: FuncAtom) -> None:
    """A function made while another runs has its defaults from then: ``[lambda x=x: x() for x in found]``."""
    from scanner.engine.expressions import evaluate

    for _, _, _, default in atom.func.params:
        if default is not None and default[0] != "K":
            value = evaluate(vm, frame, default)
            vm.heap.write((atom.func, atom.frame), ("default", id(default)), value)


def made_in_turn(vm: Machine, frame: Frame, atom: FuncAtom) -> Atom:
    """``lambda x=x: x()`` in a loop over literals: what each turn makes has defaults of its own."""
    from scanner.engine.expressions import evaluate

    if not frame.unrolling or frame.kind == "class":
        return atom
    named = [(p[0], p[3]) for p in atom.func.params if p[1] in (1, 3) and p[3] is not None and p[3][0] != "K"]
    given = tuple((name, evaluate(vm, frame, default)) for name, default in named)
    made: Atom = make(Partial, (), frozenset((atom,)), given) if given else atom
    return made


def definition_frame(vm: Machine, atom: FuncAtom) -> Frame:
    cls = (atom.owner or atom.func.cls) if atom.func.cls is not None else None
    if cls is not None and cls.frame is not None:
        return cls.frame  # type: ignore[no-any-return]  # a class frame
    return atom.frame or vm.execute(atom.func.module)


def _completed(vm: Machine, atom: FuncAtom, value: Value, annotation: IR | None) -> Value:
    """What flows wins over what is declared; the annotation fills what the flow has lost."""
    if annotation is None:
        return value or ANY
    value = promises.given(vm, definition_frame(vm, atom), value, annotation)
    if value and not _has_lost(value):
        return value
    from scanner.engine.annotations import instances

    declared = instances(vm, definition_frame(vm, atom), annotation, owner=atom.owner or atom.func.cls)
    known = frozenset(a for a in value if not isinstance(a, Unknown))
    if not declared or all(isinstance(a, Unknown) for a in declared):
        return value or ANY
    return join(known, declared)


def _has_lost(value: Value) -> bool:
    for atom in value:
        if isinstance(atom, Unknown) or (isinstance(atom, ExtInstance) and atom.type in OPAQUE_TYPES):
            return True
    return False


def simplify(value: Value) -> Value:
    """Drop what would only multiply variants: numbers, long texts, empty unions."""
    if not value:
        return ANY
    for atom in value:
        if _plainer(atom) is not atom:
            return frozenset(map(_plainer, value))
    return value


def _plainer(atom: Atom) -> Atom:
    if isinstance(atom, Const):
        return _INT if type(atom.value) in _NUMBERS else atom
    return _ANY if isinstance(atom, Unknown) else atom


_TRUE, _FALSE = frozenset((make(Const, True),)), frozenset((make(Const, False),))
_INT = make(ExtInstance, None, (), "int")
_NUMBERS = frozenset({int, float})
_ANY = next(iter(ANY))


def call_method(
    vm: Machine, frame: Frame, atom: Instance, name: str, args: Args, line: int, quiet: bool = False
) -> Value | None:
    """Call a special method found on the class; None when the project's classes have none."""
    found = atom.cls.lookup(name)
    if found is None:
        return mixins.call(vm, frame, atom, name, args.get(0, None), line)
    from scanner.engine.attributes import bind_member

    bound = bind_member(vm, frame, found[0], found[1], atom, line, name)
    return call_value(vm, frame, bound, args, line)


# -- project classes


def construct(vm: Machine, frame: Frame, atom: ClassAtom, args: Args, line: int) -> Value:
    """``Class(...)``: ``__new__``, ``__init__`` or generated fields, ``__post_init__`` and hooks."""
    cls = atom.cls
    if args.pos and enums.is_enum(cls) and enums.names(cls):
        return _enum_member(vm, frame, atom, args.pos[0], line)
    meta = _metaclass_call(vm, frame, atom, args, line)
    if meta is not None:
        return meta
    new = cls.lookup("__new__")
    if new is not None:
        callee = NOTHING
        for member in new[1]:
            callee |= member.param("fget") if isinstance(member, ExtInstance) else frozenset((member,))
        made = call_value(vm, frame, callee, args.prepend(frozenset((atom,))), line)
        if any(isinstance(a, Instance) for a in made):
            for instance in ordered(made):
                if isinstance(instance, Instance) and instance.cls.is_subclass_of(cls):
                    initialise(vm, frame, instance, args, line)
            return made
        if not cls.external_bases and any(a.interesting for a in made):
            return made
    instance = allocate(vm, frame, atom, args, line)
    initialise(vm, frame, instance, args, line)
    return frozenset((instance,))


def _enum_member(vm: Machine, frame: Frame, atom: ClassAtom, value: Value, line: int) -> Value:
    """``Kind(value)``; ``_missing_`` is asked about a value that may be nobody's."""
    found = enums.by_value(vm, atom.cls, value)
    hook = atom.cls.lookup("_missing_")
    if hook is None or enums.is_listed(vm, atom.cls, value):
        return found
    from scanner.engine.attributes import bind_member

    bound = bind_member(vm, frame, hook[0], hook[1], atom, line, "_missing_")
    given = call_value(vm, frame, bound, Args([value]), line)
    if enums.with_value(vm, atom.cls, value) == []:
        members = frozenset(a for a in given if enums.is_member(a))
        return members or found
    return join(found, given)


def _metaclass_call(vm: Machine, frame: Frame, atom: ClassAtom, args: Args, line: int) -> Value | None:
    for base in atom.cls.mro:
        if not isinstance(base, ClassDef):
            continue
        for meta in base.keywords.get("metaclass", NOTHING):
            if isinstance(meta, ClassAtom):
                found = meta.cls.lookup("__call__")
                if found is not None and frame.activation.symbol != f"{found[0].symbol}.__call__":
                    out = call_value(vm, frame, found[1], args.prepend(frozenset((atom,))), line)
                    if any(isinstance(a, Instance) for a in out):
                        return frozenset(a for a in out if isinstance(a, Instance))
                    return None
    return None


def allocate(vm: Machine, frame: Frame, atom: ClassAtom, args: Args, line: int) -> Instance:
    """The instance of one allocation: told apart by what flows in, else by where it was made."""
    cls = atom.cls
    vm.instantiated.add(cls)
    flows = tuple(
        frozenset(a for a in v if a.depth < MAX_DEPTH and tells_apart(vm, a))
        for v in (*args.pos, *args.kwargs.values())
    )
    marks = vm.switches.marks(cls, args)
    where = frame.activation.symbol if frame.kind == "func" else frame.prefix
    site = (frame.module.name, line, where, frame.part, makers.maker(frame))
    placed: Instance = make(Instance, cls, ("site", site, atom.params, marks))
    if vm.exact is not None:
        return _own(vm, placed, flows, args)
    if any(flows):
        # What a module makes on import it makes once, so the place tells, too.
        # So it does where something is nested too deeply to be told by what it is.
        by_place = frame.kind == "module" or any(a.depth >= MAX_DEPTH for v in args.all() for a in v)
        there = (*marks, ("", site)) if by_place else marks
        made: Instance = make(Instance, cls, ("args", flows, tuple(args.kwargs), atom.params, there))
        if wrappers.wraps(cls, flows):
            most = wrappers.MAX_WRAPPERS
            if vm.one_more(("wrappers", cls), made, most) <= most:
                vm.wrappers.add(made)
                return made
        elif vm.one_more(cls, made) <= MAX_FLOWS:
            return made
    return placed


def _own(vm: Machine, placed: Instance, flows: tuple[Value, ...], args: Args) -> Instance:
    """The instance that only a second look sees, and which ones stand for it elsewhere."""
    cls, (_, site, params, marks) = placed.cls, placed.key
    shared = tuple(frozenset(t for a in v for t in vm.twins.get(a, (a,))) for v in flows)
    known: Instance = make(Instance, cls, ("args", shared, tuple(args.kwargs), params, marks))
    own: Instance = make(Instance, cls, ("args", flows, tuple(args.kwargs), params, exact.marks(args, site)))
    vm.twins[own] = (placed, known)
    return own


def initialise(vm: Machine, frame: Frame, instance: Instance, args: Args, line: int) -> None:
    from scanner.engine import arrivals, inherited

    cls = instance.cls
    arrivals.made(vm, frame, instance, line)
    init = cls.lookup("__init__")
    if init is not None:
        from scanner.engine.attributes import bind_member

        call_value(
            vm, frame, bind_member(vm, frame, init[0], init[1], instance, line, "__init__"), args, line
        )
        if "__init__" in init[0].made and "__init__" not in init[0].frame.vars:
            # It stands around the constructor that the fields generate.
            assign_fields(vm, frame, instance, args, line)
    else:
        assign_fields(vm, frame, instance, args, line)
        raised.initialised(vm, instance, args)
        if inherited.held(instance) is not None:
            inherited.call(vm, frame, instance, "__init__", args, line)
        if cls.external_bases:
            foreign_bases.keep(vm, frame, args.prepend(frozenset((instance,))), line)
        if vm.web is not None and cls.external_bases:
            from scanner.engine import own_routes

            if vm.web.adopt(frame, instance, line):
                vm.web.register(frame, instance, "router", args, line)
            vm.web.respond_as(frame, cls, args, line)
            own_routes.keep(vm.web, frame, instance, args, line)
        for base in cls.external_bases:
            row = vm.catalog.type(base)
            if row is not None and row.construct is not None and row.construct.effect:
                from scanner.engine.external import call_row

                call_row(vm, frame, row.construct, instance, args, line)
                break
    for hook in ("__post_init__", "__attrs_post_init__", "model_post_init"):
        if init is None and cls.lookup(hook) is not None:
            given = [ANY] if hook == "model_post_init" else _passed_on(cls, args)
            call_method(vm, frame, instance, hook, Args(given), line)
    from scanner.engine.models import given_fields, plain_fields, run_validators, whole_data

    named = given_fields(cls, args) if init is None else None
    plain = plain_fields(vm, frame, cls, args) if cls.external_bases else frozenset()
    whole = whole_data(cls, args) if init is None else NOTHING
    run_validators(vm, frame, instance, line, given=named, plain=plain, whole=whole)
    if cls.external_bases:
        from scanner.engine import responses

        responses.build(vm, frame, instance, args, line)


def assign_fields(vm: Machine, frame: Frame, instance: Instance, args: Args, line: int) -> None:
    """Keyword and positional arguments of a class whose constructor is generated from its fields."""
    from scanner.engine.attributes import write_attribute
    from scanner.engine.models import converted

    fields = list(fields_of(instance.cls))
    # What a library's own constructor is given by position are its parameters, not the fields.
    listed = any(vm.catalog.method(base, "__init__") for base in instance.cls.external_bases)
    for name, value in zip(fields, () if listed else args.pos, strict=False):
        write_attribute(vm, instance, name, value)
    aliases: dict[str, str] = instance.cls.answer(_aliases, _aliases) if args.kwargs else {}
    for key, value in args.kwargs.items():
        name = aliases.get(key, key)
        write_attribute(vm, instance, name, converted(vm, frame, instance, name, value, line))
    for name in fields:
        _run_field_hooks(vm, frame, instance, name, line)
    loose = bool(args.star or args.kwstar) or not set(fields).issuperset(args.kwargs)
    for name in fields if listed else fields[len(args.pos) :]:
        if name not in args.kwargs:
            _run_default_factory(vm, frame, instance, name, line)
            if loose or _is_filled_from_outside(vm, instance.cls):
                _may_be_given(vm, instance, name)


def _aliases(cls: ClassDef) -> dict[str, str]:
    """Other names under which the constructor of a model takes its fields."""
    said = (
        (name, atom)
        for name in fields_of(cls)
        for atom in (cls.lookup(name) or (cls, NOTHING))[1]
        if isinstance(atom, ExtInstance)
    )
    given = ((name, a) for name, atom in said for k in ("alias", "validation_alias") for a in atom.param(k))
    return {a.value: name for name, a in given if isinstance(a, Const) and isinstance(a.value, str)}


def _passed_on(cls: ClassDef, args: Args) -> list[Value]:
    """What fields declared as ``InitVar`` were given, or else their defaults: ``__post_init__`` takes it."""
    declared = fields_of(cls)
    given = {**dict(zip(declared, args.pos, strict=False)), **args.kwargs}
    names = [name for name, annotation in declared.items() if is_init_only(annotation, cls.module)]
    defaults = {name: found[1] for name in names if (found := cls.lookup(name)) is not None}
    return [given.get(name) or defaults.get(name) or args.kwstar or ANY for name in names]


def _run_field_hooks(vm: Machine, frame: Frame, instance: Instance, name: str, line: int) -> None:
    """What a field names to convert and to check the value it is given."""
    from scanner.engine.attributes import write_attribute
    from scanner.engine.containers import iterate_value

    found = instance.cls.lookup(name)
    for atom in found[1] if found is not None else ():
        if not isinstance(atom, ExtInstance):
            continue
        held = vm.heap.peek(instance, name) or ANY
        if atom.param("converter"):
            write_attribute(
                vm, instance, name, call_value(vm, frame, atom.param("converter"), Args([held]), line)
            )
        checks = atom.param("validator")
        listed = frozenset(a for a in checks if isinstance(a, Sequence))
        each = (checks - listed) | iterate_value(vm, frame, listed, line, False)
        call_value(vm, frame, each, Args([frozenset((instance,)), ANY, held]), line)


def _run_default_factory(vm: Machine, frame: Frame, instance: Instance, name: str, line: int) -> None:
    from scanner.engine.attributes import write_attribute

    found = instance.cls.lookup(name)
    for atom in found[1] if found is not None else ():
        if isinstance(atom, ExtInstance) and atom.param("default_factory"):
            factory = atom.param("default_factory")
            of_class = any(isinstance(a, FuncAtom) and a.func.cls is not None for a in factory)
            given = Args([frozenset((instance,))] if of_class else [])
            write_attribute(vm, instance, name, call_value(vm, frame, factory, given, line))
        elif isinstance(atom, ExtInstance) and atom.type == FACTORY:
            write_attribute(vm, instance, name, _made_by_default(vm, frame, instance, atom, line))
        elif isinstance(atom, ExtInstance) and atom.param("default"):
            made = (_made_by_default(vm, frame, instance, a, line) for a in atom.param("default"))
            write_attribute(vm, instance, name, NOTHING.union(*made))


def _made_by_default(vm: Machine, frame: Frame, instance: Instance, default: Atom, line: int) -> Value:
    """The default itself, or what the factory makes that it is."""
    if not isinstance(default, ExtInstance) or default.type != FACTORY:
        return frozenset((default,))
    takes_self = default.param("takes_self") >= _TRUE
    return call_value(
        vm, frame, default.param("makes"), Args([frozenset((instance,))] if takes_self else []), line
    )


def _is_filled_from_outside(vm: Machine, cls: ClassDef) -> bool:
    return has_role(vm, cls, ("settings",))


def _may_be_given(vm: Machine, instance: Instance, name: str) -> None:
    """A field that starts with its default unless something nobody sees here names it."""
    from scanner.engine.attributes import declared_field, write_attribute

    if vm.heap.peek(instance, name):
        write_attribute(vm, instance, name, declared_field(vm, instance, name) or ANY)
        return
    _, held = instance.cls.lookup(name) or (None, NOTHING)
    if held and all(isinstance(a, Const) for a in held):
        write_attribute(vm, instance, name, join(defaults(held), _besides_none(vm, instance, name, held)))
    elif any(_may_hold_more(a) for a in held):
        write_attribute(vm, instance, name, join(held, declared_field(vm, instance, name)))


def _besides_none(vm: Machine, instance: Instance, name: str, held: Value) -> Value:
    """What a field that is empty by default is made into where something fills it."""
    from scanner.engine.attributes import declared_field

    if held != const(None):
        return NOTHING
    return frozenset(a for a in declared_field(vm, instance, name) if a.interesting)


def _may_hold_more(atom: Atom) -> bool:
    """A default with fields of its own, or an empty container."""
    if isinstance(atom, Sequence | Mapping):
        return not atom.items
    return isinstance(atom, Instance) and not enums.is_member(atom)


def any_instance(
    vm: Machine, frame: Frame, cls: ClassDef, params: tuple[tuple[str, Value], ...] = ()
) -> Instance:
    """Some instance of a class, as an annotation promises it; ``__init__`` runs once with declared values."""
    key = ("typed", params) if params else None
    instance: Instance = make(Instance, cls, key)
    marker = (cls, "declared")
    if not vm.heap.peek(marker, "done"):
        vm.heap.write(marker, "done", ANY)
        init = cls.lookup("__init__")
        if init is not None and cls not in vm.instantiated:
            _initialise_declared(vm, instance, init[1])
    return instance


def _initialise_declared(vm: Machine, instance: Instance, init: Value) -> None:
    frame = instance.cls.frame or vm.execute(instance.cls.module)
    for atom in init:
        if isinstance(atom, FuncAtom):
            bound = bind_arguments(vm, frame, atom, Args([frozenset((instance,))]))
            quiet = silent(frame)
            vm.activate(atom, bound, "declared", quiet.activation, atom.func.line, "call")


def silent(frame: Frame) -> Frame:
    """A frame whose activation is not part of any unit: what runs in it is for values only."""
    from scanner.engine.frames import Activation

    out = Frame("module", frame.module, None)
    out.activation = Activation("declared", None, "declared", ())
    return out


def functions_of(value: Value) -> list[FuncDef]:
    return [a.func for a in ordered(value) if isinstance(a, FuncAtom)]


def lost(reason: str) -> Value:
    return unknown(reason)
