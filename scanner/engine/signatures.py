"""What code learns of functions and classes by looking at them: parameters, annotations, type arguments.

Containers of a project's own build what constructors ask for this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from scanner.engine.annotations import resolve
from scanner.engine.calls import Args, default_value, definition_frame
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
    Partial,
    Sequence,
    Value,
    const,
    ext,
    instance_of,
    join,
    make,
    ordered,
)
from scanner.engine.variables import WRITTEN

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

EMPTY = ext("inspect.Parameter.empty")


def signature(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``inspect.signature(callable)``: one object for each thing it may be asked about."""
    found = [_signature(vm, atom) for atom in ordered(args.get(0, "obj"))]
    return join(*found) if found else ANY


def type_hints(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``typing.get_type_hints(x)``: what parameters, the result or the fields are declared to be."""
    extras = any(isinstance(a, Const) and a.value is True for a in args.get(3, "include_extras"))
    found = [_mapping(_hints(vm, atom, not extras)) for atom in ordered(args.get(0, "obj"))]
    return join(*found) if found else ANY


def own_annotations(vm: Machine, atom: Atom) -> Value:
    """``x.__annotations__``: those of a class without those of its bases."""
    if isinstance(atom, ClassAtom):
        return _mapping(_fields(vm, [atom.cls], plain=False))
    return _mapping(_hints(vm, atom, plain=False))


def type_arguments(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``typing.get_args(X[Y])``."""
    return join(*(arguments_of(atom) for atom in ordered(args.get(0, "tp")))) or ANY


def type_origin(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``typing.get_origin(X[Y])``; None for what has no arguments."""
    return join(*(origin_of(atom) for atom in ordered(args.get(0, "tp")))) or ANY


def reflected(vm: Machine, atom: Atom, attr: str) -> Value:
    """What functions, classes and type expressions tell of themselves; nothing for any other name."""
    told = _TOLD.get(attr)
    return told(vm, atom) if told is not None else NOTHING


def _defaults(vm: Machine, atom: Atom) -> Value:
    given = _given_defaults(vm, atom, (0, 1)).values()
    return frozenset((make(Sequence, tuple(given), None, "tuple"),)) if given else const(None)


def _keyword_defaults(vm: Machine, atom: Atom) -> Value:
    given = _given_defaults(vm, atom, (3,))
    return _mapping(given) if given else const(None)


def _given_defaults(vm: Machine, atom: Atom, kinds: tuple[int, ...]) -> dict[str, Value]:
    if not isinstance(atom, FuncAtom):
        return {}
    params = atom.func.params
    return {n: default_value(vm, atom, d) for n, kind, _, d in params if kind in kinds and d is not None}


def _written_bases(vm: Machine, atom: Atom) -> Value:
    return atom.cls.keywords.get(WRITTEN, NOTHING) if isinstance(atom, ClassAtom) else NOTHING


def _bases(vm: Machine, atom: Atom) -> Value:
    return _classes(atom.cls.bases) if isinstance(atom, ClassAtom) else NOTHING


def _order(vm: Machine, atom: Atom) -> Value:
    return _classes(atom.cls.mro) if isinstance(atom, ClassAtom) else NOTHING


def _classes(classes: Iterable[ClassDef | str]) -> Value:
    listed = (
        frozenset((make(ClassAtom, cls, ()),)) if isinstance(cls, ClassDef) else ext(cls) for cls in classes
    )
    return frozenset((make(Sequence, tuple(listed), None, "tuple"),))


def _metadata(vm: Machine, atom: Atom) -> Value:
    if not isinstance(atom, Form) or not _is_annotated(atom):
        return NOTHING
    return frozenset((make(Sequence, atom.args[1:], None, "tuple"),))


def arguments_of(atom: Atom) -> Value:
    given: Iterable[Value] = ()
    if isinstance(atom, Form):
        given = atom.args
    elif isinstance(atom, ClassAtom):
        given = (value for _, value in atom.params)
    return frozenset((make(Sequence, tuple(given), None, "tuple"),))


def origin_of(atom: Atom) -> Value:
    if isinstance(atom, Form):
        return ext(atom.origin)
    if isinstance(atom, ClassAtom) and atom.params:
        return frozenset((make(ClassAtom, atom.cls, ()),))
    return const(None)


def make_parameter(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``inspect.Parameter(name, kind, default=..., annotation=...)``."""
    given = {"name": args.get(0, "name"), "kind": args.get(1, "kind"), "default": EMPTY, "annotation": EMPTY}
    return instance_of("inspect.Parameter", tuple((given | args.kwargs).items()))


def make_signature(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``inspect.Signature(parameters, return_annotation=...)``."""
    return _remade(vm, frame, (), Args([], {"parameters": args.get(0, "parameters"), **args.kwargs}), line)


def replace_parameter(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``parameter.replace(default=...)``."""
    parameters = (a for a in ordered(args.get(0, None)) if isinstance(a, ExtInstance))
    return (
        join(*(instance_of(a.type, tuple((dict(a.params) | args.kwargs).items())) for a in parameters)) or ANY
    )


def replace_signature(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``signature.replace(parameters=...)``."""
    signatures = (a for a in ordered(args.get(0, None)) if isinstance(a, ExtInstance))
    return join(*(_remade(vm, frame, a.params, args, line) for a in signatures)) or ANY


def _remade(vm: Machine, frame: Frame, params: tuple[tuple[str, Value], ...], args: Args, line: int) -> Value:
    from scanner.engine.containers import iterate_value

    facts = dict(params)
    if args.kwargs.get("parameters"):
        entries: dict[str, Value] = {}
        for one in ordered(iterate_value(vm, frame, args.kwargs["parameters"], line, False)):
            for name in _constants(one.param("name")) if isinstance(one, ExtInstance) else ():
                entries[str(name)] = join(entries.get(str(name), NOTHING), frozenset((one,)))
        facts["parameters"] = _mapping(entries)
    facts["returns"] = args.kwargs.get("return_annotation") or facts.get("returns", EMPTY)
    return instance_of("inspect.Signature", tuple(facts.items()))


def _constants(value: Value) -> list[object]:
    return [atom.value for atom in ordered(value) if isinstance(atom, Const)]


def assigned(vm: Machine, atom: Atom) -> dict[str, tuple[Value, Value]] | None:
    """The annotation and default of each named parameter, where a ``__signature__`` was assigned to a
    function or to one that it wraps."""
    entries: dict[str, tuple[Value, Value]] = {}
    for held in ordered(_assigned(vm, atom)):
        for listed in ordered(held.param("parameters")) if isinstance(held, ExtInstance) else ():
            for name, parameters in listed.items if isinstance(listed, Mapping) else ():
                for one in ordered(parameters):
                    if isinstance(one, ExtInstance) and not _takes_the_rest(one):
                        before = entries.get(name, (NOTHING, NOTHING))
                        found = (one.param("annotation") - EMPTY, one.param("default") - EMPTY)
                        entries[name] = join(before[0], found[0]), join(before[1], found[1])
    return entries or None


def _takes_the_rest(parameter: ExtInstance) -> bool:
    return any(str(kind).startswith("VAR_") for kind in _constants(parameter.param("kind")))


def _assigned(vm: Machine, atom: Atom) -> Value:
    for _ in range(8):
        if found := vm.heap.peek(atom, "__signature__"):
            return found
        inner = [a for a in ordered(vm.heap.peek(atom, "__wrapped__")) if isinstance(a, FuncAtom)]
        if not inner:
            break
        atom = inner[0]
    return NOTHING


def _signature(vm: Machine, atom: Atom) -> Value:
    if own := _assigned(vm, atom):
        return own
    functions = list(_functions(vm, atom))
    entries: dict[str, Value] = {}
    returned = NOTHING
    for func, skipped in functions:
        returned = join(returned, _declared(vm, func, func.func.returns))
        for name, kind, annotation, default in func.func.params[skipped:]:
            facts = {
                "annotation": _declared(vm, func, annotation),
                "default": default_value(vm, func, default) if default is not None else EMPTY,
                "kind": const(_KINDS[kind]),
                "name": const(name),
            }
            one = instance_of("inspect.Parameter", tuple(facts.items()))
            entries[name] = join(entries.get(name, NOTHING), one)
    if not functions and isinstance(atom, ClassAtom):
        for name, declared in _fields(vm, atom.cls.own_bases, plain=False).items():
            given = (("annotation", declared), ("default", EMPTY), ("name", const(name)))
            entries[name] = instance_of("inspect.Parameter", given)
    if not functions and not isinstance(atom, ClassAtom):
        return ANY
    return instance_of("inspect.Signature", (("parameters", _mapping(entries)), ("returns", returned)))


_KINDS = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD")


def _hints(vm: Machine, atom: Atom, plain: bool) -> dict[str, Value]:
    if isinstance(atom, ClassAtom):
        return _fields(vm, atom.cls.own_bases, plain)
    entries: dict[str, Value] = {}
    for func, _ in _functions(vm, atom):
        named = [(name, annotation) for name, _, annotation, _ in func.func.params]
        for name, annotation in (*named, ("return", func.func.returns)):
            if annotation is not None:
                declared = _declared(vm, func, annotation)
                entries[name] = join(entries.get(name, NOTHING), _bare(declared) if plain else declared)
    return entries


def _fields(vm: Machine, classes: Iterable[ClassDef], plain: bool) -> dict[str, Value]:
    entries: dict[str, Value] = {}
    for cls in reversed(list(classes)):
        for name, annotation in cls.annotations.items():
            declared = resolve(vm, cls.frame, annotation)
            entries[name] = _bare(declared) if plain else declared
    return entries


def _functions(vm: Machine, atom: Atom) -> Iterator[tuple[FuncAtom, int]]:
    """The functions behind something callable, and how many first parameters are given already."""
    inner = vm.heap.peek(atom, "__wrapped__")
    if inner:
        for wrapped in ordered(inner):
            yield from _functions(vm, wrapped)
    elif isinstance(atom, FuncAtom):
        yield atom, 0
    elif isinstance(atom, Bound):
        yield from ((func, skipped + 1) for func, skipped in _functions(vm, atom.callee))
    elif isinstance(atom, Partial):
        given = len(atom.args)
        for callee in ordered(atom.callee):
            yield from ((func, skipped + given) for func, skipped in _functions(vm, callee))
    elif isinstance(atom, Instance | ClassAtom):
        found = atom.cls.lookup("__call__" if isinstance(atom, Instance) else "__init__")
        for member in ordered(found[1]) if found is not None else ():
            yield from ((func, skipped + 1) for func, skipped in _functions(vm, member))


def _declared(vm: Machine, func: FuncAtom, annotation: tuple[object, ...] | None) -> Value:
    return EMPTY if annotation is None else resolve(vm, definition_frame(vm, func), annotation)


def _bare(declared: Value) -> Value:
    """``Annotated[X, ...]`` as X."""
    out = NOTHING
    for atom in ordered(declared):
        if isinstance(atom, Form) and _is_annotated(atom):
            out = join(out, atom.args[0])
        else:
            out |= {atom}
    return out


def _is_annotated(form: Form) -> bool:
    return form.origin.endswith(".Annotated") and bool(form.args)


_TOLD: dict[str, Callable[[Machine, Atom], Value]] = {
    "__annotations__": own_annotations,
    "__args__": lambda vm, atom: arguments_of(atom),
    "__bases__": _bases,
    "__defaults__": _defaults,
    "__kwdefaults__": _keyword_defaults,
    "__metadata__": _metadata,
    "__mro__": _order,
    "__orig_bases__": _written_bases,
    "__origin__": lambda vm, atom: origin_of(atom),
}


def _mapping(entries: dict[str, Value]) -> Value:
    return frozenset((make(Mapping, tuple(entries.items()), None, NOTHING),))
