"""Type expressions: the values a declared type stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import conformance, enums, polymorphic, variables
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, Module
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Ext,
    ExtInstance,
    Form,
    FuncAtom,
    Imported,
    Sequence,
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

IR = tuple[Any, ...]
_TRANSPARENT = frozenset(
    {"Annotated", "Required", "NotRequired", "Final", "ClassVar", "Optional", "ReadOnly", "Mapped", "InitVar"}
)
_LISTS = {
    "list": "list",
    "List": "list",
    "Sequence": "list",
    "Iterable": "list",
    "Collection": "list",
    "set": "set",
    "Set": "set",
    "frozenset": "set",
    "FrozenSet": "set",
    "MutableSequence": "list",
    "deque": "list",
    "Deque": "list",
    "AbstractSet": "set",
    "MutableSet": "set",
    "Iterator": "iterator",
    "AsyncIterator": "iterator",
    "AsyncIterable": "iterator",
    "Generator": "iterator",
    "AsyncGenerator": "iterator",
    "WeakSet": "set",
}
_DICTS = frozenset(
    {
        *("dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict"),
        *("WeakKeyDictionary", "WeakValueDictionary"),
    }
)
_TYPING = (
    *("typing.", "typing_extensions.", "collections.abc.", "collections.", "builtins.", "dataclasses."),
    "weakref.",
)
MAX_NESTED = 8
_SCALARS = frozenset({"str", "int", "float", "bool", "bytes", "list", "dict", "set", "tuple"})


def is_init_only(annotation: IR, module: Module) -> bool:
    """``InitVar[int]``: a parameter of the generated constructor that is no field."""
    return _outermost(annotation, module) == "InitVar"


def fields_of(cls: ClassDef) -> dict[str, IR]:
    """What a constructor takes that is generated from the annotations of a class, bases first, each with its
    annotation."""
    return cls.answer(_fields_of, _fields_of)


def _fields_of(cls: ClassDef) -> dict[str, IR]:
    declared = {n: (a, base.module) for base in reversed(cls.own_bases) for n, a in base.annotations.items()}
    return {
        n: a for n, (a, module) in declared.items() if _outermost(a, module) not in ("KW_ONLY", "ClassVar")
    }


def of_class(annotation: IR, module: Module) -> bool:
    """``ClassVar[Session]``: what the class holds, which is neither a field nor a column."""
    return _outermost(annotation, module) == "ClassVar"


def _outermost(annotation: IR, module: Module) -> str:
    """The name of a type expression, as the library calls it that a module has it from."""
    named = annotation[2] if annotation[0] == "S" else annotation
    name = str(named[-1]) if named[0] in ("N", "A") else ""
    held: Value = module.frame.vars.get(name, NOTHING) if named[0] == "N" and module.frame else NOTHING
    atom = next(iter(held)) if len(held) == 1 else None
    if isinstance(atom, Imported):
        return atom.attr or name
    return atom.name.rpartition(".")[2] if isinstance(atom, Ext) else name


def instances(
    vm: Machine,
    frame: Frame,
    annotation: IR,
    params: tuple[tuple[str, Value], ...] = (),
    owner: ClassDef | None = None,
) -> Value:
    """The values something annotated like this may hold."""
    return instantiate(vm, frame, resolve(vm, frame, annotation), params, owner)


def resolve(vm: Machine, frame: Frame, annotation: IR) -> Value:
    """A type expression as values: classes, external names, forms. Strings are read as expressions."""
    if not _is_settled(vm, frame):
        return _resolved(vm, frame, annotation)
    key = frame, id(annotation)
    now = vm.heap.renamed + ClassDef.changes
    known = vm.resolved.get(key)
    if known is not None and known[0] is annotation and known[1] == now:
        return known[2]
    value = _resolved(vm, frame, annotation)
    if vm.heap.renamed + ClassDef.changes == now:
        vm.resolved[key] = annotation, now, value
    return value


def _is_settled(vm: Machine, frame: Frame) -> bool:
    """Whether names mean the same whenever they are asked for: at the top level of a module that has run."""
    outer = frame.parent if frame.kind == "class" else frame
    return (
        outer is not None
        and outer.kind == "module"
        and outer.activation is not None
        and not outer.activation.running
        and not vm.resolving
    )


def _resolved(vm: Machine, frame: Frame, annotation: IR) -> Value:
    from scanner.engine.expressions import evaluate

    if annotation[0] == "K" and isinstance(annotation[1], str):
        parsed = _parse(vm, annotation[1])
        return resolve(vm, frame, parsed) if parsed is not None else ANY
    if annotation[0] == "B" and annotation[2] == "BitOr":
        return join(resolve(vm, frame, annotation[3]), resolve(vm, frame, annotation[4]))
    return evaluate(vm, frame, annotation)


def _parse(vm: Machine, text: str) -> IR | None:
    if text not in vm.expressions:
        from scanner.facts.lower import lower_expression

        vm.expressions[text] = lower_expression(text)
    parsed: IR | None = vm.expressions[text]
    return parsed


def subscript_type(vm: Machine, frame: Frame, base: Atom, index: IR) -> Value | None:
    """``X[...]`` where X is a type; None when it is an ordinary subscript."""
    if isinstance(base, Form):
        return _completed(vm, frame, base, index) or frozenset((base,))
    if isinstance(base, Ext):
        name = _short(base.name)
        if name == "Literal":
            from scanner.engine.expressions import evaluate

            return frozenset((make(Form, (evaluate(vm, frame, index),), "typing.Literal"),))
        if (
            base.name.startswith("builtins.")
            and name not in _LISTS
            and name not in _DICTS | {"tuple", "type"}
        ):
            return None
        if vm.catalog.function(base.name) is not None and vm.catalog.type(base.name) is None:
            return None
        row = vm.catalog.type(base.name)
        if row is not None and row.role == "injection-marker":
            from scanner.engine.injection import make_marker

            return make_marker(_evaluate(vm, frame, index))
        if row is not None and row.role == "injected-type":
            from scanner.engine.wiring import asked

            types = resolve(vm, frame, index)
            return frozenset((make(Form, (types, asked(row, types)), "typing.Annotated"),))
    parts = index[2] if index[0] == "T" else (index,)
    if isinstance(base, Ext) and _short(base.name) == "Annotated":
        args = (resolve(vm, frame, parts[0]), *(_evaluate(vm, frame, p) for p in parts[1:]))
    else:
        args = tuple(resolve(vm, frame, p) for p in parts)
    args = tuple(_bounded(arg) for arg in args)
    if isinstance(base, ClassAtom):
        if base.cls.lookup("__class_getitem__") is not None:
            return _own_form(vm, frame, base, args) or frozenset((base,))
        if base.params:
            return variables.completed(base, args) or frozenset((base,))
        return frozenset(
            (make(ClassAtom, base.cls, tuple(zip(variables.of_class(base.cls), args, strict=False))),)
        )
    if isinstance(base, Ext):
        return frozenset((make(Form, args, base.name),))
    return None


def _own_form(vm: Machine, frame: Frame, base: ClassAtom, args: tuple[Value, ...]) -> Value:
    """The type that a ``__class_getitem__`` of the project gives: ``Annotated[T, Depends(...)]``, mostly."""
    from scanner.engine.attributes import load
    from scanner.engine.calls import Args, call_value, silent
    from scanner.engine.containers import make_sequence

    quiet = silent(frame)
    given = (
        args[0] if len(args) == 1 else make_sequence(vm, quiet, "tuple", list(args), NOTHING, base.cls.line)
    )
    method = load(vm, quiet, frozenset((base,)), "__class_getitem__", base.cls.line)
    bound = Args([given] if any(isinstance(a, Bound) for a in method) else [frozenset((base,)), given])
    told = call_value(vm, quiet, method, bound, base.cls.line)
    return frozenset(a for a in told if isinstance(a, Form))


def _completed(vm: Machine, frame: Frame, generic: Form, index: IR) -> Value | None:
    parts = index[2] if index[0] == "T" else (index,)
    return variables.completed(generic, tuple(_bounded(resolve(vm, frame, p)) for p in parts))


def _bounded(argument: Value) -> Value:
    """A type that is widened by its own name (``X = Union[X, list[X]]``) would nest without end."""
    if all(a.depth <= MAX_NESTED for a in argument):
        return argument
    return frozenset(a for a in argument if a.depth <= MAX_NESTED) or ANY


def _evaluate(vm: Machine, frame: Frame, e: IR) -> Value:
    from scanner.engine.expressions import evaluate

    return evaluate(vm, frame, e)


def _short(name: str) -> str:
    for prefix in _TYPING:
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name.rpartition(".")[2] if name.endswith(".Mapped") else name


def instantiate(
    vm: Machine,
    frame: Frame,
    value: Value,
    params: tuple[tuple[str, Value], ...] = (),
    owner: ClassDef | None = None,
) -> Value:
    """Instances of the types in ``value``."""
    out = NOTHING
    for atom in ordered(value):
        out = join(out, _instantiate_atom(vm, frame, atom, params, owner))
    return out


def _instantiate_atom(
    vm: Machine, frame: Frame, atom: Atom, params: tuple[tuple[str, Value], ...], owner: ClassDef | None
) -> Value:
    if isinstance(atom, ClassAtom):
        return class_instances(vm, frame, atom)
    if isinstance(atom, Ext):
        return _instantiate_external(vm, frame, atom.name, owner)
    if isinstance(atom, Form):
        return _instantiate_form(vm, frame, atom, params, owner)
    if isinstance(atom, Const):
        if isinstance(atom.value, str):
            return _unfold(vm, frame, atom.value, params, owner)
        return frozenset((atom,)) if atom.value is None else NOTHING
    if isinstance(atom, ExtInstance) and atom.type == "typing.TypeVar":
        bound = dict(params).get(str(atom.key))
        others = tuple(param for param in params if param[0] != atom.key)
        target = bound or atom.param("default") or atom.param("bound")
        return instantiate(vm, frame, target, others, owner) if target else ANY
    if isinstance(atom, ExtInstance) and atom.param("newtype"):
        return instantiate(vm, frame, atom.param("newtype"), params, owner)
    if isinstance(atom, Sequence):
        return (
            join(*(instantiate(vm, frame, v, params, owner) for v in atom.items)) if atom.items else NOTHING
        )
    if isinstance(atom, Unknown):
        return frozenset((atom,))
    return ANY


def _unfold(
    vm: Machine, frame: Frame, text: str, params: tuple[tuple[str, Value], ...], owner: ClassDef | None
) -> Value:
    """A type written as a string; inside itself (an alias of nested data) it is not unfolded again."""
    key = (frame.module.name, text)
    if key in vm.unfolding:
        return ANY
    vm.unfolding.add(key)
    try:
        return instances(vm, frame, ("K", text), params, owner)
    finally:
        vm.unfolding.discard(key)


def _instantiate_external(vm: Machine, frame: Frame, name: str, owner: ClassDef | None) -> Value:
    short = _short(name)
    if short in ("Any", "object", "Callable", "Final", "ClassVar"):
        return ANY
    if short == "Self":
        return class_instances(vm, frame, make(ClassAtom, owner, ())) if owner is not None else ANY
    if short == "None" or name == "types.NoneType":
        return const(None)
    if short in _SCALARS:
        return instance_of(short)
    if short in _LISTS:
        return instance_of(_LISTS[short])
    if short in _DICTS:
        return instance_of("dict")
    if short in ("LiteralString", "AnyStr", "Hashable"):
        return instance_of("str")
    return instance_of(vm.catalog.canonical(name))


def _instantiate_form(
    vm: Machine, frame: Frame, form: Form, params: tuple[tuple[str, Value], ...], owner: ClassDef | None
) -> Value:
    short = _short(form.origin)
    args = form.args
    if short == "Literal":
        return join(*(_literals(a) for a in args)) if args else ANY
    if short == "Optional":
        return join(instantiate(vm, frame, args[0], params, owner), const(None))
    if short in _TRANSPARENT:
        return instantiate(vm, frame, args[0], params, owner)
    if short == "Union":
        return join(*(instantiate(vm, frame, a, params, owner) for a in args))
    if short in ("type", "Type"):
        return args[0]
    if short in ("Callable", "Concatenate", "TypeGuard", "TypeIs"):
        return ANY
    inner = tuple(instantiate(vm, frame, a, params, owner) for a in args)
    if short in ("tuple", "Tuple"):
        if len(args) == 2 and args[1] == const(...):
            return instance_of("list", (("0", inner[0]),))
        return frozenset((make(Sequence, inner, None, "tuple"),))
    if short in _LISTS:
        return instance_of(_LISTS[short], (("0", inner[0]),))
    if short in _DICTS:
        return instance_of("dict", tuple((str(n), v) for n, v in enumerate(inner)))
    if short in ("Awaitable", "Coroutine"):
        return _awaitable(inner[-1])
    row = vm.catalog.type(form.origin)
    names = row.params if row is not None else ()
    keyed = tuple(zip(names, inner, strict=False)) if names else ()
    return instance_of(vm.catalog.canonical(form.origin), keyed)


def _awaitable(result: Value) -> Value:
    from scanner.engine.values import ExtAwaitable

    return frozenset((make(ExtAwaitable, None, result, None),))


def _literals(value: Value) -> Value:
    out = NOTHING
    for atom in value:
        if isinstance(atom, Sequence):
            out = join(out, *atom.items)
        else:
            out |= frozenset((atom,))
    return out


def class_instances(vm: Machine, frame: Frame, atom: ClassAtom) -> Value:
    """Instances of a project class; of an abstract one, the implementations the project builds."""
    from scanner.engine.calls import any_instance

    cls = atom.cls
    if enums.is_enum(cls):
        return enums.any_member(vm, cls) or frozenset((any_instance(vm, frame, cls),))
    own = any_instance(vm, frame, cls, atom.params)
    others = [
        any_instance(vm, frame, other)
        for other in vm.implementations(cls)
        if (is_built(vm, other) or polymorphic.is_heir(vm, other, cls)) and not is_double(other)
    ]
    if others and is_abstract(cls):
        return frozenset(others)
    if not others and is_protocol(cls):
        structural = structural_implementations(vm, frame, cls)
        if structural:
            return structural
    return frozenset((own, *others))


def is_abstract(cls: ClassDef) -> bool:
    """True when an instance of exactly this class cannot exist or would have no behaviour."""
    return is_protocol(cls) or leaves_open(cls)


def leaves_open(cls: ClassDef) -> bool:
    """Whether a class has abstract methods, of its own or of a base."""
    for base in cls.mro:
        if isinstance(base, ClassDef):
            for name, value in base.namespace.items():
                for member in value:
                    found = cls.lookup(name)
                    if (
                        isinstance(member, FuncAtom)
                        and member.func.is_abstract
                        and found is not None
                        and member in found[1]
                    ):
                        return True
    return False


def is_protocol(cls: ClassDef) -> bool:
    return any(isinstance(b, str) and b.rpartition(".")[2] == "Protocol" for b in cls.bases)


def is_double(cls: ClassDef) -> bool:
    parts = cls.module.path.split("/")
    return bool({"tests", "test"} & set(parts[:-1])) or parts[-1].startswith(("test_", "conftest"))


def is_built(vm: Machine, cls: ClassDef) -> bool:
    """Whether some code of the project instantiates the class, by a look at the text."""
    if cls in vm.instantiated:
        return True
    return cls.name in vm.program.constructed_names


def structural_implementations(vm: Machine, frame: Frame, protocol: ClassDef) -> Value:
    """Classes of the project, already built, that have every method of a protocol, with its parameters."""
    from scanner.engine.calls import any_instance

    names = {n for n, v in protocol.namespace.items() if any(isinstance(a, FuncAtom) for a in v)}
    if not names:
        return NOTHING
    fitting = [
        cls
        for cls in sorted(vm.instantiated, key=lambda c: c.symbol)
        if not is_protocol(cls) and conformance.conforms(cls, protocol, names) and not is_double(cls)
    ]
    return frozenset(any_instance(vm, frame, cls) for cls in fitting)
