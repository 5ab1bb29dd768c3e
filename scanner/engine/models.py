"""Data models: validators run where an instance is built, serialisers and computed fields where it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from scanner.catalog.schema import CallRow
from scanner.engine import containers, enums, exports, orm, validator_arguments, written_fields
from scanner.engine.annotations import resolve
from scanner.engine.attributes import write_attribute
from scanner.engine.calls import Args, any_instance, call_value, construct
from scanner.engine.containers import contents, make_mapping
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    ClassAtom,
    Const,
    ExtInstance,
    Form,
    FuncAtom,
    Instance,
    Mapping,
    Sequence,
    Value,
    const,
    instance_of,
    join,
    make,
    ordered,
)
from scanner.engine.variables import bound_parameters, filled
from scanner.engine.written_fields import Choice

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

HOOK = "clearloop.hook"
_DEEPEST = 3


def run_validators(
    vm: Machine,
    frame: Frame,
    instance: Instance,
    line: int,
    raw: bool = False,
    given: frozenset[str] | None = None,
    plain: frozenset[str] = frozenset(),
    source: Value = NOTHING,
    whole: Value = NOTHING,
) -> None:
    """Hooks a base class calls while it builds an instance, found by the decorators that mark them.

    ``raw``: the instance is built from plain data, so models in its fields are built as well;
    ``plain``: the fields for which this holds where not all are.
    ``given``: the fields that get a value, as defaults are not validated; None where that is not known;
    ``source``: the objects whose attributes the instance is made of; ``whole``: what was given by name,
    where that is more than data.
    """
    if given is not None and is_set(vm, instance.cls, "on_default"):
        given = None
    _run_hooks(vm, frame, instance, "construct", line, given, source, whole)
    if not is_model(vm, instance.cls):
        return
    for name, where, annotation in annotated(instance.cls):
        if given is not None and name not in given:
            continue
        declared = filled(resolve(vm, where, annotation), type_arguments(instance))
        held = _held_by(vm, frame, instance, const(name))
        _take(vm, instance, const(name), run_annotated(vm, frame, declared, "construct", line, held))
        if raw or name in plain:
            _build_nested(vm, frame, declared, line, instance.cls, (source, name))


_DATA = instance_of("data")
_CONTAINERS = {"dict": ("0", "1"), "list": ("0",)}


def as_sent(vm: Machine, declared: Value, value: Value) -> Value:
    """What a request's plain data becomes: the models that are declared, and none that inherit from them."""
    named = {atom.cls for atom in model_classes(declared)}
    return frozenset(_parsed(atom) for atom in (_exactly(vm, named, value) if named else value))


def _parsed(atom: Atom) -> Atom:
    """A dictionary or list of which nothing more is declared holds what the request brought, plain data."""
    held = _CONTAINERS.get(atom.type) if isinstance(atom, ExtInstance) else None
    if held is None or not isinstance(atom, ExtInstance):
        return atom
    given = (atom.param(name) for name in held)
    inner = (_DATA if not v or v == ANY else frozenset(map(_parsed, v)) for v in given)
    params = tuple(zip(held, inner, strict=True))
    made: Atom = make(ExtInstance, atom.key, params, atom.type)
    return made


def _exactly(vm: Machine, named: set[ClassDef], value: Value) -> Value:
    out: set[Atom] = set()
    for atom in value:
        if isinstance(atom, Instance):
            heir = (
                atom.cls not in named and is_model(vm, atom.cls) and not named.isdisjoint(atom.cls.own_bases)
            )
            out |= set() if heir else {atom}
        elif isinstance(atom, ExtInstance) and atom.params:
            params = tuple((k, _exactly(vm, named, v)) for k, v in atom.params)
            out.add(make(ExtInstance, atom.key, params, atom.type))
        else:
            out.add(atom)
    return frozenset(out)


def type_arguments(instance: Instance) -> tuple[tuple[str, Value], ...]:
    """What the type variables of an object's class stand for, by its own type or by its class's bases."""
    is_typed = isinstance(instance.key, tuple) and instance.key and instance.key[0] == "typed"
    return (*bound_parameters(instance.cls), *(instance.key[1] if is_typed else ()))


def _build_nested(
    vm: Machine, frame: Frame, declared: Value, line: int, within: ClassDef, origin: tuple[Value, str]
) -> None:
    for atom in model_classes(declared):
        cls = atom.cls
        if cls is not within and is_model(vm, cls):
            frame_of_class = cls.frame or frame
            nested = (NESTED, cls)
            if frame.vars.get(repr(nested)) is None:
                frame.vars[repr(nested)] = const(True)
                made = any_instance(vm, frame_of_class, cls, atom.params)
                checked = origin[0] and next(_hooks(cls, "construct", None), None) is not None
                source = _read_off(vm, frame, *origin, line) if checked else NOTHING
                run_validators(vm, frame, made, line, raw=True, source=source)
                del frame.vars[repr(nested)]


NESTED = "<builds>"


def converted(vm: Machine, frame: Frame, instance: Instance, name: str, value: Value, line: int) -> Value:
    """What a field holds once plain data was given for it: the objects that its annotation names."""
    from scanner.engine.attributes import declared_field

    if any(containers.runs_when_read(vm, a) for a in value) and is_model(vm, instance.cls):
        value = _listed(vm, frame, declared_field(vm, instance, name), value, line)
    if not any(is_plain(vm, frame, a) for a in value) or not is_model(vm, instance.cls):
        return value
    if any(a.interesting for a in value):
        promised = declared_field(vm, instance, name)
        classes = frozenset(a.cls for a in promised if isinstance(a, Instance) and is_model(vm, a.cls))
        if len(classes) == 1 and (built := built_from(vm, frame, next(iter(classes)), value, line)):
            return built
    declared = declared_field(vm, instance, name)
    return declared if any(_holds_models(vm, a) for a in declared) else value


def _listed(vm: Machine, frame: Frame, declared: Value, value: Value, line: int) -> Value:
    """A field that is declared to be a list reads what it is given to its end."""
    from scanner.engine.containers import iterate_value, make_copy

    kinds = {
        a.kind if isinstance(a, Sequence) else a.type
        for a in declared
        if isinstance(a, Sequence | ExtInstance)
    }
    if not kinds or not kinds <= {"list", "set", "tuple"}:
        return value
    read = frozenset(a for a in value if containers.runs_when_read(vm, a))
    return value - read | make_copy(vm, frame, "list", iterate_value(vm, frame, read, line, False), line)


def built_from(vm: Machine, frame: Frame, cls: ClassDef, value: Value, line: int) -> Value:
    """Objects of a model made of dicts that hold more than data, each with what its entries give."""
    out = NOTHING
    for atom in ordered(value):
        entries = contents(vm, frame, atom)[0] if isinstance(atom, Mapping) else {}
        given = {key: held for key, held in entries.items() if isinstance(key, str)}
        if any(a.interesting for held in given.values() for a in held):
            out = join(out, construct(vm, frame, make(ClassAtom, cls, ()), Args([], given), line))
    return out


def is_plain(vm: Machine, frame: Frame, atom: Atom, depth: int = 2) -> bool:
    """A dict, or a list of them: what validation turns into objects."""
    from scanner.engine.containers import elements

    if isinstance(atom, Sequence) and depth:
        held = elements(vm, frame, atom)
        return bool(held) and all(is_plain(vm, frame, a, depth - 1) for a in held)
    return isinstance(atom, Mapping) and not any(_is_built(a) for _, v in atom.items for a in v)


def _is_built(atom: Atom) -> bool:
    return isinstance(atom, Instance) and not enums.is_member(atom)


def _holds_models(vm: Machine, atom: Atom) -> bool:
    if isinstance(atom, ExtInstance):
        return any(_holds_models(vm, a) for _, v in atom.params for a in v)
    return isinstance(atom, Instance) and is_model(vm, atom.cls)


def annotated(cls: ClassDef) -> Iterator[tuple[str, Frame, Any]]:
    """Name, place and annotation of every field, the class's own first."""
    for base in cls.mro:
        if isinstance(base, ClassDef) and base.frame is not None:
            for name, annotation in base.annotations.items():
                yield name, base.frame, annotation


def given_fields(cls: ClassDef, args: Args) -> frozenset[str] | None:
    """The fields that a constructor call names; None where an alias or ``**values`` may name others."""
    fields = {name for name, _, _ in annotated(cls)}
    known = not args.kwstar and not args.pos and fields.issuperset(args.kwargs)
    return frozenset(args.kwargs) if known else None


def whole_data(cls: ClassDef, args: Args) -> Value:
    """What a validator of the whole gets before there is an object: what the call names."""
    if not cls.external_bases or not any(a.interesting for v in args.kwargs.values() for a in v):
        return NOTHING
    return frozenset((make(Mapping, tuple(args.kwargs.items()), None, args.kwstar or NOTHING),))


def plain_fields(vm: Machine, frame: Frame, cls: ClassDef, args: Args) -> frozenset[str]:
    """The fields that a constructor call gives dicts, or lists of them."""
    if any(is_plain(vm, frame, a) for value in args.pos for a in value):
        return frozenset(name for name, _, _ in annotated(cls))
    named = args.kwargs.items()
    return frozenset(name for name, value in named if any(is_plain(vm, frame, a) for a in value))


def run_annotated(
    vm: Machine, frame: Frame, declared: Value, when: str, line: int, given: Value = ANY
) -> Value:
    """Functions that ``Annotated[...]`` carries, at any depth of a type expression; what they return."""
    out = NOTHING
    for atom in ordered(declared):
        if isinstance(atom, Form):
            for part in atom.args:
                out = join(out, run_annotated(vm, frame, part, when, line, given))
        elif isinstance(atom, ExtInstance) and atom.type == ANNOTATED and atom.key == when:
            out = join(out, call_value(vm, frame, atom.param("function"), Args([given]), line))
    return out


ANNOTATED = "clearloop.annotated"


def annotated_validator(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``AfterValidator(function)`` and its like, to be kept in an ``Annotated``."""
    return instance_of(ANNOTATED, (("function", args.get(0, "func")),), row.options.get("when", "construct"))


def _run_hooks(
    vm: Machine,
    frame: Frame,
    instance: Instance,
    when: str,
    line: int,
    given: frozenset[str] | None = None,
    source: Value = NOTHING,
    whole: Value = NOTHING,
) -> None:
    for hook, names, told in _hooks(instance.cls, when, given):
        receiver: Atom = instance
        if isinstance(hook, FuncAtom) and hook.func.params and hook.func.params[0][0] == "cls":
            receiver = make(ClassAtom, instance.cls, ())
        alone = isinstance(hook, FuncAtom) and bool(names) and _takes_no_self(hook, when)
        bound = frozenset((hook if alone else make(Bound, hook, receiver),))
        held = _held_by(vm, frame, instance, names)
        if source and receiver is not instance and held == ANY:
            named = [a.value for a in ordered(names) if isinstance(a, Const)]
            read = (_read_off(vm, frame, source, field, line) for field in named)
            held = join(*read) if names else source
        if whole and not names and receiver is not instance:
            held = whole
        passed = Args([held or ANY, ANY][: _arity(hook) + alone])
        if when == "construct" and isinstance(hook, FuncAtom) and told:
            fields = [name for name, _, _ in annotated(instance.cls)]
            teller = validator_arguments.Teller(vm, instance, tuple(fields), told)
            rest = hook.func.params[0 if alone else 1 :]
            passed = teller.arguments(rest, names, held or ANY, alone or receiver is not instance)
        made = call_value(vm, frame, bound, passed, line)
        if when == "construct":
            _take(vm, instance, names, made)


def _read_off(vm: Machine, frame: Frame, source: Value, name: str, line: int) -> Value:
    """An attribute of the objects that a model is made of, each of a list on its own."""
    from scanner.engine.attributes import load_atom

    objects = orm.objects_in(vm, frame, source)
    return join(*(load_atom(vm, frame, a, name, line) for a in objects if orm.has(vm, frame, a.cls, name)))


def _take(vm: Machine, instance: Instance, names: Value, made: Value) -> None:
    """A field holds what its validator returns, where that is more than data."""
    told = frozenset(a for a in made if a.interesting)
    for name in ordered(names) if told and instance.key is not None else ():
        if isinstance(name, Const):
            write_attribute(vm, instance, name.value, told)


def _held_by(vm: Machine, frame: Frame, instance: Instance, names: Value) -> Value:
    """What the fields hold that a hook is written for, where that is more than data."""
    fields = [a.value for a in ordered(names) if isinstance(a, Const)] if instance.key is not None else ()
    held = join(*(vm.heap.read(instance, name, frame.activation) for name in fields))
    return held if any(a.interesting for a in held) else ANY


def _hooks(cls: ClassDef, when: str, given: frozenset[str] | None) -> Iterator[tuple[Atom, Value, str]]:
    for base in cls.mro:
        if isinstance(base, ClassDef):
            for value in base.namespace.values():
                for atom in value:
                    if not isinstance(atom, ExtInstance) or atom.type != HOOK or atom.key != when:
                        continue
                    if given is None or _concerns(atom, given):
                        names = atom.param("names")
                        told = next((a.value for a in atom.param("told") if isinstance(a, Const)), None) or ""
                        yield from ((hook, names, told) for hook in ordered(_undecorated(atom.param("fget"))))


def _concerns(hook: ExtInstance, given: frozenset[str]) -> bool:
    """Whether a hook that names fields names one that gets a value; ``always`` and ``*`` mean any."""
    names = {a.value if isinstance(a, Const) else "*" for a in hook.param("names")}
    return not names or "*" in names or bool(hook.param("always")) or not names.isdisjoint(given)


def _undecorated(value: Value) -> Value:
    """The functions inside ``classmethod`` and ``staticmethod`` objects."""
    inner = (
        a.param("fget") if isinstance(a, ExtInstance) and a.param("fget") else frozenset((a,)) for a in value
    )
    return join(*inner)


def _takes_no_self(hook: FuncAtom, when: str) -> bool:
    """A function that is no method, or a static one, is given the value first; so is a serialiser
    whose first parameter has any other name than ``self``."""
    func = hook.func
    if not func.params or func.params[0][0] == "cls":
        return False
    return func.cls is None or func.is_static or (when == "serialize" and func.params[0][0] != "self")


def _arity(hook: Atom) -> int:
    return max(0, min(2, len(hook.func.params) - 1)) if isinstance(hook, FuncAtom) else 0


# -- serialising


def computed_property(value: Value) -> Value:
    """``@computed_field`` over a property or a plain method: a property that serialising reads."""
    out: set[Atom] = set()
    for atom in value:
        if isinstance(atom, ExtInstance):
            out.add(make(ExtInstance, atom.key, (*atom.params, ("computed", const(True))), atom.type))
        else:
            params = (("fget", frozenset((atom,))), ("computed", const(True)))
            out.add(make(ExtInstance, None, params, "builtins.property"))
    return frozenset(out)


def serialise(
    vm: Machine, frame: Frame, value: Value, line: int, chosen: Choice = written_fields.ALL
) -> None:
    """Write instances of models out: their serialisers, computed fields, and those of what they hold."""
    written: set[Instance] = set()
    whole = value
    for _ in range(_DEEPEST + 1):
        fresh = [each for each in _instances(vm, frame, value, line) if each not in written]
        written.update(fresh)
        value = NOTHING
        for instance in fresh:
            fields = _written(vm, instance, chosen if instance in whole else written_fields.ALL)
            given = frozenset(name for name, taken in fields.items() if taken)
            _run_hooks(vm, frame, instance, "serialize", line, None if len(given) == len(fields) else given)
            typed = type_arguments(instance)
            for name, where, annotation in annotated(instance.cls):
                if name in given:
                    declared = filled(resolve(vm, where, annotation), typed)
                    run_annotated(vm, frame, declared, "serialize", line)
            _read_computed(vm, frame, instance, line, chosen if instance in whole else written_fields.ALL)
            value = value.union(*(held for name, held in _held(vm, frame, instance) if name in given))
        if not value:
            break


def _written(vm: Machine, instance: Instance, chosen: Choice) -> dict[str, bool]:
    """The fields of a model, and whether they are written out."""
    fields: dict[str, bool] = {}
    for name, where, annotation in annotated(instance.cls):
        if name not in fields:
            default = where.cls.namespace.get(name, NOTHING) if where.cls is not None else NOTHING
            left = written_fields.never(default, resolve(vm, where, annotation))
            fields[name] = chosen.takes(name) and not left
    return fields


def _instances(vm: Machine, frame: Frame, value: Value, line: int) -> list[Instance]:
    from scanner.engine.containers import iterate_value

    found = {a for a in value if isinstance(a, Instance)}
    for atom in value:
        if isinstance(atom, Sequence) or (
            isinstance(atom, ExtInstance) and atom.type in ("list", "set", "tuple")
        ):
            found |= {
                a
                for a in iterate_value(vm, frame, frozenset((atom,)), line, False)
                if isinstance(a, Instance)
            }
        elif isinstance(atom, Mapping):
            found |= {a for _, v in atom.items for a in v if isinstance(a, Instance)}
    return sorted((a for a in found if is_model(vm, a.cls)), key=lambda a: a.serial)


def is_model(vm: Machine, cls: ClassDef) -> bool:
    return any(row.role == "model" for base in cls.external_bases for row in vm.catalog.mro(base))


def is_set(vm: Machine, cls: ClassDef, option: str) -> bool:
    """Whether a model's configuration switches on what a row of its base names by an option."""
    return bool(cls.external_bases) and cls.answer(("model", option), partial(_is_set, vm, option))


def _is_set(vm: Machine, option: str, cls: ClassDef) -> bool:
    rows = [row for base in cls.external_bases for row in vm.catalog.mro(base) if row.role == "model"]
    names = {(str(row.options.get("settings")), str(row.options.get(option))) for row in rows}
    for place, name in names:
        found = cls.lookup(place)
        for atom in found[1] if found is not None else ():
            held = dict(atom.items).get(name) if isinstance(atom, Mapping) else None
            if (atom.param(name) if isinstance(atom, ExtInstance) else held) == const(True):
                return True
    return False


def assigned(vm: Machine, frame: Frame, instance: Instance, attr: str, line: int) -> None:
    """``model.field = value`` where the model validates what it is assigned."""
    if is_set(vm, instance.cls, "on_assignment") and is_model(vm, instance.cls):
        declared_here = {name for name, _, _ in annotated(instance.cls)}
        if attr in declared_here:
            run_validators(vm, frame, instance, line, given=frozenset((attr,)))


def _read_computed(vm: Machine, frame: Frame, instance: Instance, line: int, chosen: Choice) -> None:
    from scanner.engine.attributes import load_atom

    for base in instance.cls.mro:
        for name, value in base.namespace.items() if isinstance(base, ClassDef) else ():
            computed = any(isinstance(a, ExtInstance) and a.param("computed") for a in value)
            if computed and chosen.takes(name):
                load_atom(vm, frame, instance, name, line)


def _held(vm: Machine, frame: Frame, instance: Instance) -> Iterator[tuple[str, Value]]:
    """What the fields of a model hold, or objects of the declared classes: subclasses are written so."""
    given = type_arguments(instance)
    for base in instance.cls.mro:
        if isinstance(base, ClassDef):
            for name, annotation in base.annotations.items():
                held = vm.heap.read(instance, name, frame.activation) if instance.key is not None else NOTHING
                declared = model_classes(filled(resolve(vm, base.frame, annotation), given))
                yield name, held or frozenset(any_instance(vm, frame, a.cls, a.params) for a in declared)


def serialise_call(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``model.model_dump()``, ``adapter.dump_json(model)``; None, so that the row answers, where no field
    holds more than data."""
    include, exclude = (args.kwargs.get(name, NOTHING) for name in ("include", "exclude"))
    chosen = written_fields.choice(vm, frame, include, exclude)
    if not isinstance(receiver, Instance):
        if isinstance(receiver, ExtInstance):
            run_annotated(vm, frame, receiver.param("A"), "serialize", line)
        given = args.get(0, "obj")
        serialise(vm, frame, given, line, chosen)
        serialise(vm, frame, _unpacked(vm, frame, given) - given, line)
        return None
    serialise(vm, frame, frozenset((receiver,)), line, chosen)
    is_dict = row.returns is not None and row.returns.startswith("dict")
    if not is_dict:
        return None
    # A dictionary of its own, which may be filled with more than data.
    written = exports.as_mapping(vm, frame, receiver, line)
    return written or make_mapping(vm, frame, {}, _DATA, line)


def _unpacked(vm: Machine, frame: Frame, value: Value) -> Value:
    """A value with what its containers hold."""
    from scanner.engine.containers import contents, elements

    out, held = value, value
    for _ in range(_DEEPEST):
        inner = NOTHING
        for atom in held:
            if isinstance(atom, Mapping):
                entries, rest = contents(vm, frame, atom)
                inner = inner.union(rest, *entries.values())
            elif isinstance(atom, Sequence):
                inner |= elements(vm, frame, atom)
        held = inner - out
        out |= inner
    return out


def respond(
    vm: Machine, frame: Frame, model: Value, result: Value, line: int, chosen: Choice = written_fields.ALL
) -> None:
    """What the framework writes out: the declared model built from the result, else the result itself."""
    declared = NOTHING
    classes = [atom for atom in model_classes(model) if is_model(vm, atom.cls)]
    ready = _are_ready(classes, ordered(result))
    for atom in classes:
        cls = atom.cls
        fitting = frozenset(a for a in result if isinstance(a, Instance) and a.cls.is_subclass_of(cls))
        declared |= fitting or (NOTHING if ready else frozenset((any_instance(vm, frame, cls, atom.params),)))
    serialise(vm, frame, declared or result, line, chosen)


def _are_ready(classes: list[ClassAtom], held: Iterable[Atom]) -> bool:
    """Whether each thing is an object of one of several classes: of a union, that member writes it."""
    held = list(held)
    return (
        bool(held)
        and len(classes) > 1
        and all(isinstance(a, Instance) and any(a.cls.is_subclass_of(c.cls) for c in classes) for a in held)
    )


def validate_elements(vm: Machine, frame: Frame, value: Value, line: int) -> None:
    """``items: list[Model]`` of a request's body."""
    _validate_typed(vm, frame, frozenset(a for a in value if not isinstance(a, Instance)), line)


def _validate_typed(vm: Machine, frame: Frame, value: Value, line: int) -> None:
    """``TypeAdapter(list[Model]).validate_python(...)``."""
    for atom in _each(vm, frame, value, line):
        if isinstance(atom, Instance) and is_model(vm, atom.cls):
            run_validators(vm, frame, atom, line, raw=True)


def receive(vm: Machine, frame: Frame, model: Value, result: Value, line: int) -> None:
    """A declared response model is built from a result that is not one of its instances already."""
    run_annotated(vm, frame, model, "construct", line)
    classes = list(model_classes(model))
    if _are_ready(classes, ordered(result)):
        return
    for wanted in classes:
        cls = wanted.cls
        ready = any(
            isinstance(a, Instance) and a.cls.is_subclass_of(cls) for a in _each(vm, frame, result, line)
        )
        if is_model(vm, cls) and not ready:
            read = frozenset(orm.objects_in(vm, frame, result))
            made = any_instance(vm, frame, cls, wanted.params)
            run_validators(vm, frame, made, line, raw=True, source=read)


def _each(vm: Machine, frame: Frame, result: Value, line: int) -> Iterator[Atom]:
    from scanner.engine.containers import iterate_value

    for atom in ordered(result):
        listed = isinstance(atom, ExtInstance) and atom.type in ("list", "set", "tuple")
        if listed or isinstance(atom, Sequence):
            yield from ordered(iterate_value(vm, frame, frozenset((atom,)), line, False))
        yield atom


def model_classes(model: Value) -> Iterator[ClassAtom]:
    """Classes named by a type expression, inside ``list[...]`` and unions too."""
    for atom in ordered(model):
        if isinstance(atom, ClassAtom):
            yield atom
        elif isinstance(atom, Form):
            for part in atom.args:
                yield from model_classes(part)


def validate_call(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``Model.model_validate(row)`` reads its fields off the row; None, so that the row answers."""
    if isinstance(receiver, ClassAtom):
        if built := built_from(vm, frame, receiver.cls, args.get(0, "obj"), line):
            return built
        orm.serialise(vm, frame, frozenset((receiver,)), args.get(0, "obj"), line)
        read = frozenset(orm.objects_in(vm, frame, args.get(0, "obj")))
        made = any_instance(vm, frame, receiver.cls, receiver.params)
        run_validators(vm, frame, made, line, raw=True, source=read)
    elif isinstance(receiver, ExtInstance):
        run_annotated(vm, frame, receiver.param("A"), "construct", line)
        orm.serialise(vm, frame, receiver.param("A"), args.get(0, "object"), line)
        for value in (v for _, v in receiver.params):
            _validate_typed(vm, frame, value, line)
    return None
