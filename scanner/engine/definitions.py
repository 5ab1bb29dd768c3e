"""``def`` and ``class`` statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scanner.engine import managed
from scanner.engine.attributes import ASSIGNED, GETATTRIBUTE
from scanner.engine.calls import Args, call_atom, keep_defaults, made_in_turn
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, FuncDef
from scanner.engine.signatures import own_annotations
from scanner.engine.values import (
    NOTHING,
    OPAQUE_TYPES,
    TRUE,
    Bound,
    ClassAtom,
    Const,
    Ext,
    ExtInstance,
    Form,
    FuncAtom,
    Instance,
    Mapping,
    Partial,
    Sequence,
    Unknown,
    Value,
    join,
    make,
    ordered,
)
from scanner.engine.variables import WRITTEN, is_variable

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
# Classes that one statement makes in calls of the function around it and that are told apart.
MAX_CLASSES = 24
_ANNOTATIONS = "__annotations__"
_INSTEAD = "made by a function in its place"


def define_function(vm: Machine, frame: Frame, function: IR) -> Value:
    """The value a ``def`` binds: the function, wrapped by its decorators."""
    key = (frame.module.name, function[1], f"{frame.prefix}{function[0]}")
    func = vm.functions.get(key)
    if func is None:
        func = FuncDef(function, frame.module, _prefix(frame), frame.cls if frame.kind == "class" else None)
        vm.functions[key] = func
    _reaches(frame, func.end_line)
    if frame.kind == "func":
        vm.capture(frame)
    closure = (
        vm.closures.scope(frame, func)
        if frame.kind == "func"
        else frame.parent
        if frame.kind == "class"
        else None
    )
    if closure is not None and closure.kind == "module":
        closure = None
    owner = frame.cls
    made: FuncAtom = make(FuncAtom, closure, func, owner)
    if frame.kind == "func":
        keep_defaults(vm, frame, made)
    value: Value = frozenset((made if func.decorators else made_in_turn(vm, frame, made),))
    for line, expression in reversed(func.decorators):
        value = decorate(vm, frame, expression, value, line)
    return value


def _reaches(frame: Frame, line: int) -> None:
    """A class ends no earlier than what is defined in it: the outline of a file leaves bodies out."""
    if frame.kind == "class" and frame.cls is not None:
        frame.cls.end_line = max(frame.cls.end_line, line)


def _prefix(frame: Frame) -> str:
    return frame.prefix


def decorate(vm: Machine, frame: Frame, expression: IR, value: Value, line: int) -> Value:
    """Apply one decorator. An external one of unknown effect is taken to keep what it decorates."""
    from scanner.engine.expressions import evaluate

    if _fills_field(vm, frame, expression, value):
        return value
    decorator = evaluate(vm, frame, expression)
    if not any(isinstance(a, _OF_THE_PROJECT) for a in decorator):
        for each in value:
            if isinstance(each, ClassAtom):
                each.cls.rewritten = True
    if managed.answers(vm, frame, decorator, value):
        return value
    out = NOTHING
    for atom in ordered(decorator):
        if isinstance(atom, Unknown | Const):
            out = join(out, value)
            continue
        result = call_atom(vm, frame, atom, Args([value]), line, None)
        external = isinstance(atom, Ext | ExtInstance | Form)
        useless = not result or all(isinstance(a, Unknown | Const) for a in result)
        out = join(out, value if useless or (external and _is_opaque(result)) else result)
    return out or value


_OF_THE_PROJECT = (FuncAtom, Bound, Partial, Instance, ClassAtom)


def _fills_field(vm: Machine, frame: Frame, expression: IR, function: Value) -> bool:
    """``@size.default`` and ``@size.validator`` in a class body: the field keeps the method."""
    if frame.kind != "class" or expression[0] != "A" or expression[2][0] != "N":
        return False
    name = expression[2][1]
    held = frame.vars.get(name, NOTHING)
    for atom in held if len(held) == 1 else ():
        row = vm.catalog.type(atom.type) if isinstance(atom, ExtInstance) else None
        fills = row.options.get("fills") if row is not None else None
        if isinstance(atom, ExtInstance) and isinstance(fills, dict) and expression[3] in fills:
            slot = str(fills[expression[3]])
            kept = tuple((k, v) for k, v in atom.params if k != slot)
            params = (*kept, (slot, join(atom.param(slot), function)))
            frame.vars[name] = frozenset((make(ExtInstance, atom.key, params, atom.type),))
            return True
    return False


def _is_opaque(result: Value) -> bool:
    return all(isinstance(a, ExtInstance) and a.type in OPAQUE_TYPES for a in result)


def _maker(vm: Machine, frame: Frame, line: int) -> Frame | ClassDef | None:
    """What a function makes each time it is called is a class of its own, up to a number of them."""
    maker = frame.scope if frame.kind == "func" else frame.cls
    many = maker is not None and vm.one_more(("classes", frame.module.name, line), maker) > MAX_CLASSES
    return None if many else maker


def define_class(vm: Machine, frame: Frame, s: IR) -> Value:
    """The value a ``class`` binds; its body runs now, as in Python."""
    _, line, name, end_line, arguments, decorators, body = s
    key = (frame.module.name, f"{frame.prefix}{name}", (line, _maker(vm, frame, line)))
    cls = vm.classes.get(key)
    fresh = cls is None
    if cls is None:
        cls = vm.classes[key] = ClassDef(name, line, end_line, frame.module, frame.prefix)
        vm.classes_called.setdefault(key[1], []).append(cls)
    inner = cls.frame
    if inner is None:
        inner = Frame("class", frame.module, frame, f"{cls.qualname}.")
        inner.cls, inner.activation = cls, frame.activation
        cls.frame = inner
    if frame.kind == "func":
        vm.capture(frame)
    _bases(vm, frame, cls, arguments)
    atom: Value = frozenset((make(ClassAtom, cls, ()),))
    from scanner.engine.statements import run_block

    inner.vars = {}
    inner.vars["__class_being_defined__"] = atom
    run_block(vm, inner, body)
    inner.vars.pop("__class_being_defined__", None)
    cls.namespace = {k: v for k, v in inner.vars.items() if not any(map(is_variable, v))} | cls.made
    cls.changed()
    if GETATTRIBUTE in cls.namespace:
        vm.heap.write(GETATTRIBUTE, "used", TRUE)
    _reaches(frame, cls.end_line)
    _name_descriptors(vm, frame, cls, line)
    if fresh:
        _run_metaclass(vm, frame, cls, line)
        _announce_subclass(vm, frame, cls, line)
    atom = vm.heap.peek(cls, _INSTEAD) or atom
    for at, expression in reversed(decorators):
        atom = decorate(vm, frame, expression, atom, at)
    return atom


def made_class(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``type(name, bases, namespace)``: one class for each set of bases and members."""
    from scanner.engine.containers import contents, iterate_value

    named = [a.value for a in args.pos[0] if isinstance(a, Const) and len(args.pos[0]) == 1]
    name = str(named[0]) if named else "<class>"
    bases = tuple(ordered(iterate_value(vm, frame, args.pos[1], line, False)))
    namespace: dict[str, Value] = {}
    for atom in ordered(args.pos[2]):
        if isinstance(atom, Mapping):
            entries, _rest = contents(vm, frame, atom)
            namespace.update({key: value for key, value in entries.items() if isinstance(key, str)})
    key = (frame.module.name, f"{frame.prefix}{name}", (line, bases, *namespace.items()))
    cls = vm.classes.get(key)
    if cls is None:
        cls = vm.classes[key] = ClassDef(name, line, line, frame.module, frame.prefix)
        vm.classes_called.setdefault(key[1], []).append(cls)
        cls.frame = Frame("class", frame.module, frame, f"{cls.qualname}.")
        cls.frame.cls, cls.frame.activation = cls, frame.activation
        found: list[ClassDef | str] = []
        for atom in bases:
            _add_base(vm, cls, found, atom)
        cls.bases, cls.namespace = found, namespace
        cls.changed()
        _announce_subclass(vm, frame, cls, line)
    return frozenset((make(ClassAtom, cls, ()),))


def new_class(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``types.new_class(name, bases, keywords, fill)``: ``fill`` puts the members into the namespace."""
    from scanner.engine.calls import call_value
    from scanner.engine.containers import make_mapping

    namespace = make_mapping(vm, frame, {}, NOTHING, line)
    fill = args.get(3, "exec_body")
    if fill and not all(isinstance(a, Const) for a in fill):
        call_value(vm, frame, fill, Args([namespace]), line)
    bases = args.get(1, "bases") or frozenset((make(Sequence, (), None, "tuple"),))
    return made_class(vm, frame, Args([args.get(0, "name"), bases, namespace]), line)


def made_dataclass(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``make_dataclass(name, fields, bases=..., namespace=...)``."""
    from scanner.engine.containers import contents
    from scanner.engine.expressions import iterate_items

    members: dict[str, Value] = {}
    for atom in ordered(args.kwargs.get("namespace", NOTHING)):
        if isinstance(atom, Mapping):
            entries = contents(vm, frame, atom)[0]
            members.update({key: value for key, value in entries.items() if isinstance(key, str)})
    names: list[str] = []
    for item in iterate_items(vm, frame, args.get(1, "fields")) or ():
        parts = iterate_items(vm, frame, item) or (item,)
        found = [a.value for a in parts[0] if isinstance(a, Const) and isinstance(a.value, str)]
        names += found
        if found and len(parts) > 2:
            members[found[0]] = parts[2]
    bases = args.kwargs.get("bases") or frozenset((make(Sequence, (), None, "tuple"),))
    namespace = frozenset((make(Mapping, tuple(members.items()), None, NOTHING),))
    made = made_class(vm, frame, Args([args.get(0, "cls_name"), bases, namespace]), line)
    for atom in made:
        if isinstance(atom, ClassAtom):
            # What their types are called in the call is no annotation that could be read again.
            atom.cls.annotations.update(dict.fromkeys(names, ("?",)))
            atom.cls.changed()
    return made


def _bases(vm: Machine, frame: Frame, cls: ClassDef, arguments: tuple[IR, ...]) -> None:
    from scanner.engine.expressions import evaluate

    bases: list[ClassDef | str] = []
    written: list[Value] = []
    for _star, keyword, expression in arguments:
        value = evaluate(vm, frame, expression)
        if keyword:
            cls.keywords[keyword] = value
            continue
        written.append(value)
        for atom in ordered(value):
            _add_base(vm, cls, bases, atom)
            _declare_field(vm, cls, atom, expression)
    cls.bases = bases
    cls.keywords[WRITTEN] = frozenset((make(Sequence, tuple(written), None, "tuple"),))
    cls.changed()


def _add_base(vm: Machine, cls: ClassDef, bases: list[ClassDef | str], atom: object) -> None:
    if isinstance(atom, ClassAtom):
        if atom.cls is not cls and cls not in atom.cls.mro:
            bases.append(atom.cls)
            for name, value in atom.params:
                cls.keywords.setdefault(f"param:{name}", value)
    elif isinstance(atom, Ext):
        bases.append(atom.name)
    elif isinstance(atom, Form):
        bases.append(atom.origin)
        cls.keywords.setdefault("generic", frozenset().union(*atom.args) if atom.args else NOTHING)
        for place, given in enumerate(atom.args):
            cls.keywords.setdefault(f"generic:{place}", given)
    elif isinstance(atom, ExtInstance) and atom.type not in OPAQUE_TYPES:
        bases.append(atom.type)


def _declare_field(vm: Machine, cls: ClassDef, atom: object, expression: IR) -> None:
    """``class Names(RootModel[list[str]])`` declares a field of that type."""
    row = vm.catalog.type(atom.origin) if isinstance(atom, Form) and expression[0] == "S" else None
    field = row.options.get("parameter_declares") if row is not None else None
    if isinstance(field, str):
        cls.annotations.setdefault(field, expression[3])


def _name_descriptors(vm: Machine, frame: Frame, cls: ClassDef, line: int) -> None:
    from scanner.engine.calls import call_method
    from scanner.engine.values import Instance, const

    for name, value in list(cls.namespace.items()):
        for atom in value:
            if isinstance(atom, Instance) and atom.cls.lookup("__set_name__") is not None:
                owner: Value = frozenset((make(ClassAtom, cls, ()),))
                call_method(vm, frame, atom, "__set_name__", Args([owner, const(name)]), line)


def _run_metaclass(vm: Machine, frame: Frame, cls: ClassDef, line: int) -> None:
    """``__new__`` and ``__init__`` of a metaclass see each class that is made: registries fill this way."""
    from scanner.engine.calls import call_value
    from scanner.engine.containers import NAMESPACE

    made: Value = frozenset((make(ClassAtom, cls, ()),))
    items = (*cls.namespace.items(), *_declared(vm, cls))
    namespace = frozenset((make(Mapping, items, (NAMESPACE, cls.symbol), NOTHING),))
    for meta in ordered(metaclass_of(cls)):
        if isinstance(meta, FuncAtom | Partial) and meta in cls.keywords.get("metaclass", NOTHING):
            given = [frozenset((make(Const, cls.name),)), cls.keywords.get(WRITTEN, NOTHING), namespace]
            result = call_value(vm, frame, frozenset((meta,)), Args(given, _class_keywords(cls)), line)
            vm.heap.write(cls, _INSTEAD, frozenset(a for a in result if isinstance(a, ClassAtom)))
        if not isinstance(meta, ClassAtom):
            continue
        vm.defining.append(cls)
        for hook, first in (("__new__", frozenset((meta,))), ("__init__", made)):
            found = meta.cls.lookup(hook)
            functions = frozenset(a for a in found[1] if isinstance(a, FuncAtom)) if found else NOTHING
            if functions:
                bases = cls.keywords.get(WRITTEN, NOTHING)
                named = [first, frozenset((make(Const, cls.name),)), bases, namespace]
                args = Args(named, _class_keywords(cls))
                call_value(vm, frame, functions, args, line)
        vm.defining.pop()
    _take_namespace(vm, frame, cls, namespace)


def made_by_metaclass(vm: Machine, frame: Frame, cls: ClassDef, args: Args) -> None:
    """``super().__new__(mcs, name, bases, namespace)``: what the namespace holds by now is in the class."""
    from scanner.engine.containers import contents

    held: dict[str, Value] = {}
    for atom in ordered(args.get(3, None)):
        for name, value in contents(vm, frame, atom)[0].items() if isinstance(atom, Mapping) else ():
            if isinstance(name, str) and name != _ANNOTATIONS:
                held[name] = join(held.get(name, NOTHING), value)
    cls.made |= {name: value for name, value in held.items() if cls.namespace.get(name) != value}
    if cls.made:
        cls.namespace |= cls.made
        cls.changed()


def _declared(vm: Machine, cls: ClassDef) -> Iterator[tuple[str, Value]]:
    """``namespace["__annotations__"]``, which a class without annotations lacks."""
    if cls.annotations:
        yield _ANNOTATIONS, own_annotations(vm, make(ClassAtom, cls, ()))


def _take_namespace(vm: Machine, frame: Frame, cls: ClassDef, namespace: Value) -> None:
    """What ``__new__`` of a metaclass has put into the namespace is in the class."""
    from scanner.engine.containers import contents

    for atom in namespace:
        for name, value in contents(vm, frame, atom)[0].items() if isinstance(atom, Mapping) else ():
            if isinstance(name, str) and name not in cls.namespace and name != _ANNOTATIONS:
                vm.heap.write(ASSIGNED, name, TRUE)
                vm.heap.write(cls, name, value)


def _class_keywords(cls: ClassDef) -> dict[str, Value]:
    return {k: v for k, v in cls.keywords.items() if ":" not in k and k not in ("metaclass", "generic")}


def metaclass_of(cls: ClassDef) -> Value:
    for base in cls.mro:
        if isinstance(base, ClassDef) and base.keywords.get("metaclass"):
            return base.keywords["metaclass"]
    return NOTHING


def _announce_subclass(vm: Machine, frame: Frame, cls: ClassDef, line: int) -> None:
    """``__init_subclass__`` of a base runs: registries fill this way."""
    from scanner.engine.calls import call_value

    for base in cls.mro[1:]:
        if isinstance(base, ClassDef) and "__init_subclass__" in base.namespace:
            kwargs = _class_keywords(cls)
            callee = NOTHING
            for atom in base.namespace["__init_subclass__"]:
                callee |= atom.param("fget") if isinstance(atom, ExtInstance) else frozenset((atom,))
            call_value(vm, frame, callee, Args([frozenset((make(ClassAtom, cls, ()),))], kwargs), line)
            return


def is_function(func: object) -> bool:
    return isinstance(func, FuncDef)
