"""Reading and writing attributes of every kind of value."""

from __future__ import annotations

import re
from collections import ChainMap, Counter, OrderedDict, defaultdict
from collections.abc import Callable, Container, Iterator
from functools import partial
from typing import TYPE_CHECKING

from scanner.engine import (
    enums,
    events,
    expected,
    foreign_bases,
    generators,
    inherited,
    lazy_names,
    managed,
    mapping,
    named_attributes,
    orm,
    own_applications,
    presence,
    raised,
    read_back,
    scalars,
    shadowing,
    transactions,
    unawaited,
)
from scanner.engine.frames import Activation, Frame
from scanner.engine.program import ClassDef
from scanner.engine.records import has_role
from scanner.engine.values import (
    ANY,
    DESCRIPTORS,
    LAZY,
    LOOP,
    LOOP_OF_THREAD,
    NOTHING,
    STR,
    TRUE,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    Ext,
    ExtAwaitable,
    ExtInstance,
    ExtMethod,
    Form,
    FuncAtom,
    Generator,
    Instance,
    Mapping,
    ModuleAtom,
    Partial,
    Placeholder,
    Sequence,
    Super,
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

_DECLARED_LOOP, _THREAD_LOOP = instance_of(LOOP), instance_of(LOOP_OF_THREAD)
_USUAL_STORE = re.compile(rb"\b__setattr__\s*\(|\b__dict__\b|\bvars\s*\(")

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def load(vm: Machine, frame: Frame, base: Value, attr: str, line: int) -> Value:
    """What ``base.attr`` may be; properties and descriptors run."""
    out = NOTHING
    if len(base) > 1 and not _THREAD_LOOP.isdisjoint(base):
        # The thread says itself which loop the one is that is declared.
        base -= _DECLARED_LOOP
    for atom in base if len(base) == 1 else ordered(base):
        value = load_atom(vm, frame, atom, attr, line)
        if value is not out:
            out = value if not out else join(out, value)
    if out is ANY:
        unawaited.note_read(vm, frame, base, attr, line)
    # Text or a dictionary that lacks what is asked for is not what is there, where something else may be.
    return out if len(out) < 2 or vm.lacking.isdisjoint(out) else out - vm.lacking or out


def load_atom(vm: Machine, frame: Frame, atom: Atom, attr: str, line: int) -> Value:
    if isinstance(atom, Instance):
        if vm.heap.peek(GETATTRIBUTE, "used"):
            return _ask_instance(vm, frame, atom, attr, line)
        return _load_instance(vm, frame, atom, attr, line)
    if isinstance(atom, ExtInstance):
        return _load_external(vm, frame, atom, attr, line)
    if isinstance(atom, ModuleAtom):
        given = lazy_names.run(vm, frame, atom.module, attr, line)
        return vm.module_attribute(atom.module, attr, frame.activation, given)
    if isinstance(atom, Ext):
        return _load_name(vm, atom, attr)
    if isinstance(atom, ClassAtom):
        return load_class(vm, frame, atom, attr, line)
    if isinstance(atom, Super):
        return _load_super(vm, frame, atom, attr, line)
    if isinstance(atom, Const):
        if atom.value is None or isinstance(atom.value, Placeholder):
            return NOTHING
        return _builtin_method(vm, atom, type(atom.value).__name__, attr)
    if isinstance(atom, Sequence) and atom.kind == "tuple" and attr not in _OF_TUPLES:
        return load(vm, frame, orm.row_of(frozenset((atom,))), attr, line)
    if isinstance(atom, Sequence | Mapping):
        return _builtin_method(vm, atom, getattr(atom, "kind", "dict"), attr)
    if isinstance(atom, FuncAtom | Bound | Partial | ExtMethod):
        return _load_function(vm, frame, atom, attr)
    if isinstance(atom, Form):
        return _reflected(vm, atom, attr) or load(vm, frame, form_target(vm, atom), attr, line)
    if isinstance(atom, Unknown):
        return frozenset((atom,))
    if isinstance(atom, Generator) and attr in generators.METHODS:
        return generators.method(atom, attr)
    if attr == "__await__" and isinstance(atom, Coroutine | ExtAwaitable):
        return frozenset((make(Bound, _AWAITED, atom),))
    if attr in _DRIVEN and isinstance(atom, Coroutine):
        return frozenset((make(Bound, _STEPPED, atom),))
    return ANY


# What ``coroutine.__await__()`` gives stands for the coroutine: who iterates over it runs it.
_AWAITED = make(Ext, "clearloop.awaited")
# Who takes the steps of a coroutine by hand runs it where they are taken.
_STEPPED = make(Ext, "clearloop.stepped")
_DRIVEN = frozenset({"send", "throw"})


def _load_name(vm: Machine, atom: Ext, attr: str) -> Value:
    """An attribute of something outside the project, which is another dotted name."""
    if attr == "__name__":
        return const(atom.name.rpartition(".")[2])
    if attr in ("__qualname__", "__module__", "__doc__"):
        return STR
    if atom.name.endswith(f".{attr}.{attr}"):
        # A loop that unwraps (``while hasattr(f, "func"): f = f.func``) would make longer ones without end.
        return frozenset((atom,))
    return vm.external(f"{atom.name}.{attr}")


_MAPPED = frozenset({mapping.MAPPED, mapping.DECLARED})


def _reflected(vm: Machine, atom: Atom, attr: str) -> Value:
    from scanner.engine.signatures import reflected

    return reflected(vm, atom, attr) if attr.startswith("__") else NOTHING


def form_target(vm: Machine, form: Form) -> Value:
    """What a subscripted class behaves like when it is used rather than only named."""
    return vm.external(form.origin)


def _builtin_method(vm: Machine, atom: Atom, kind: str, attr: str) -> Value:
    from scanner.engine.containers import builtin_method

    if kind in _METHODS and attr not in _METHODS[kind]:
        lacking = unknown(f"a {kind} has no {attr}")
        vm.lacking |= lacking
        return lacking
    return builtin_method(vm, atom, kind, attr)


_OF_TUPLES = frozenset(dir(tuple))
# Dicts of ``collections`` look like plain ones here.
_METHODS = {
    "dict": frozenset(n for kind in (OrderedDict, defaultdict, Counter, ChainMap) for n in dir(kind)),
    "str": frozenset(dir(str)),
}


def load_plainly(vm: Machine, frame: Frame, base: Value, attr: str, line: int) -> Value:
    """What ``base.attr`` is where no ``__getattribute__`` of the project is asked."""
    out = NOTHING
    for atom in ordered(base):
        if isinstance(atom, Instance):
            out = join(out, _load_instance(vm, frame, atom, attr, line))
        else:
            out = join(out, load_atom(vm, frame, atom, attr, line))
    return out


def _ask_instance(vm: Machine, frame: Frame, atom: Instance, attr: str, line: int) -> Value:
    """An attribute of an object whose class may have a ``__getattribute__``, which is asked for every one."""
    hook = atom.cls.lookup(GETATTRIBUTE)
    inside = frame.func is not None and frame.func.name == GETATTRIBUTE
    if hook is None or inside or attr.startswith("__"):
        return _load_instance(vm, frame, atom, attr, line)
    from scanner.engine.calls import Args, call_value

    bound = bind_member(vm, frame, hook[0], hook[1], atom, line, GETATTRIBUTE)
    given = call_value(vm, frame, bound, Args([const(attr)]), line)
    told = frozenset(a for a in given if not isinstance(a, Unknown))
    return told or _load_instance(vm, frame, atom, attr, line)


GETATTRIBUTE = "__getattribute__"
"""Also the heap's cell that says whether any class has one."""


def _load_instance(vm: Machine, frame: Frame, atom: Instance, attr: str, line: int) -> Value:
    cls = atom.cls
    plain = enums.attribute(vm, atom, attr)
    if plain is not None:
        return plain
    found = cls.lookup(attr)
    if found is not None:
        is_mapped, is_descriptor = cls.answer(attr, partial(_traits, found[1]))
        if is_mapped:
            mapped = orm.attribute(vm, frame, atom, attr, found[1], line)
            if mapped is not None:
                return mapped
        if patched := _patched(vm, cls, attr, frame):
            return bind_member(vm, frame, found[0], patched, atom, line, attr)
        if is_descriptor:
            own = shadowing.held(vm, frame, atom, attr, found[1])
            if own is None or own[1]:
                bound = bind_member(vm, frame, found[0], found[1], atom, line, attr)
                return join(bound, own[0]) if own is not None else bound
            return own[0]
    reader = frame.activation
    if _is_anonymous(atom):
        value = vm.heap.read((cls, "any"), attr, reader)
        if value and not any(_is_telling(a) or _is_filled(vm, frame, a) for a in value):
            value = join(value, declared_field(vm, atom, attr))
    else:
        value = vm.heap.read(atom, attr, reader)
        if vm.twins and (twins := vm.twins.get(atom)) and not (value and vm.switches.is_fixed(cls, attr)):
            value = join(value, *(vm.heap.read(twin, attr, reader) for twin in twins))
    if value:
        if vm.heap.peek((cls, "hidden"), attr):
            _run_getattr(vm, frame, atom, STR, line)
        if vm.heap.peek((cls, CACHED), attr):
            value = join(value, _run_getattr(vm, frame, atom, const(attr), line) or NOTHING)
        mapped = orm.attribute(vm, frame, atom, attr, value, line)
        return mapped if mapped is not None else value
    if found is not None:
        held = bind_member(vm, frame, found[0], found[1], atom, line, attr)
        if vm.heap.peek(ASSIGNED, attr) and (late := _late_class_attribute(vm, cls, attr, reader)):
            held = join(held, bind_member(vm, frame, cls, late, atom, line, attr))
        return join(held, declared_field(vm, atom, attr)) if _is_default(atom, held) else held
    late = _late_class_attribute(vm, cls, attr, reader)
    if late:
        mapped = orm.attribute(vm, frame, atom, attr, late, line)
        return mapped if mapped is not None else bind_member(vm, frame, cls, late, atom, line, attr)
    return _load_undeclared(vm, frame, atom, attr, line)


def _traits(value: Value, cls: ClassDef) -> tuple[bool, bool]:
    """Whether a class attribute is mapped to a table, and whether reading it runs or binds something."""
    is_mapped = any(isinstance(a, ExtInstance) and a.type in _MAPPED for a in value)
    return is_mapped, _is_descriptor(value)


def _is_default(atom: Instance, held: Value) -> bool:
    """Whether a field of an instance nobody saw being built shows only its class's fallback."""
    return _is_anonymous(atom) and bool(held) and all(isinstance(a, Const) for a in held)


def _is_anonymous(atom: Instance) -> bool:
    """Whether nobody saw the instance being built: an annotation or a decoder promises it."""
    return atom.key is None or bool(atom.key[0] == "typed")


def _is_telling(atom: Atom) -> bool:
    """Whether a value is more than data, of which what the code spells out is never all."""
    return atom.interesting and not enums.is_member(atom)


def _is_filled(vm: Machine, frame: Frame, atom: Atom) -> bool:
    """Whether something was put into a container after it was made."""
    return isinstance(atom, Sequence | Mapping) and bool(
        vm.heap.read(atom, "rest", frame.activation) or vm.heap.read(atom, "keys", frame.activation)
    )


def declared_field(vm: Machine, atom: Instance, attr: str) -> Value:
    return _declared(vm, atom.cls, attr, _owner_params(vm, atom))


def _declared(vm: Machine, cls: ClassDef, attr: str, params: tuple[tuple[str, Value], ...] = ()) -> Value:
    """What the annotation of an attribute promises to whoever reads it."""
    from scanner.engine.annotations import instances

    for base in cls.own_bases:
        if attr in base.annotations:
            return instances(vm, base.frame, base.annotations[attr], params)
    return NOTHING


CACHED = "cached by __getattr__"
"""What a ``__getattr__`` itself stores is there the next time; the first time it is asked."""
PATCHED = "patched methods"
ASSIGNED = "attributes of classes"


def _patched(vm: Machine, cls: ClassDef, attr: str, frame: Frame) -> Value:
    """A method that a module or a decorator put in the place of the one the class was written with."""
    if not vm.heap.peek(PATCHED, attr):
        return NOTHING
    for base in cls.own_bases:
        value = vm.heap.read((base, "patched"), attr, frame.activation)
        if value or attr in base.namespace:
            return value
    return NOTHING


def _late_class_attribute(vm: Machine, cls: ClassDef, attr: str, reader: Activation) -> Value:
    """A class attribute assigned from outside the class body; a nearer class's hides those of bases."""
    if vm.heap.read(ASSIGNED, attr, reader):
        for base in cls.own_bases:
            if found := vm.heap.read(base, attr, reader):
                return found
            if attr in base.namespace:
                break
    return NOTHING


# What every object has for its attributes.
_ASKED_BY_NAME = {"__getattribute__": "builtins.getattr", "__setattr__": "builtins.setattr"}


def _load_undeclared(vm: Machine, frame: Frame, atom: Instance, attr: str, line: int) -> Value:
    if vm.heap.peek(("backref", attr), "from"):
        mapped = orm.attribute(vm, frame, atom, attr, NOTHING, line)
        if mapped is not None:
            return mapped
    declared = declared_field(vm, atom, attr)
    if declared:
        mapped = orm.attribute(vm, frame, atom, attr, declared, line)
        return mapped if mapped is not None else declared
    if (private := _unmangled(atom.cls, attr)) != attr:
        return _load_instance(vm, frame, atom, private, line)
    from_base = _load_from_bases(vm, frame, atom, attr, line)
    if from_base is not None:
        return from_base
    if attr == "__class__":
        return frozenset((make(ClassAtom, atom.cls, ()),))
    if attr == "__dict__":
        from scanner.engine.instance_dicts import of

        presence.opened(vm, frozenset((atom,)))
        return of(atom)
    if attr in _ASKED_BY_NAME:
        return frozenset((make(Partial, (frozenset((atom,)),), ext(_ASKED_BY_NAME[attr]), ()),))
    computed = _run_getattr(vm, frame, atom, const(attr), line)
    if computed is not None:
        return computed
    if atom.key is not None:
        general = vm.heap.read((atom.cls, "any"), attr, frame.activation)
        if general:
            return general
    if scalars.is_alone(atom.cls) or presence.is_closed(vm, atom.cls):
        lacking = unknown(f"{atom.cls.name} has no {attr}")
        vm.lacking |= lacking
        return lacking
    if atom.cls.external_bases and any(
        not vm.catalog.mro(b) for b in atom.cls.external_bases if b != "object"
    ):
        return unknown(f"{attr} may come from a base class outside the project")
    return unknown(f"{atom.cls.name} has no {attr}")


def _unmangled(cls: ClassDef, attr: str) -> str:
    """``__name`` for ``_Class__name``, which is what it means inside of the class."""
    if attr.startswith("_") and "__" in attr and not attr.endswith("__"):
        for base in cls.own_bases:
            prefix = f"_{base.name.lstrip('_')}"
            if attr.startswith(f"{prefix}__"):
                return attr.removeprefix(prefix)
    return attr


def _run_getattr(vm: Machine, frame: Frame, atom: Instance, name: Value, line: int) -> Value | None:
    hook = atom.cls.lookup("__getattr__")
    if hook is None:
        return None
    from scanner.engine.calls import Args, call_value

    bound = bind_member(vm, frame, hook[0], hook[1], atom, line, "__getattr__")
    return call_value(vm, frame, bound, Args([name]), line)


def _owner_params(vm: Machine, atom: Instance) -> tuple[tuple[str, Value], ...]:
    return atom.key[1] if isinstance(atom.key, tuple) and atom.key and atom.key[0] == "typed" else ()


def _load_from_bases(vm: Machine, frame: Frame, atom: Instance, attr: str, line: int) -> Value | None:
    from scanner.engine.external import evaluate_type

    setting = vm.web.setting_of(atom, attr) if vm.web is not None else NOTHING
    if setting:
        return setting
    for base in atom.cls.external_bases:
        row = vm.catalog.method(base, attr)
        if row is not None:
            return frozenset((make(ExtMethod, atom, row),))
        expression = vm.catalog.attribute(base, attr)
        if expression is not None:
            return evaluate_type(vm, expression, receiver=atom, frame=frame)
    return inherited.data(atom, attr) or inherited.method(atom.cls, attr, atom) or None


def _is_descriptor(value: Value) -> bool:
    for atom in value:
        if isinstance(atom, FuncAtom):
            return True
        if isinstance(atom, ExtInstance) and atom.type in DESCRIPTORS:
            return True
        if isinstance(atom, Instance) and atom.cls.lookup("__get__") is not None:
            return True
    return False


def bind_member(
    vm: Machine, frame: Frame, owner: ClassDef, value: Value, receiver: Atom, line: int, attr: str
) -> Value:
    """A class attribute as read through an instance: functions bind, properties run."""
    from scanner.engine.calls import Args, call_method, call_value

    out = NOTHING
    for atom in ordered(value):
        if isinstance(atom, FuncAtom):
            alone = _is_default_of_field(vm, owner, attr)
            out = join(out, frozenset((atom if alone else make(Bound, atom, receiver),)))
        elif isinstance(atom, ExtInstance) and atom.type in (
            "builtins.property",
            "functools.cached_property",
        ):
            getter = atom.param("fget")
            out = join(out, call_value(vm, frame, getter, Args([frozenset((receiver,))]), line))
        elif isinstance(atom, ExtInstance) and atom.type == "builtins.classmethod":
            cls = _class_of(receiver)
            out = join(out, _bind_all(atom.param("fget"), cls))
        elif isinstance(atom, ExtInstance) and atom.type == "builtins.staticmethod":
            out = join(out, atom.param("fget"))
        elif isinstance(atom, ExtInstance) and atom.param("binds"):
            out = join(out, _bind_all(frozenset((atom,)), receiver))
        elif isinstance(atom, Instance) and atom.cls.lookup("__get__") is not None:
            args = Args([frozenset((receiver,)), frozenset((_class_of(receiver),))])
            out = join(out, call_method(vm, frame, atom, "__get__", args, line) or ANY)
        else:
            read = managed.read(vm, atom) if isinstance(atom, ExtInstance) else None
            out = join(out, read if read is not None else frozenset((atom,)))
    return out


def _is_default_of_field(vm: Machine, cls: ClassDef, attr: str) -> bool:
    """Whether each object gets what the class body says for an attribute of its own, which binds nothing."""
    from scanner.engine.annotations import fields_of

    if attr not in cls.annotations or attr not in fields_of(cls):
        return False
    return cls.rewritten or "typing.NamedTuple" in cls.external_bases or has_role(vm, cls, ("model",))


def _bind_all(callees: Value, receiver: Atom) -> Value:
    return frozenset(make(Bound, callee, receiver) for callee in callees)


def _class_of(receiver: Atom) -> Atom:
    if isinstance(receiver, Instance):
        return make(ClassAtom, receiver.cls, ())  # type: ignore[no-any-return]  # make returns the atom asked for
    return receiver


def load_class(vm: Machine, frame: Frame, atom: ClassAtom, attr: str, line: int) -> Value:
    """``Class.attr``: functions stay unbound, class methods bind to the class."""
    late = _late_class_attribute(vm, atom.cls, attr, frame.activation)
    if late:
        late = _from_class(vm, frame, late, atom, line, attr)
    member = enums.class_member(vm, atom.cls, attr)
    if member is not None:
        return member
    if attr == "__members__" and enums.is_enum(atom.cls):
        return enums.mapping(vm, atom.cls)
    found = atom.cls.lookup(attr)
    if found is not None:
        held = join(late, _from_class(vm, frame, found[1], atom, line, attr))
        return join(held, _declared(vm, atom.cls, attr)) if _is_open_slot(held) else held
    for name in atom.cls.external_bases:
        shared = vm.heap.read((name, "attributes"), attr, frame.activation)
        late = join(late, _from_class(vm, frame, shared, atom, line, attr)) if shared else late
    if late:
        return late
    if attr in ("__name__", "__qualname__"):
        return const(atom.cls.name)
    if told := _reflected(vm, atom, attr):
        return told
    if attr == "__dict__":
        from scanner.engine.members import namespace

        return namespace(vm, atom) or ANY
    meta = atom.cls.keywords.get("metaclass", NOTHING)
    for base in atom.cls.mro:
        if isinstance(base, ClassDef) and not meta:
            meta = base.keywords.get("metaclass", NOTHING)
    for candidate in meta:
        if isinstance(candidate, ClassAtom):
            inherited = candidate.cls.lookup(attr)
            if inherited is not None:
                return bind_member(vm, frame, inherited[0], inherited[1], atom, line, attr)
            hook = None if attr.startswith("__") else candidate.cls.lookup("__getattr__")
            if hook is not None and not _is_declared(atom.cls, attr):
                from scanner.engine.calls import Args, call_value

                asked = Args([frozenset((atom,)), const(attr)])
                return call_value(vm, frame, hook[1], asked, line) or ANY
    if attr == "__new__":
        return ext("builtins.object.__new__")
    if attr == "__subclasses__":
        return frozenset((make(Bound, make(Ext, "clearloop.subclasses"), atom),))
    for base in atom.cls.external_bases:
        row = vm.catalog.method(base, attr)
        if row is not None:
            return frozenset((make(ExtMethod, atom, row),))
    mapped = mapping.class_attribute(vm, frame, atom.cls, attr)
    if mapped is not None:
        return mapped
    declared = _declared(vm, atom.cls, attr)
    if declared:
        return declared
    for base in atom.cls.external_bases:
        expression = vm.catalog.attribute(base, attr)
        if expression is not None:
            from scanner.engine.external import evaluate_type

            return evaluate_type(vm, expression, receiver=atom, frame=frame)
    if atom.cls.external_bases:
        return ext(f"{atom.cls.external_bases[0]}.{attr}")
    return unknown(f"{atom.cls.name} has no {attr}")


def _is_declared(cls: ClassDef, attr: str) -> bool:
    known = any(attr in base.annotations for base in cls.own_bases)
    return known or any(base not in ("object", "builtins.object") for base in cls.external_bases)


def _is_open_slot(held: Value) -> bool:
    """Whether a class attribute shows only the None it starts with, beside what is lost."""
    return all(isinstance(a, Unknown) or (isinstance(a, Const) and a.value is None) for a in held)


def _from_class(vm: Machine, frame: Frame, value: Value, atom: ClassAtom, line: int, attr: str) -> Value:
    from scanner.engine.calls import Args, call_method

    out = NOTHING
    for member in ordered(value):
        if isinstance(member, ExtInstance) and member.type == "builtins.classmethod":
            out = join(out, _bind_all(member.param("fget"), atom))
        elif isinstance(member, ExtInstance) and member.type == "builtins.staticmethod":
            out = join(out, member.param("fget"))
        elif isinstance(member, Instance) and member.cls.lookup("__get__") is not None:
            args = Args([const(None), frozenset((atom,))])
            out = join(out, call_method(vm, frame, member, "__get__", args, line) or ANY)
        elif isinstance(member, ExtInstance) and member.type == enums.PLAIN:
            out = join(out, enums.unwrapped(frozenset((member,))))
        elif isinstance(member, ExtInstance) and member.param("hybrid"):
            out |= instance_of("sqlalchemy.orm.InstrumentedAttribute")
        elif isinstance(member, ExtInstance):
            mapped = mapping.class_attribute(vm, frame, atom.cls, attr)
            held = frozenset((member,))
            out = join(out, mapped if mapped is not None else mapping.read_on_class(vm, frame, held, atom))
        else:
            out = join(out, frozenset((member,)))
    return out


def _load_super(vm: Machine, frame: Frame, atom: Super, attr: str, line: int) -> Value:
    receiver = atom.receiver
    cls = receiver.cls if isinstance(receiver, Instance | ClassAtom) else atom.after
    order = cls.mro
    start = order.index(atom.after) + 1 if atom.after in order else 1
    for base in order[start:]:
        if isinstance(base, ClassDef):
            if attr in base.namespace:
                value = base.namespace[attr]
                if isinstance(receiver, ClassAtom):
                    if attr == "__new__":
                        return value
                    return _from_class(vm, frame, value, receiver, line, attr)
                return bind_member(vm, frame, base, value, receiver, line, attr)
        else:
            row = vm.catalog.method(base, attr)
            if row is None and attr == "__call__" and isinstance(receiver, Instance):
                kind = vm.catalog.type(base)
                row = kind.call if kind is not None else None
            if row is not None:
                return frozenset((make(ExtMethod, receiver, row),))
    if attr == "__new__":
        return ext("builtins.object.__new__")
    if attr == "__setattr__":
        return frozenset((make(Bound, make(Ext, "object.__setattr__"), receiver),))
    if attr == "__init__" and foreign_bases.row_of(vm, cls) is not None:
        return frozenset((make(Bound, make(Ext, "clearloop.base.__init__"), receiver),))
    if isinstance(receiver, Instance) and (own := inherited.method(cls, attr, receiver)):
        return own
    if attr == "__init__" and isinstance(receiver, Instance):
        return frozenset((make(Bound, make(Ext, "clearloop.generated_init"), receiver),))
    return ext(f"builtins.object.{attr}")


def _load_external(vm: Machine, frame: Frame, atom: ExtInstance, attr: str, line: int) -> Value:
    from scanner.engine.external import evaluate_type, greenlets, made_in_greenlet

    setting = vm.web.setting_of(atom, attr) if vm.web is not None else NOTHING
    if setting:
        return setting
    if atom.type in _RECORDS and (named := atom.param(attr)):
        return named
    stored = vm.heap.read((atom.type, "attributes"), attr, frame.activation)
    if atom.params and atom.param(transactions.PENDING):
        stored = join(stored, transactions.stored(vm, frame, atom, attr))
    if atom.type == "builtins.property" and attr in ("fget", "fset", "fdel"):
        return atom.param(attr) or const(None)
    if atom.type in ("builtins.property", "functools.cached_property") and attr in (
        "setter",
        "deleter",
        "getter",
        "expression",
        "comparator",
        "update_expression",
    ):
        return frozenset(
            (make(ExtInstance, attr, (("property", frozenset((atom,))),), "builtins.property_part"),)
        )
    if attr == "__dict__":
        from scanner.engine.instance_dicts import is_loose, of

        if is_loose(atom):
            return of(atom)
    if f"{atom.type}.{attr}" in intrinsic_names():
        return frozenset((make(Bound, make(Ext, f"{atom.type}.{attr}"), atom),))
    delegated = _delegated(vm, frame, atom, attr, line) if atom.params else NOTHING
    if delegated:
        return delegated
    row = vm.catalog.method(atom.type, attr)
    if row is not None:
        return frozenset((make(ExtMethod, atom, row),))
    if atom.params and (lent := _lent(vm, frame, atom, attr, line)):
        return lent
    if attr in ITEM_METHODS and _has_items(vm, atom):
        return _builtin_method(vm, atom, "items", attr)
    expression = vm.catalog.attribute(atom.type, attr)
    if expression is not None:
        declared = evaluate_type(vm, expression, receiver=atom, frame=frame)
        declared = own_applications.standing_for(vm, frame, expression, declared)
        if any(attr in listed for listed in _in_greenlets(vm, atom.type)):
            declared = greenlets(declared)
        elif atom.params and atom.param("greenlet"):
            declared = made_in_greenlet(vm, declared)
        return stored if declared == ANY and _tells(stored) else join(stored, declared)
    if stored:
        return stored
    if attr in _MANAGED:
        return frozenset((make(Bound, _MANAGED[attr], atom),))
    special = orm.row_attribute(vm, frame, atom, attr, line)
    if special is not None:
        return special
    if carried := raised.carried(vm, frame, atom.type, attr):
        return carried
    if atom.type in _BUILTIN_NAMES:
        return _builtin_method(vm, atom, atom.type, attr)
    if atom.type == "any":
        return unknown("attribute of a value of any type")
    return transactions.stored(vm, frame, atom, attr) or ext(f"{atom.type}.{attr}")


def _in_greenlets(vm: Machine, kind: str) -> Iterator[list[str]]:
    """Attributes of a library's object that work in a greenlet or not at all."""
    for row in vm.catalog.mro(kind):
        listed = row.options.get("in_greenlet")
        if isinstance(listed, list):
            yield listed


ITEM_METHODS = frozenset({"get", "pop", "setdefault", "update", "__getitem__", "__setitem__"})


def _has_items(vm: Machine, atom: ExtInstance) -> bool:
    from scanner.engine import items

    return items.are_attributes(vm, atom)


# Objects of which each part has a name.
_RECORDS = frozenset({"tuple", "dataclasses.Field"})
# What entering and leaving by hand does, as a ``with`` block would.
_MANAGED = {n: make(Ext, f"clearloop.{n}") for n in ("__enter__", "__exit__", "__aenter__", "__aexit__")}


def _delegated(vm: Machine, frame: Frame, atom: ExtInstance, attr: str, line: int) -> Value:
    """``delegates``: a type that hands attributes on to what it stands for, where that is of the project."""
    row = vm.catalog.type(atom.type)
    name = row.options.get("delegates") if row is not None else None
    if not isinstance(name, str):
        return NOTHING
    held = (a for a in ordered(atom.param(name)) if isinstance(a, Instance))
    return join(*(load_atom(vm, frame, a, attr, line) for a in held if a.cls.lookup(attr) is not None))


def _lent(vm: Machine, frame: Frame, atom: ExtInstance, attr: str, line: int) -> Value:
    """``lends``: what a class of the project adds to the type, that this object was told to be made of."""
    row = vm.catalog.type(atom.type)
    name = row.options.get("lends") if row is not None else None
    out = NOTHING
    for cls in (a.cls for a in ordered(atom.param(str(name))) if isinstance(a, ClassAtom)) if name else ():
        found = cls.lookup(attr)
        if found is not None:
            out = join(out, bind_member(vm, frame, found[0], found[1], atom, line, attr))
    return out


def intrinsic_names() -> Container[str]:
    from scanner.engine.intrinsics import INTRINSICS

    return INTRINSICS


_BUILTIN_NAMES = frozenset(
    {"str", "int", "float", "bool", "bytes", "list", "tuple", "set", "dict", "iterator", LAZY}
)


_PARTS_OF_PARTIAL: dict[str, Callable[[Partial], Value]] = {
    "func": lambda atom: atom.callee,
    "args": lambda atom: frozenset((make(Sequence, atom.args, None, "tuple"),)),
    "keywords": lambda atom: frozenset((make(Mapping, atom.kwargs, None, NOTHING),)),
}


def _load_function(vm: Machine, frame: Frame, atom: Atom, attr: str) -> Value:
    stored = vm.heap.read(atom, attr, frame.activation)
    if stored:
        return stored
    if isinstance(atom, Bound):
        if attr == "__func__":
            return frozenset((atom.callee,))
        if attr == "__self__":
            return frozenset((atom.receiver,))
        return _load_function(vm, frame, atom.callee, attr)
    copied = [a for a in vm.heap.read(atom, "__wrapped__", frame.activation) if isinstance(a, FuncAtom)]
    if copied and (marks := join(*(vm.heap.read(a, attr, frame.activation) for a in copied))):
        return marks
    if attr == "__code__" and isinstance(atom, FuncAtom):
        return instance_of("types.CodeType", (("function", frozenset((atom,))),))
    if isinstance(atom, Partial) and attr in _PARTS_OF_PARTIAL:
        return _PARTS_OF_PARTIAL[attr](atom)
    if attr in ("__name__", "__qualname__") and isinstance(atom, FuncAtom):
        return const(atom.func.name)
    if attr in ("__name__", "__qualname__", "__doc__", "__module__"):
        return STR
    if attr == "__call__":
        return frozenset((atom,))
    if attr == "__get__":
        return _builtin_method(vm, atom, "function", attr)
    if told := _reflected(vm, atom, attr):
        return told
    return unknown(f"nothing tells what the attribute {attr} of a function is")


def store(vm: Machine, frame: Frame, base: Value, attr: str, value: Value, line: int) -> None:
    """``base.attr = value``; property setters and descriptors run."""
    if frame.paths:
        read_back.assigned(frame, base, attr)
    for atom in ordered(base):
        if isinstance(atom, Instance):
            _store_instance(vm, frame, atom, attr, value, line)
        elif isinstance(atom, ClassAtom):
            vm.heap.write(ASSIGNED, attr, TRUE)
            vm.heap.write(atom.cls, attr, value)
            mapping.assigned(vm, atom.cls, attr, value)
            if frame.activation.context == "import" and any(isinstance(a, FuncAtom) for a in value):
                vm.heap.write(PATCHED, attr, TRUE)
                vm.heap.write((atom.cls, "patched"), attr, value)
                if attr[:2] == "__":
                    atom.cls.patch(attr, vm.heap.peek((atom.cls, "patched"), attr))
        elif isinstance(atom, Ext):
            vm.heap.write((atom.name, "attributes"), attr, value)
        elif isinstance(atom, ExtInstance):
            if vm.web is not None and vm.web.assigned(frame, atom, attr, value, line):
                continue
            presence.assigned(vm, frame, atom, attr, line)
            if vm.catalog.type(atom.type) is not None:
                from scanner.engine import logs

                logs.assigned(vm, frame, atom, attr, value, line)
            _store_external(vm, atom, attr, value)
        elif isinstance(atom, FuncAtom | Bound | Partial):
            vm.heap.write(atom, attr, value)
            presence.marked(vm, frame, atom, attr)
        elif isinstance(atom, ModuleAtom):
            value = _as_declared(vm, vm.execute(atom.module), attr, value)
            vm.heap.write(atom.module.frame, ("global", attr), value)
            vm.heap.write(atom.module.frame, attr, value)


def _tells(stored: Value) -> bool:
    """Whether what was assigned says more than a declaration as anything: not only ``None``."""
    if any(isinstance(a, Unknown) for a in stored):
        return any(a.interesting for a in stored)
    return any(not isinstance(a, Const) or a.value is not None for a in stored)


def _store_external(vm: Machine, atom: ExtInstance, attr: str, value: Value) -> None:
    """Remember an attribute for all objects of the type, also where they are declared as one of its bases."""
    if atom.params and transactions.store(vm, atom, attr, value):
        return
    if atom.type.startswith("types.SimpleNamespace@"):
        named_attributes.named(vm, atom, attr)
    vm.heap.write((atom.type, "attributes"), attr, value)
    for row in vm.catalog.mro(atom.type)[1:]:
        vm.heap.write((row.name, "attributes"), attr, value)


def _as_declared(vm: Machine, top: Frame, attr: str, value: Value) -> Value:
    from scanner.engine import promises

    annotation = top.annotations.get(attr)
    return value if annotation is None else promises.given(vm, top, value, annotation)


def _store_instance(vm: Machine, frame: Frame, atom: Instance, attr: str, value: Value, line: int) -> None:
    from scanner.engine.calls import Args, call_method, call_value

    found = atom.cls.lookup(attr)
    if found is not None:
        for member in found[1]:
            if isinstance(member, ExtInstance) and member.type == "builtins.property":
                setter = member.param("fset")
                if setter:
                    call_value(vm, frame, setter, Args([frozenset((atom,)), value]), line)
                return
            if isinstance(member, Instance) and member.cls.lookup("__set__") is not None:
                call_method(vm, frame, member, "__set__", Args([frozenset((atom,)), value]), line)
                return
    hook = atom.cls.lookup("__setattr__")
    if hook is not None:
        call_method(vm, frame, atom, "__setattr__", Args([const(attr), value]), line)
    events.assigned(vm, frame, atom, attr, value, line)
    shadowing.assigned(vm, frame, atom, attr, found)
    if atom.cls.external_bases:
        from scanner.engine import models

        models.assigned(vm, frame, atom, attr, line)
    if vm.web is not None:
        vm.web.assigned(frame, atom, attr, value, line)
    if hook is not None and atom.cls.lookup("__getattr__") and not _stores_as_usual(vm, hook[1]):
        # Reading it runs ``__getattr__``; what that gives is best known from what was assigned.
        vm.heap.write((atom.cls, "hidden"), attr, const(True))
    if frame.func is not None and frame.func.name == "__getattr__":
        vm.heap.write((atom.cls, CACHED), attr, TRUE)
    named_attributes.stored(vm, atom, attr)
    expected.superseded(vm, frame, vm.heap.peek(atom, attr), value)
    write_attribute(vm, atom, attr, value)


def _stores_as_usual(vm: Machine, hook: Value) -> bool:
    """Whether a ``__setattr__`` may put attributes where they are found without ``__getattr__``."""
    for atom in hook:
        if not isinstance(atom, FuncAtom):
            return True
        lines = vm.program.text(atom.func.module.path).split(b"\n")
        if vm.program.look(_USUAL_STORE).search(b"\n".join(lines[atom.func.line : atom.func.end_line])):
            return True
    return False


def delete_attribute(vm: Machine, frame: Frame, base: Value, attr: str, line: int) -> None:
    """``del base.attr``: property deleters and ``__delattr__`` run."""
    from scanner.engine.calls import Args, call_method, call_value

    if frame.paths:
        read_back.assigned(frame, base, attr)
    for atom in ordered(base):
        if not isinstance(atom, Instance):
            continue
        found = atom.cls.lookup(attr)
        for member in found[1] if found is not None else ():
            if isinstance(member, ExtInstance) and member.param("fdel"):
                call_value(vm, frame, member.param("fdel"), Args([frozenset((atom,))]), line)
            elif isinstance(member, Instance):
                call_method(vm, frame, member, "__delete__", Args([frozenset((atom,))]), line, quiet=True)
        call_method(vm, frame, atom, "__delattr__", Args([const(attr)]), line, quiet=True)


def write_attribute(vm: Machine, atom: Instance, attr: str, value: Value) -> None:
    """Remember an attribute of an instance, for this instance and for *any* instance of its class."""
    vm.heap.write(atom, attr, value)
    for cls in atom.cls.own_bases:
        vm.heap.write((cls, "any"), attr, value)


def boolean() -> Value:
    return instance_of("bool")
