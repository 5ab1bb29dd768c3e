"""What a mapped class says of its attributes: relationships, columns, proxies, back references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine import directions
from scanner.engine.annotations import of_class
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    NOTHING,
    TRUE,
    Atom,
    ClassAtom,
    Const,
    Ext,
    ExtInstance,
    Form,
    FuncAtom,
    Instance,
    Mapping,
    Value,
    const,
    instance_of,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.catalog.schema import CallRow
    from scanner.engine.calls import Args
    from scanner.engine.frames import Activation, Frame
    from scanner.engine.machine import Machine

MAPPED = "clearloop.mapped"
DECLARED = "clearloop.declared_attribute"
BACKREF = "clearloop.backref"
LATE = "mapped from outside"
"""The heap's names of attributes that are mapped by an assignment to a class."""
_CLASSES = "*"
MAPPER = "class_"
"""The parameter of a mapper that holds the class it was made for."""
TYPES = "types"
"""The fact of a column that holds the project's own types of columns; in the heap, that there are any."""
WRITES = "writes "
EVENTS = ("events",)
"""The heap's cell for what a database library calls back."""
COLUMN, PLAIN, NAME = "sqlalchemy.Column", "plain", "name"
_DEFAULTS = ("default", "onupdate", "insert_default")


def mapped_attribute(vm: Machine, frame: Frame, row: CallRow, args: Args) -> Value | None:
    """``relationship(...)``, ``mapped_column(...)``, ``deferred(...)``: how an attribute loads."""
    if row.role in ("relationship", "dynamic-relationship"):
        given = args.kwargs.get(str(row.options.get("instead")), NOTHING)
        return _ready_made(given) or _relationship(vm, frame, row, _spread(vm, frame, row, args))
    if row.role == "deferred":
        group = args.kwargs.get("group", NOTHING)
        params = (("group", group),) if group else ()
        return frozenset((make(ExtInstance, ("deferred", "lazy"), params, MAPPED),))
    if row.role == "column":
        return column(vm, args)
    if row.role == "association-proxy":
        both = (("target", args.get(0, "target_collection")), ("attr", args.get(1, "attr")))
        return frozenset((make(ExtInstance, ("proxy", "eager"), both, MAPPED),))
    if row.role == "synonym":
        return frozenset(
            (make(ExtInstance, ("synonym", "eager"), (("target", args.get(0, "name")),), MAPPED),)
        )
    if row.role == "backref":
        named = (("name", args.get(0, "name")), *directions.cascades(args))
        return frozenset((make(ExtInstance, _strategy(row, args), named, BACKREF),))
    if row.role == "declared-attribute":
        return instance_of(DECLARED, (("fget", args.get(0, "cls")),)) if args.pos else None
    return None


def column(vm: Machine, args: Args) -> Value:
    """A column; callables among its defaults run when a row is written."""
    group = args.kwargs.get("deferred_group", NOTHING)
    later = bool(group) or args.kwargs.get("deferred", NOTHING) == const(True)
    kind = ("deferred", "lazy") if later else ("column", "eager")
    params: list[tuple[str, Value]] = [("group", group)] if group else []
    if args.kwargs.get("primary_key", NOTHING) == const(True):
        params.append(("primary", TRUE))
    if args.pos and (named := frozenset(a for a in args.pos[0] if _is_text(a))):
        params.append((NAME, named))
    given = NOTHING.union(*args.pos, args.kwargs.get("type_", NOTHING))
    if referred := directions.references(given):
        params.append((directions.FOREIGN, referred))
    types = frozenset(a for a in given if _is_type(vm, a))
    if types:
        vm.heap.write(EVENTS, "used", TRUE)
        vm.heap.write(EVENTS, TYPES, TRUE)
        params.append((TYPES, types))
    elif _is_plain(vm, given):
        params.append((PLAIN, TRUE))
    for name in _DEFAULTS:
        functions = frozenset(a for a in args.kwargs.get(name, NOTHING) if isinstance(a, FuncAtom))
        if functions:
            vm.heap.write(EVENTS, "used", TRUE)
            params.append((name, functions))
    return frozenset((make(ExtInstance, kind, tuple(params), MAPPED),))


def _is_text(atom: Atom) -> bool:
    return isinstance(atom, Const) and isinstance(atom.value, str)


def _is_type(vm: Machine, atom: Atom) -> bool:
    """Whether an argument of a column is a type of the project, which has a hand in each value."""
    if not isinstance(atom, ClassAtom | Instance):
        return False
    return any(row.role == "column-type" for base in atom.cls.external_bases for row in vm.catalog.mro(base))


def _is_plain(vm: Machine, given: Value) -> bool:
    """Whether a column holds plain data, as its type says, or the column that it refers to."""
    row = vm.catalog.type(COLUMN)
    listed = row.options.get("plain") if row is not None else None
    names = {a.name if isinstance(a, Ext) else a.type for a in given if isinstance(a, Ext | ExtInstance)}
    kinds = {name.rpartition(".")[2].upper() for name in names}
    return isinstance(listed, list) and not kinds.isdisjoint(listed)


def _relationship(vm: Machine, frame: Frame, row: CallRow, args: Args) -> Value:
    strategy = "dynamic" if row.role == "dynamic-relationship" else _strategy(row, args)
    target = _classes(args.get(0, "argument"))
    backref = args.kwargs.get("backref", NOTHING)
    within = frame.cls is not None and frame.kind == "class"
    if frame.cls is not None and within:
        _announce(vm, frame.cls, backref, target)
    back = args.kwargs.get("back_populates", NOTHING) | _backref_names(backref)
    named = (("back", back), ("backref", NOTHING if within else backref))
    params = (
        ("target", target),
        *((name, given) for name, given in named if given),
        *directions.facts(args),
    )
    return frozenset((make(ExtInstance, ("relationship", strategy), params, MAPPED),))


def _classes(target: Value) -> Value:
    """What a relationship leads to: a mapper stands for its class."""
    mappers = frozenset(a for a in target if isinstance(a, ExtInstance) and a.param(MAPPER))
    return (target - mappers) | NOTHING.union(
        *(a.param(MAPPER) for a in mappers if isinstance(a, ExtInstance))
    )


def _ready_made(given: Value) -> Value:
    """A relationship of the mapper that a wrapper around it is handed as it is."""
    return frozenset(a for a in given if relates(a))


def _spread(vm: Machine, frame: Frame, row: CallRow, args: Args) -> Args:
    """Arguments for the mapper, which a wrapper takes in one dictionary."""
    from scanner.engine.calls import Args as Arguments
    from scanner.engine.containers import contents

    within = args.kwargs.get(str(row.options.get("within")), NOTHING)
    entries: dict[str, Value] = {}
    for atom in within:
        if isinstance(atom, Mapping):
            entries.update((str(name), held) for name, held in contents(vm, frame, atom)[0].items())
    return Arguments(args.pos, {**args.kwargs, **entries}) if entries else args


def _backref_names(backrefs: Value) -> Value:
    named = [a.param("name") if isinstance(a, ExtInstance) else frozenset((a,)) for a in backrefs]
    return NOTHING.union(*named)


def _announce(vm: Machine, owner: ClassDef, backrefs: Value, target: Value) -> None:
    """``backref="members"`` adds an attribute to the class at the other end."""
    for atom in backrefs:
        strategy, names = "lazy", frozenset((atom,))
        said: tuple[tuple[str, Value], ...] = ()
        if isinstance(atom, ExtInstance) and atom.type == BACKREF:
            strategy, names, said = atom.key, atom.param("name"), atom.params[1:]
        params = (("target", frozenset((make(ClassAtom, owner, ()),))), ("of", target), *said)
        made = frozenset((make(ExtInstance, ("relationship", strategy), params, MAPPED),))
        vm.heap.write(BACKREF, "names", names)
        for name in names:
            if isinstance(name, Const):
                vm.heap.write(("backref", name.value), "from", made)


def _strategy(row: CallRow, args: Args) -> str:
    name = str(row.options.get("strategy") or "lazy")
    given = [a.value for a in args.kwargs.get(name, NOTHING) if isinstance(a, Const)]
    if not given:
        return "lazy"
    for kind in ("eager", "silent", "dynamic", "write_only"):
        listed = row.options.get(kind)
        if isinstance(listed, list) and given[0] in listed:
            return "eager" if kind in ("eager", "silent") else kind
    return "lazy" if given[0] else "eager"


def is_mapped(vm: Machine, cls: ClassDef) -> bool:
    """Whether instances of a class are rows of a table."""
    if cls.answer(is_mapped, _has_table):
        return True
    late = vm.heap.peek(LATE, _CLASSES)
    return bool(late) and any(isinstance(a, ClassAtom) and cls.is_subclass_of(a.cls) for a in late)


def map_late(vm: Machine, cls: ClassDef) -> None:
    """A class becomes one whose instances are rows."""
    vm.heap.write(LATE, _CLASSES, frozenset((make(ClassAtom, cls, ()),)))


def _has_table(cls: ClassDef) -> bool:
    if cls.lookup("__tablename__") is not None or cls.lookup("__table__") is not None:
        return True
    if any(a.value is True for a in cls.keywords.get("table", NOTHING) if isinstance(a, Const)):
        return True
    return any(
        isinstance(a, ExtInstance) and a.type == MAPPED for value in cls.namespace.values() for a in value
    )


def declared(vm: Machine, frame: Frame, cls: ClassDef, attr: str) -> ExtInstance | None:
    """How the class maps an attribute, itself or by a back reference of another class."""
    found = cls.lookup(attr)
    if found is None:
        late = _assigned(vm, frame, cls, attr) or _annotated(vm, cls, attr)
        return _back_reference(vm, frame, cls, attr) if late is None else late
    for atom in found[1]:
        if isinstance(atom, ExtInstance) and atom.type == MAPPED:
            return atom
        if isinstance(atom, ExtInstance) and atom.type == DECLARED:
            return _declared_for(vm, frame, atom, cls)
    return _assigned(vm, frame, cls, attr)


def _annotated(vm: Machine, cls: ClassDef, attr: str) -> ExtInstance | None:
    """``id: Mapped[pk]``, where ``pk`` is an alias that says how such columns are mapped."""
    from scanner.engine.annotations import resolve

    owner = next((base for base in cls.own_bases if attr in base.annotations), None)
    if owner is None or not is_mapped(vm, cls):
        return None
    return _mapped_within(resolve(vm, owner.frame, owner.annotations[attr]))


def _mapped_within(value: Value) -> ExtInstance | None:
    for atom in value:
        if isinstance(atom, ExtInstance) and atom.type == MAPPED:
            return atom
        if isinstance(atom, Form):
            for part in atom.args:
                if found := _mapped_within(part):
                    return found
    return None


def _assigned(vm: Machine, frame: Frame, cls: ClassDef, attr: str) -> ExtInstance | None:
    """``User.posts = relationship(...)``, said once both classes are there."""
    if not vm.heap.peek(LATE, attr):
        return None
    for base in cls.own_bases:
        for atom in vm.heap.read(base, attr, frame.activation):
            if isinstance(atom, ExtInstance) and atom.type == MAPPED:
                return atom
    return None


def assigned(vm: Machine, cls: ClassDef, attr: str, value: Value) -> None:
    """An attribute of a class is assigned from outside: it may be one that the mapper knows."""
    for atom in value:
        if isinstance(atom, ExtInstance) and atom.type == MAPPED:
            vm.heap.write(LATE, attr, TRUE)
            _announce(vm, cls, atom.param("backref"), atom.param("target"))


def _declared_for(vm: Machine, frame: Frame, atom: ExtInstance, cls: ClassDef) -> ExtInstance | None:
    """``@declared_attr``: the function says it for each class that inherits it."""
    from scanner.engine.calls import Args, call_value, silent

    quiet = silent(cls.frame or frame)
    made = call_value(vm, quiet, atom.param("fget"), Args([frozenset((make(ClassAtom, cls, ()),))]), cls.line)
    return next((a for a in ordered(made) if isinstance(a, ExtInstance) and a.type == MAPPED), None)


def _back_reference(vm: Machine, frame: Frame, cls: ClassDef, attr: str) -> ExtInstance | None:
    if attr[:1] == "_":
        return None
    for atom in ordered(vm.heap.read(("backref", attr), "from", frame.activation)):
        if not isinstance(atom, ExtInstance):
            continue
        if any(_names(a, cls) for a in atom.param("of")) or _leads_to(vm, frame, atom, attr, cls):
            return atom
    return None


def _leads_to(vm: Machine, frame: Frame, backref: ExtInstance, attr: str, cls: ClassDef) -> bool:
    """Whether the relationship that announced a back reference names its other end by annotation alone."""
    from scanner.engine.orm import related

    if backref.param("of"):
        return False
    for owner in (a.cls for a in backref.param("target") if isinstance(a, ClassAtom)):
        for name, value in owner.namespace.items():
            for found in value:
                if isinstance(found, ExtInstance) and relates(found) and const(attr) <= found.param("back"):
                    ends = related(vm, frame, owner, name, found)
                    held = ends.union(*(v for a in ends if isinstance(a, ExtInstance) for _, v in a.params))
                    if any(isinstance(a, Instance) and cls.is_subclass_of(a.cls) for a in held):
                        return True
    return False


def _names(target: object, cls: ClassDef) -> bool:
    if isinstance(target, ClassAtom):
        return cls.is_subclass_of(target.cls)
    return isinstance(target, Const) and str(target.value).rpartition(".")[2] == cls.name


def relates(atom: Atom) -> bool:
    """Whether a class attribute is a relationship, which ties rows together when it is assigned."""
    return isinstance(atom, ExtInstance) and atom.type == MAPPED and atom.key[0] == "relationship"


def relationships(vm: Machine, frame: Frame, cls: ClassDef) -> list[str]:
    """The names under which rows of a class lead to others."""
    own = {
        name for base in cls.own_bases for name, value in base.namespace.items() if any(map(relates, value))
    }
    named = {str(a.value) for a in vm.heap.read(BACKREF, "names", frame.activation) if isinstance(a, Const)}
    return sorted(own | {name for name in named - own if _back_reference(vm, frame, cls, name) is not None})


def is_column(cls: ClassDef, attr: str, found: ExtInstance | None) -> bool:
    if found is not None:
        return found.key[0] in ("column", "deferred")
    owner = next((base for base in cls.own_bases if attr in base.annotations), None)
    return owner is not None and not of_class(owner.annotations[attr], owner.module)


def columns(vm: Machine, cls: ClassDef) -> set[str]:
    """The names of what a mapped class reads from its own row."""
    if not is_mapped(vm, cls):
        return set()
    found = {n for base in cls.own_bases for n in (*base.annotations, *base.namespace) if n[:1] != "_"}
    return {n for n in found if _holds_column(cls, n)}


def _holds_column(cls: ClassDef, attr: str) -> bool:
    found = cls.lookup(attr)
    mapped = [a for a in (found[1] if found else ()) if isinstance(a, ExtInstance) and a.type == MAPPED]
    return is_column(cls, attr, mapped[0] if mapped else None)


def home(cls: ClassDef, attr: str) -> str:
    """The symbol of the class that defines an attribute, as loading options name it."""
    for base in cls.own_bases:
        if attr in base.namespace or attr in base.annotations:
            return base.symbol
    # A back reference stands in no class: all rows of one hierarchy know it by the class at its top.
    return next(
        (base.symbol for base in reversed(cls.own_bases) if base.answer(is_mapped, _has_table)), cls.symbol
    )


def class_attribute(vm: Machine, frame: Frame, cls: ClassDef, attr: str) -> Value | None:
    """A mapped attribute read on the class, as queries do; None when it is not mapped."""
    found = declared(vm, frame, cls, attr)
    if found is not None and found.key[0] == "synonym":
        attr = next((str(a.value) for a in found.param("target") if isinstance(a, Const)), attr)
    if found is None and not (is_mapped(vm, cls) and is_column(cls, attr, None)):
        return None
    params = (("attribute", const(f"{home(cls, attr)}.{attr}")),)
    return instance_of("sqlalchemy.orm.InstrumentedAttribute", params)


def read_on_class(vm: Machine, frame: Frame, value: Value, atom: ClassAtom) -> Value:
    """``Model.query`` of a session's ``query_property()``: a query for that class."""
    from scanner.engine.external import evaluate_type

    out = value
    for held in value:
        row = vm.catalog.type(held.type) if isinstance(held, ExtInstance) else None
        if row is not None and row.role == "query-property":
            made = evaluate_type(vm, str(row.options["read"]), receiver=atom, frame=frame)
            out = (out - {held}) | frozenset(_with(a, held) for a in made)
    return out


def _with(made: Atom, maker: Atom) -> Atom:
    """What a property makes knows all that the property was made with."""
    if not (isinstance(made, ExtInstance) and isinstance(maker, ExtInstance)):
        return made
    full: Atom = make(ExtInstance, made.key, (*made.params, *maker.params), made.type)
    return full


def written_defaults(vm: Machine, cls: ClassDef) -> list[FuncAtom]:
    """Callables that fill columns of a class when a row of it is written."""
    return [
        function
        for base in cls.mro
        if isinstance(base, ClassDef)
        for value in base.namespace.values()
        for atom in value
        if isinstance(atom, ExtInstance) and atom.type == MAPPED
        for name in _DEFAULTS
        for function in atom.param(name)
        if isinstance(function, FuncAtom)
    ]


def carry_writes(caller: Activation, loads: dict[str, int]) -> None:
    """A caller has written what the function it called has written, be it in a thread."""
    from scanner.engine.scheduling import is_shadow

    for name, line in loads.items():
        if name.startswith(WRITES):
            for writer in (caller, *(caller.callers if is_shadow(caller) else ())):
                writer.loads.setdefault(name, line)
