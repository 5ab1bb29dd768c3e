"""What functions say they return or yield: it stands in where their bodies do not show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import plain, variables
from scanner.engine.annotations import instantiate, is_protocol, resolve
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    NOTHING,
    OPAQUE_TYPES,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    Ext,
    ExtInstance,
    Form,
    FuncAtom,
    Instance,
    ModuleAtom,
    Unknown,
    Value,
    const,
    ext,
    join,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine
    from scanner.engine.program import FuncDef

IR = tuple[Any, ...]
_NONE = const(None)
_OTHERS = (Bound, ClassAtom, FuncAtom, Instance, ModuleAtom)
_YIELDING = frozenset({"Generator", "Iterator", "Iterable"})


def returned(vm: Machine, frame: Frame, value: Value, before: Value) -> Value:
    """``value`` and what was returned before, with what is declared in place of what is lost."""
    if frame.func is None or frame.func.returns is None:
        return join(before, value)
    lost, mixed = _is_lost(value), is_mixed(before | value) or _is_picked(before | value)
    if not lost and not mixed:
        return join(before, value)
    types = resolve(vm, _where(frame, frame.func), frame.func.returns)
    out = join(before, _filled(vm, frame, value, types) if lost else value)
    if not mixed:
        return out
    return agreeing(vm, out, variables.filled(types, _parameters(vm, frame, frame.func)))


def _is_picked(value: Value) -> bool:
    """Whether classes are among other things that could be called: ``globals().get(name)``."""
    return len(value) > 1 and any(isinstance(atom, ClassAtom) for atom in value)


def agreeing(vm: Machine, value: Value, types: Value) -> Value:
    """Of objects of several classes those that are declared: what shares a cache or a registry gets mixed up
    here, but not in a running program."""
    known = vm.agreed.get((value, types))
    if known is None or known[0] != ClassDef.changes:
        known = vm.agreed[value, types] = ClassDef.changes, _agreeing(vm, value, types)
    return known[1]


def _agreeing(vm: Machine, value: Value, types: Value) -> Value:
    wanted = _named_classes(vm, types)
    if not wanted:
        return _agreeing_classes(value, types)
    kept = frozenset(atom for atom in value if _is_one_of(vm, atom, wanted))
    others = frozenset(atom for atom in value if not isinstance(atom, Instance | ExtInstance))
    if not kept and not (plain.named(wanted) and any(map(plain.may_be, others))):
        return value
    return kept | others


def _agreeing_classes(value: Value, types: Value) -> Value:
    """The same for what is declared as a class, ``type[Handler]``."""
    bases = _bases(types)
    kept = frozenset(
        atom
        for atom in value
        if isinstance(atom, ClassAtom) and any(atom.cls.is_subclass_of(base) for base in bases)
    )
    return kept | frozenset(a for a in value if not isinstance(a, _OTHERS)) if kept else value


def _bases(types: Value) -> list[ClassDef]:
    """The classes of the project that ``type[...]`` names; empty where anything else is declared, too."""
    out: list[ClassDef] = []
    for atom in types - _NONE:
        inner = list(atom.args) if isinstance(atom, Form) else []
        if isinstance(atom, Form) and _last(atom.origin) in ("Optional", "Union"):
            found = [_bases(part) for part in inner if part != _NONE]
        elif isinstance(atom, Form) and _last(atom.origin) in ("type", "Type"):
            found = [[one.cls for one in part if isinstance(one, ClassAtom)] for part in inner]
        else:
            return []
        if not all(found):
            return []
        out += [cls for each in found for cls in each]
    return out


def given(vm: Machine, frame: Frame, value: Value, annotation: IR) -> Value:
    """What a parameter or a name holds, of which more than its declaration allows got mixed together."""
    if len(value) < 2 or not any(isinstance(atom, Instance | ExtInstance | Coroutine) for atom in value):
        return value
    types = resolve(vm, frame, annotation)
    if any(isinstance(atom, Coroutine) for atom in value) and _are_plain(_named_classes(vm, types)):
        # Among very many possible values plain ones are the first to be left out.
        value = frozenset(a for a in value if not isinstance(a, Coroutine)) or instantiate(vm, frame, types)
    return agreeing(vm, value, types)


def fitting(vm: Machine, frame: Frame, value: Value, annotation: IR) -> Value:
    """What of many arguments may be the one that is declared like this."""
    wanted = _named_classes(vm, resolve(vm, frame, annotation))
    if not wanted:
        return value
    # What a class of the project stands for may be a dictionary all the same: a typed one.
    foreign = all(isinstance(one, Ext) for one in wanted) and not plain.named(wanted)
    return frozenset(
        atom
        for atom in value
        if (_is_one_of(vm, atom, wanted) if isinstance(atom, Instance | ExtInstance) else not foreign)
        or isinstance(atom, Const | Unknown)
    )


def _are_plain(types: Value) -> bool:
    return bool(types) and all(isinstance(atom, Ext) and plain.is_plain(atom.name) for atom in types)


def is_mixed(value: Value) -> bool:
    """Whether objects of more than one class are among what a value may be."""
    if len(value) < 2:
        return False
    found = {_class_of(atom) for atom in value if isinstance(atom, Instance | ExtInstance)}
    return len(found) > 1


def _class_of(atom: Instance | ExtInstance) -> object:
    return atom.cls if isinstance(atom, Instance) else atom.type


def _named_classes(vm: Machine, types: Value) -> Value:
    """Classes of the project and listed ones of libraries; empty where anything else is declared, too."""
    out = NOTHING
    for atom in types:
        if isinstance(atom, Form) and _last(atom.origin) in ("Optional", "Union"):
            inner = [_named_classes(vm, part) for part in atom.args if part != _NONE]
            if not all(inner):
                return NOTHING
            out = out.union(*inner)
        elif isinstance(atom, Form) and _last(atom.origin) in plain.WRAPPERS:
            inner = [_named_classes(vm, part) for part in atom.args[:1]]
            if not all(inner):
                return NOTHING
            out = out.union(*inner)
        elif isinstance(atom, Form) and plain.is_plain(atom.origin):
            out |= ext(atom.origin)
        elif _is_concrete(vm, atom):
            out |= frozenset((atom,))
        elif not (isinstance(atom, Const) and atom.value is None):
            return NOTHING
    return out


def _is_concrete(vm: Machine, atom: Atom) -> bool:
    if isinstance(atom, ClassAtom):
        return not is_protocol(atom.cls)
    return isinstance(atom, Ext) and (plain.is_plain(atom.name) or vm.catalog.type(atom.name) is not None)


def _is_one_of(vm: Machine, atom: Atom, wanted: Value) -> bool:
    if plain.could_be(vm.catalog, atom, plain.named(wanted)):
        return True
    if isinstance(atom, Instance):
        # A proxy may stand for anything.
        return atom.cls.lookup("__getattr__") is not None or any(
            atom.cls.is_subclass_of(one.cls)
            if isinstance(one, ClassAtom)
            else isinstance(one, Ext) and _derives(vm, atom, one.name)
            for one in wanted
        )
    if not isinstance(atom, ExtInstance):
        return False
    names = {row.name for row in vm.catalog.mro(atom.type)}
    return any(isinstance(one, Ext) and vm.catalog.canonical(one.name) in names for one in wanted)


def _derives(vm: Machine, atom: Instance, name: str) -> bool:
    wanted = vm.catalog.canonical(name)
    return any(row.name == wanted for base in atom.cls.external_bases for row in vm.catalog.mro(base))


def yielded(vm: Machine, frame: Frame, value: Value) -> Value:
    """The same for a ``yield`` of a generator that is declared as an iterator of something."""
    if frame.func is None or frame.func.returns is None or not _is_lost(value):
        return value
    element = join(*map(item, resolve(vm, _where(frame, frame.func), frame.func.returns)))
    return _filled(vm, frame, value, element) if element else value


def item(declared: Atom) -> Value:
    """What an iterator of this type gives one by one; nothing where another type is declared."""
    is_iterator = isinstance(declared, Form) and _last(declared.origin).removeprefix("Async") in _YIELDING
    return declared.args[0] if isinstance(declared, Form) and is_iterator and declared.args else NOTHING


def _is_lost(value: Value) -> bool:
    return any(isinstance(atom, Unknown) for atom in value)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _where(frame: Frame, func: FuncDef) -> Frame:
    if func.cls is not None and func.cls.frame is not None:
        return func.cls.frame  # type: ignore[no-any-return]  # a class frame
    return frame.parent or frame


def _filled(vm: Machine, frame: Frame, value: Value, types: Value) -> Value:
    func = frame.func
    if func is None:
        return value
    declared = instantiate(vm, _where(frame, func), types, _parameters(vm, frame, func), func.cls)
    return filled(value, declared)


def filled(value: Value, declared: Value) -> Value:
    """What is known of both, without what is lost if the declaration tells all of it."""
    told = frozenset(atom for atom in declared if not _says_nothing(atom))
    if all(isinstance(atom, Const) for atom in told):
        return join(value, told)
    lost = frozenset(atom for atom in value if isinstance(atom, Unknown))
    return join(value if told != declared else value - lost, told)


def completed(value: Value, declared: Value) -> Value:
    """What is known, without what is lost, where objects of every declared class are among it."""
    classes = {atom.cls for atom in declared if isinstance(atom, Instance)}
    if len(classes) < len(declared) or not classes:
        return value
    known = frozenset(atom for atom in value if not isinstance(atom, Unknown))
    return known if classes <= {atom.cls for atom in known if isinstance(atom, Instance)} else value


def _says_nothing(atom: object) -> bool:
    return isinstance(atom, Unknown) or (isinstance(atom, ExtInstance) and atom.type in OPAQUE_TYPES)


def _parameters(vm: Machine, frame: Frame, func: FuncDef) -> tuple[tuple[str, Value], ...]:
    """Type variables that the receiver or a ``type[T]`` argument settles."""
    found: dict[str, Value] = {}
    for place, ((_, _, annotation, _), given) in enumerate(
        zip(func.params, frame.activation.bound, strict=False)
    ):
        for atom in given if place == 0 else ():
            if isinstance(atom, Instance) and isinstance(atom.key, tuple) and atom.key[:1] == ("typed",):
                found.update(atom.key[1])
        classes = frozenset(atom for atom in given if isinstance(atom, ClassAtom))
        if annotation is not None and classes:
            for name in _variables(vm, _where(frame, func), annotation):
                found[name] = join(found.get(name, NOTHING), classes)
    return tuple(found.items())


def _variables(vm: Machine, frame: Frame, annotation: IR) -> list[str]:
    return [
        str(variable.key)
        for form in resolve(vm, frame, annotation)
        if isinstance(form, Form) and _last(form.origin) in ("type", "Type") and form.args
        for variable in form.args[0]
        if isinstance(variable, ExtInstance) and variable.type == "typing.TypeVar"
    ]
