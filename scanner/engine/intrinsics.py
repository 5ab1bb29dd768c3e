"""The language itself: builtins and the standard library's function, class and context-manager tools.

These have semantics that a catalog row cannot say (they build functions, bind receivers, look
attributes up by name). Libraries beyond the language are rows, never entries here.
"""

from __future__ import annotations

import builtins
import itertools
import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scanner.engine import (
    added,
    bound_arguments,
    casts,
    context_variables,
    definitions,
    entry_points,
    enums,
    exports,
    file_modules,
    foreign_bases,
    generators,
    imports,
    instance_dicts,
    inventory,
    makers,
    managers,
    mapping,
    members,
    named_attributes,
    operators,
    presence,
    protocols,
    raised,
    read_back,
    signatures,
    switches,
    variables,
)
from scanner.engine.attributes import load, load_plainly, store, write_attribute
from scanner.engine.calls import Args, assign_fields, call_function, call_method, call_value
from scanner.engine.containers import (
    MAX_ITEMS,
    call_builtin_method,
    call_key,
    elements,
    getitem,
    iterate_value,
    make_copy,
    make_mapping,
    make_sequence,
    moved,
    runs_when_read,
)
from scanner.engine.events import apply_listener, assigned_somewhere
from scanner.engine.frames import Frame
from scanner.engine.lazy_iterators import lazily
from scanner.engine.program import ClassDef
from scanner.engine.rebuilt import replaced
from scanner.engine.roles import apply_decorator
from scanner.engine.unions import items_of, lay_over
from scanner.engine.values import (
    ANY,
    FACTORY,
    INT,
    NOTHING,
    STR,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    Default,
    Ext,
    ExtInstance,
    ExtMethod,
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
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

# Elements that ``reduce()`` takes one by one, and its turns over elements that are not known one by one.
MAX_FOLDED, MAX_FOLDS = 24, 3
Handler = Callable[["Machine", Frame, Args, int], Value]
ObjectHandler = Callable[["Machine", Frame, ExtInstance, Args, int], Value]


def implicit_super(vm: Machine, frame: Frame) -> Value:
    """``super()`` inside a method."""
    scope: Frame | None = frame
    while scope is not None and scope.cls is None:
        scope = scope.parent
    if scope is None or scope.cls is None or scope.func is None or not scope.func.params:
        return ANY
    first = scope.vars.get(scope.func.params[0][0], NOTHING)
    return _supers(scope.func.cls or scope.cls, first)


def _supers(after: ClassDef, receivers: Value) -> Value:
    return frozenset(make(Super, after, a) for a in receivers if isinstance(a, Instance | ClassAtom)) or ANY


def _super(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    if len(args.pos) < 2:
        return implicit_super(vm, frame)
    return join(*(_supers(a.cls, args.pos[1]) for a in args.pos[0] if isinstance(a, ClassAtom))) or ANY


def _names(value: Value) -> list[str]:
    return [a.value for a in ordered(value) if isinstance(a, Const) and isinstance(a.value, str)]


def _own_names(holder: Value, names: Value) -> list[str]:
    """Names of attributes as text; ``_Class__name`` is what ``self.__name`` means inside of the class."""
    classes = {c.name for a in holder if isinstance(a, Instance | ClassAtom) for c in a.cls.own_bases}
    prefixes = tuple(f"_{name.lstrip('_')}" for name in classes)
    out: list[str] = []
    for name in _names(names):
        mangled = next((p for p in prefixes if name.startswith(f"{p}__") and not name.endswith("__")), "")
        out.append(name.removeprefix(mangled))
    return out


def _getattr(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    names = _own_names(args.get(0, None), args.get(1, None))
    unsaid = len(args.pos) == 2 and any(_is_unsaid(frame, a) for a in args.pos[1])
    if unsaid and (chosen := _named(vm, frame, args.pos[0], line)):
        return chosen
    names += _columns(vm, args)
    if not names or len(args.pos) < 2:
        return ANY
    names = [n for name in names for n in (_fitting(vm, args.pos[0], name) if "{?}" in name else [name])]
    out = NOTHING
    for name in names:
        is_there = presence.answer(vm, frame, args.pos[0], name) if len(args.pos) > 2 else True
        if is_there is False:
            out = join(out, args.pos[2])
            continue
        value = load(vm, frame, args.pos[0], name, line)
        if is_there:
            out = join(out, value)
            continue
        if all(isinstance(a, Unknown) for a in value):
            # Of what nobody knows nobody knows its attributes, either.
            is_open = any(isinstance(a, Unknown) or _makes_attributes(a) for a in args.pos[0])
            value = join(value, args.pos[2]) if is_open else args.pos[2]
        out = join(out, value, frozenset(a for a in args.pos[2] if isinstance(a, Const)))
    return out


def _columns(vm: Machine, args: Args) -> list[str]:
    """What the name of some column of a table may be: ``for c in self.__table__.columns: c.name``."""
    rows = (vm.catalog.type(a.type) for a in args.get(1, None) if isinstance(a, ExtInstance))
    if not any(row is not None and row.role == "column-name" for row in rows):
        return []
    classes = {a.cls for a in args.pos[0] if isinstance(a, Instance)}
    return sorted({name for cls in classes for name in mapping.columns(vm, cls)})


def _makes_attributes(atom: Atom) -> bool:
    return isinstance(atom, Instance) and atom.cls.lookup("__getattr__") is not None


def _is_unsaid(frame: Frame, name: Atom) -> bool:
    """A default that names nothing, or what stands there while modules are imported."""
    told = isinstance(name, Default) or frame.activation.context == "import"
    return told and isinstance(name, Const) and name.value in ("", None)


def _named(vm: Machine, frame: Frame, value: Value, line: int) -> Value:
    """A name that is empty until somebody configures it means one of what a module has to offer: the
    classes and functions of the project in it."""
    out = NOTHING
    for atom in ordered(value):
        if isinstance(atom, ModuleAtom):
            vm.program.listed.add(atom.module.path)
            offered = [n for n in sorted(vm.execute(atom.module).vars) if n[:1] != "_"]
            for name in offered if len(offered) <= imports.MANY_NAMES else ():
                found = load(vm, frame, frozenset((atom,)), name, line)
                out = join(out, frozenset(a for a in found if isinstance(a, ClassAtom | FuncAtom)))
    return out


def _hasattr(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    names = _own_names(args.get(0, None), args.get(1, None)) if len(args.pos) == 2 else []
    found = {presence.answer(vm, frame, args.pos[0], name) for name in names if "{?}" not in name}
    own = frozenset(a for a in args.get(0, None) if isinstance(a, Instance))
    for name in names if own else ():
        # It asks for the attribute, which may be a property or one that ``__getattr__`` makes.
        load(vm, frame, own, name, line)
    decided = len(found) == len(names) == 1 and None not in found
    return const(found.pop()) if decided else _truth(vm, frame, args, line)


def _fitting(vm: Machine, base: Value, partial: str) -> list[str]:
    """Attributes of classes and modules whose names fit a name of which some parts are unknown."""
    pattern = re.compile(".+".join(re.escape(part) for part in partial.split("{?}")))
    known: dict[str, None] = {}
    for atom in ordered(base):
        if isinstance(atom, Instance | ClassAtom):
            for cls in atom.cls.mro:
                known.update(dict.fromkeys(cls.namespace if isinstance(cls, ClassDef) else ()))
        elif isinstance(atom, ModuleAtom) and atom.module.frame is not None:
            vm.program.listed.add(atom.module.path)
            known.update(dict.fromkeys(atom.module.frame.vars))
    found = [name for name in known if pattern.fullmatch(name)]
    return found if pattern.pattern != ".+" and 0 < len(found) <= imports.MANY_NAMES else [partial]


def _setattr(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    if len(args.pos) == 3:
        names = _own_names(args.pos[0], args.pos[1])
        if not names or any("{?}" in name for name in names):
            presence.opened(vm, args.pos[0])
            assigned_somewhere(vm, frame, args.pos[0], line)
        for name in names:
            store(vm, frame, args.pos[0], name, args.pos[2], line)
    return const(None)


def _object_setattr(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``object.__setattr__(instance, name, value)``: what an own ``__setattr__`` leaves to the language."""
    if len(args.pos) == 3:
        for name in _own_names(args.pos[0], args.pos[1]):
            read_back.assigned(frame, args.pos[0], name)
            for atom in ordered(args.pos[0]):
                if isinstance(atom, Instance):
                    named_attributes.named(vm, atom, name)
                    write_attribute(vm, atom, name, args.pos[2])
    return const(None)


def _type(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    if len(args.pos) == 3:
        return definitions.made_class(vm, frame, args, line)
    out = NOTHING
    for atom in args.pos[0] if len(args.pos) == 1 else ():
        if isinstance(atom, Instance):
            out |= frozenset((make(ClassAtom, atom.cls, ()),))
        elif isinstance(atom, ClassAtom):
            out |= definitions.metaclass_of(atom.cls) or ext("builtins.type")
        elif isinstance(atom, ExtInstance):
            out |= ext(f"builtins.{atom.type}" if hasattr(builtins, atom.type) else atom.type)
        elif isinstance(atom, Const) and atom.value is not None:
            out |= ext(f"builtins.{type(atom.value).__name__}")
    return out or ANY


def _sequence(kind: str) -> Handler:
    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        if not args.pos:
            return make_sequence(vm, frame, kind, [], NOTHING, line)
        from scanner.engine.expressions import iterate_items

        if kind != "set":
            # Room is made for what is to come.
            protocols.ask(vm, frame, args.pos[0], ("__len__", "__length_hint__"), line)
        known = iterate_items(vm, frame, args.pos[0])
        if known is not None:
            made = make_sequence(vm, frame, kind, list(known), NOTHING, line)
        else:
            made = make_copy(vm, frame, kind, iterate_value(vm, frame, args.pos[0], line, False), line)
        if kind == "set":
            protocols.hash_of(vm, frame, iterate_value(vm, frame, made, line, False), line)
        return made

    return build


def _dict(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    entries: dict[Any, Value] = {}
    rest = NOTHING
    for value in args.pos[:1]:
        given = instance_dicts.written_out(vm, frame, value)
        mappings = frozenset(a for a in given if isinstance(a, Mapping))
        rest = lay_over(vm, frame, entries, mappings, line)
        for atom in ordered(given - mappings):
            rest = join(rest, _paired(vm, frame, atom, entries, line))
            entries.update(exports.of_model(vm, frame, atom, line))
    rest = join(rest, args.kwstar or NOTHING)
    entries.update(args.kwargs)
    return make_mapping(vm, frame, entries, rest, line)


def _paired(vm: Machine, frame: Frame, atom: Atom, entries: dict[Any, Value], line: int) -> Value:
    """Adds the pairs that iterating gives to ``entries``; the items whose keys nobody knows come back."""
    rest = NOTHING
    for pair in ordered(iterate_value(vm, frame, frozenset((atom,)), line, False)):
        if not isinstance(pair, Sequence) or len(pair.items) != 2:
            rest = join(rest, items_of(vm, frame, atom, line))
            continue
        key = enums.constant(next(iter(pair.items[0])) if len(pair.items[0]) == 1 else None)
        if key is enums.UNKEYED:
            rest = join(rest, pair.items[1])
        else:
            entries[key] = join(entries.get(key, NOTHING), pair.items[1])
    return rest


def _chained(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``ChainMap(first, second)``: what the first has hides what the others have."""
    entries: dict[Any, Value] = {}
    rest = [lay_over(vm, frame, entries, layer, line) for layer in reversed(args.pos)]
    return make_mapping(vm, frame, entries, join(*rest), line)


def _first_elements(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    given = [*args.pos, args.star] if args.star else args.pos
    return join(*(iterate_value(vm, frame, v, line, False) for v in given)) if given else ANY


def _zip(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.expressions import iterate_items

    columns = [iterate_items(vm, frame, v) for v in args.pos]
    if columns and all(c is not None for c in columns):
        rows = [list(r) for r in zip(*[c for c in columns if c is not None], strict=False)]
        pairs = [make_sequence(vm, frame, "tuple", r, NOTHING, line) for r in rows]
        return make_sequence(vm, frame, "list", pairs, NOTHING, line)
    items = [iterate_value(vm, frame, v, line, False) for v in args.pos]
    row = make_sequence(vm, frame, "tuple", items, NOTHING, line)
    return make_sequence(vm, frame, "list", [], row, line)


def _enumerate(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.expressions import iterate_items

    known = iterate_items(vm, frame, args.pos[0]) if args.pos else None
    given = [a.value for a in args.get(1, "start") if isinstance(a, Const)]
    first = given[0] if given and isinstance(given[0], int) else 0
    if known is not None and (given or not args.get(1, "start")):
        numbered = enumerate(known, start=first)
        pairs = [make_sequence(vm, frame, "tuple", [const(n), v], NOTHING, line) for n, v in numbered]
        return make_sequence(vm, frame, "list", pairs, NOTHING, line)
    pair = make_sequence(vm, frame, "tuple", [INT, _first_elements(vm, frame, args, line)], NOTHING, line)
    return make_sequence(vm, frame, "list", [], pair, line)


def _map(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    items = [iterate_value(vm, frame, v, line, False) for v in args.pos[1:]]
    if args.star:
        items.append(iterate_value(vm, frame, args.star, line, False))
    return instance_of("iterator", (("0", call_value(vm, frame, args.get(0, None), Args(items), line)),))


def _called_again(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``iter(function, sentinel)``."""
    return instance_of("iterator", (("0", call_value(vm, frame, args.get(0, None), Args(), line)),))


def _starmap(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.expressions import iterate_items

    out = NOTHING
    for given in _one_by_one(vm, frame, args.get(1, "iterable"), line):
        known = iterate_items(vm, frame, given)
        call = Args(list(known or ()))
        call.star = iterate_value(vm, frame, given, line, False) if known is None else None
        out = join(out, call_value(vm, frame, args.get(0, "function"), call, line))
    return instance_of("iterator", (("0", out),))


def _one_by_one(vm: Machine, frame: Frame, value: Value, line: int) -> list[Value]:
    """The elements of a list whose length is known, else all that any of them may be."""
    from scanner.engine.expressions import iterate_items

    known = iterate_items(vm, frame, value)
    if known is not None:
        return list(known[:MAX_FOLDED])
    return [frozenset((a,)) for a in ordered(iterate_value(vm, frame, value, line, False))]


def _product(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.expressions import iterate_items

    repeated = [a.value for a in args.kwargs.get("repeat", NOTHING) if isinstance(a, Const)]
    times = repeated[0] if repeated and isinstance(repeated[0], int) and 0 < repeated[0] < 9 else 1
    known = [iterate_items(vm, frame, value) for value in args.pos] * times
    lengths = [len(column or ()) for column in known]
    if known and not args.star and 0 < math.prod(lengths) <= MAX_ITEMS:
        rows = itertools.product(*[column for column in known if column is not None])
        tuples = [make_sequence(vm, frame, "tuple", list(row), NOTHING, line) for row in rows]
        return make_sequence(vm, frame, "list", tuples, NOTHING, line)
    columns = [iterate_value(vm, frame, value, line, False) or ANY for value in args.pos]
    row = frozenset((make(Sequence, tuple(columns * times), None, "tuple"),)) if columns else ANY
    return instance_of("iterator", (("0", row),))


def _groupby(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    items = iterate_value(vm, frame, args.get(0, "iterable"), line, False)
    key = frozenset(a for a in args.get(1, "key") if not isinstance(a, Const))
    named = call_value(vm, frame, key, Args([items]), line) if key else items
    group = instance_of("iterator", (("0", items),))
    return instance_of(
        "iterator", (("0", frozenset((make(Sequence, (named or ANY, group), None, "tuple"),))),)
    )


def _filter(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.expressions import check_truth

    items = iterate_value(vm, frame, args.get(1, None), line, False)
    if const(None) <= args.get(0, None):
        check_truth(vm, frame, items, line)
    call_value(vm, frame, args.get(0, None), Args([items]), line)
    return make_copy(vm, frame, "list", items, line)


def _sorted(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    items = _first_elements(vm, frame, args, line)
    call_key(vm, frame, args, items, line)
    return _in_order(vm, frame, args, line) or make_copy(vm, frame, "list", items, line)


def _in_order(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """The elements one by one where they are known, each in its place where they are constants."""
    from scanner.engine.expressions import iterate_items

    known = iterate_items(vm, frame, args.get(0, "iterable"))
    if known is None:
        return NOTHING
    plain = [next(iter(item)) for item in known if len(item) == 1]
    texts = [a.value for a in plain if type(a) is Const and isinstance(a.value, str)]
    if len(texts) == len(known) and not args.kwargs:
        return make_sequence(vm, frame, "list", [const(text) for text in sorted(texts)], NOTHING, line)
    made = make_sequence(vm, frame, "list", list(known), NOTHING, line)
    for atom in made if len(known) > 1 else ():
        moved(vm, atom)
    return made


def _extreme(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    items = (
        _first_elements(vm, frame, args, line) if len(args.pos) == 1 else join(*args.pos) if args.pos else ANY
    )
    call_key(vm, frame, args, items, line)
    return items or ANY


def _next(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    out = NOTHING
    for atom in ordered(args.get(0, None)):
        if isinstance(atom, Instance):
            out = join(out, call_method(vm, frame, atom, "__next__", Args(), line, quiet=True) or ANY)
        else:
            out = join(out, iterate_value(vm, frame, frozenset((atom,)), line, False))
            if isinstance(atom, Generator):
                generators.ended(vm, frame, atom, line)
                if inventory.holds_session(vm, out):
                    frame.activation.pending.append("opens")
    # A source that looks empty may be filled where nobody saw it.
    found = out or ANY
    return join(found, args.pos[1]) if len(args.pos) > 1 else found


def _anext(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.annotations import _awaitable
    from scanner.engine.scheduling import await_value

    out = NOTHING
    for atom in ordered(args.get(0, None)):
        if isinstance(atom, Instance):
            made = call_method(vm, frame, atom, "__anext__", Args(), line, quiet=True)
            out = join(out, await_value(vm, frame, made, line) if made else ANY)
        else:
            out = join(out, iterate_value(vm, frame, frozenset((atom,)), line, True))
    return _awaitable(out or ANY)


def _iter(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    if len(args.pos) > 1:
        return _CALLED_AGAIN(vm, frame, args, line)
    out = NOTHING
    for atom in ordered(args.get(0, None)):
        if isinstance(atom, Instance):
            out = join(out, call_method(vm, frame, atom, "__iter__", Args(), line, quiet=True) or ANY)
        else:
            out |= frozenset((atom,))
    return out or ANY


def _length(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.expressions import metaclass_method

    for atom in args.get(0, None):
        if isinstance(atom, Instance):
            call_method(vm, frame, atom, "__len__", Args(), line, quiet=True)
        elif isinstance(atom, ClassAtom) and (own := metaclass_method(atom.cls, "__len__")):
            call_value(vm, frame, own, Args([frozenset((atom,))]), line)
    return INT


def _consume(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    from scanner.engine.expressions import check_truth

    check_truth(vm, frame, _first_elements(vm, frame, args, line), line)
    return ANY


def _text(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    value = args.get(0, None)
    if len(value) == 1:
        atom = next(iter(value))
        if isinstance(atom, Const):
            return const(str(atom.value))
    protocols.show(vm, frame, value, line)
    return STR


def _shown(*names: str) -> Handler:
    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        protocols.show(vm, frame, args.get(0, None), line, names)
        return STR

    return build


def _number(kind: str, *hooks: str) -> Handler:
    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        for value in args.pos:
            protocols.ask(vm, frame, value, hooks, line)
            if "__iter__" in hooks:
                read = frozenset(a for a in value if runs_when_read(vm, a))
                iterate_value(vm, frame, read, line, False)
        return instance_of(kind)

    return build


def _asked(*hooks: str) -> Handler:
    """A builtin that returns what the special method of its argument returns."""

    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        return protocols.ask(vm, frame, args.get(0, None), hooks, line, *args.pos[1:]) or ANY

    return build


def _sum(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    items = iterate_value(vm, frame, args.get(0, None), line, False)
    total = join(args.get(1, "start") or INT, items)
    added = protocols.ask(vm, frame, items, ("__radd__",), line, INT)
    added = join(added, protocols.ask(vm, frame, total, ("__add__",), line, items))
    return added or frozenset(a for a in total if isinstance(a, Sequence)) or ANY


def _chosen(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``random.choice(x)``: any of the elements."""
    return iterate_value(vm, frame, args.get(0, "seq"), line, False) or ANY


def _sample(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return make_copy(
        vm, frame, "list", iterate_value(vm, frame, args.get(0, "population"), line, False), line
    )


def _reversed(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    value = args.get(0, None)
    own = protocols.ask(vm, frame, value, ("__reversed__",), line)
    if own:
        return own
    protocols.ask(vm, frame, value, ("__len__",), line)
    from scanner.engine.expressions import iterate_items

    known = iterate_items(vm, frame, value)
    if known is not None:
        return make_sequence(vm, frame, "list", list(known[::-1]), NOTHING, line)
    return _chain(vm, frame, args, line)


def _fromkeys(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``dict.fromkeys(keys, value)``."""
    from scanner.engine.expressions import iterate_items

    protocols.hash_of(vm, frame, iterate_value(vm, frame, args.get(0, None), line, False), line)
    given = args.get(1, None) or const(None)
    listed = iterate_items(vm, frame, args.get(0, None)) or ()
    keys = [enums.constant(next(iter(item)) if len(item) == 1 else None) for item in listed]
    if keys and enums.UNKEYED not in keys:
        return make_mapping(vm, frame, dict.fromkeys(keys, given), NOTHING, line)
    return make_mapping(vm, frame, {}, given, line)


_COUNTED = 24


def _range(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    for value in args.pos:
        protocols.ask(vm, frame, value, ("__index__",), line)
    bounds = [a.value for v in args.pos for a in v if isinstance(a, Const) and type(a.value) is int]
    known = frame.activation.context == "import" and all(len(v) == 1 for v in args.pos)
    if known and 0 < len(bounds) == len(args.pos) < 4 and bounds[2:] != [0]:
        numbers = range(*bounds)
        if len(numbers) <= _COUNTED:
            return make_sequence(vm, frame, "list", [const(n) for n in numbers], NOTHING, line)
    return ANY


def _print(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    for value in args.pos:
        protocols.show(vm, frame, value, line)
    protocols.ask(vm, frame, args.kwargs.get("file", NOTHING), ("write",), line, STR)
    return const(None)


def _copy(deep: bool) -> Handler:
    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        given = args.get(0, None)
        protocols.copy(vm, frame, given, line, deep)
        dicts = (a for a in ordered(given) if isinstance(a, Mapping))
        copies = join(*(call_builtin_method(vm, frame, atom, "copy", Args(), line) for atom in dicts))
        return join(copies, frozenset(a for a in given if not isinstance(a, Mapping))) or ANY

    return build


def _truth(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return instance_of("bool")


def _checked(hook: str) -> Handler:
    """``isinstance`` and ``issubclass``: a metaclass of the project may answer itself."""

    def check(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        from scanner.engine.expressions import metaclass_method

        for kind in ordered(args.get(1, None)):
            for atom in NOTHING.union(*kind.items) if isinstance(kind, Sequence) else (kind,):
                if isinstance(atom, ClassAtom) and (own := metaclass_method(atom.cls, hook)):
                    call_value(vm, frame, own, Args([frozenset((atom,)), args.get(0, None)]), line)
        return instance_of("bool")

    return check


def _same(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return args.get(0, None) or ANY


def _stepped(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``coroutine.send(None)``: it runs here; what it returns is in the ``StopIteration`` that ends it."""
    from scanner.engine.scheduling import await_value

    raised.stopped(vm, frame, await_value(vm, frame, args.get(0, None), line))
    return ANY


# -- functions and classes


def _wrapper(kind: str) -> Handler:
    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        params = tuple(
            (slot, value)
            for slot, value in (
                ("fget", args.get(0, "fget") or args.get(0, "func")),
                ("fset", args.get(1, "fset")),
            )
            if value
        )
        return instance_of(kind, params)

    return build


def _property_part(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    """``@x.setter``: the property with one more function."""
    out = NOTHING
    for prop in atom.param("property"):
        if isinstance(prop, ExtInstance):
            slot = {"setter": "fset", "getter": "fget", "deleter": "fdel"}.get(str(atom.key), str(atom.key))
            params = tuple((k, v) for k, v in prop.params if k != slot)
            out |= frozenset((make(ExtInstance, prop.key, (*params, (slot, args.get(0, None))), prop.type),))
    return out


def _partial(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    if not args.pos:
        return ANY
    return frozenset((make(Partial, tuple(args.pos[1:]), args.pos[0], tuple(args.kwargs.items())),))


def _wraps(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return instance_of("functools.wraps", (("wrapped", args.get(0, "wrapped")),))


def _apply_wraps(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    target = args.get(0, None)
    for wrapper in target:
        vm.heap.write(wrapper, "__wrapped__", atom.param("wrapped"))
    return target


def _update_wrapper(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    for wrapper in args.get(0, None):
        vm.heap.write(wrapper, "__wrapped__", args.get(1, None))
    return args.get(0, None)


def _unwrapped(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``inspect.unwrap(f)``: the function at the bottom of all wrappers."""
    found, seen = args.get(0, "func"), NOTHING
    out = NOTHING
    while inner := found - seen:
        seen |= inner
        found = NOTHING
        for atom in ordered(inner):
            below = vm.heap.read(atom, "__wrapped__", frame.activation)
            found |= below
            out |= NOTHING if below else frozenset((atom,))
    return out or ANY


def _cache(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``@lru_cache`` and ``@lru_cache(maxsize=...)``: the first call runs the function, so it counts."""
    kinds = FuncAtom | ClassAtom | Bound | Partial | Ext | ExtMethod | Instance
    functions = frozenset(a for a in args.get(0, "user_function") if isinstance(a, kinds))
    presence.extended(vm, functions, vm.catalog.function(_CACHE))
    return functions or instance_of("clearloop.identity", key=_CACHE)


_CACHE = "functools.lru_cache"


def _identity(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    if isinstance(atom.key, str):
        presence.extended(vm, args.get(0, None), vm.catalog.function(atom.key))
    return args.get(0, None) or ANY


def _identity_factory(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    decorated = frozenset(a for a in args.get(0, None) if isinstance(a, FuncAtom | ClassAtom))
    return decorated or instance_of("clearloop.identity")


def _singledispatch(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    key = (frame.module.name, line)
    vm.heap.write(("dispatch", key), "all", args.get(0, None))
    return instance_of("functools.singledispatch", (), key)


def _singledispatchmethod(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """Dispatch on the first argument after the instance."""
    key = (frame.module.name, line)
    vm.heap.write(("dispatch", key), "all", args.get(0, None))
    return instance_of("functools.singledispatch", (("binds", const(True)),), key)


def _call_dispatch(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    default = vm.heap.read(("dispatch", atom.key), "all", frame.activation)
    registered = vm.heap.read(("dispatch", atom.key), "types", frame.activation)
    matching = NOTHING
    from scanner.engine.membership import matches

    for kind in ordered(registered):
        implementation = vm.heap.read(("dispatch", atom.key), kind, frame.activation)
        if any(matches(vm, subject, [kind]) is not False for subject in args.get(_subject(atom), None)):
            matching = join(matching, implementation)
    return call_value(vm, frame, matching or default, args, line)


def _dispatch_register(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``f.register``: with a class it returns a decorator, with a function it reads the annotation."""
    receiver = next(iter(args.get(0, None)), None)
    subject = args.get(1, None)
    if not isinstance(receiver, ExtInstance):
        return subject
    for atom in ordered(subject):
        if isinstance(atom, FuncAtom) and len(atom.func.params) > _subject(receiver):
            from scanner.engine.annotations import resolve
            from scanner.engine.calls import definition_frame

            annotation = atom.func.params[_subject(receiver)][2]
            kinds = resolve(vm, definition_frame(vm, atom), annotation) if annotation else ANY
            _add_dispatch(vm, receiver, kinds, frozenset((atom,)))
            return subject
    if len(args.pos) > 2:
        _add_dispatch(vm, receiver, subject, args.pos[2])
        return args.pos[2]
    return instance_of(
        "functools.singledispatch.register", (("kinds", subject), ("of", frozenset((receiver,))))
    )


def _subject(dispatcher: ExtInstance) -> int:
    return 1 if dispatcher.param("binds") else 0


def _add_dispatch(vm: Machine, receiver: ExtInstance, kinds: Value, implementation: Value) -> None:
    for kind in kinds:
        vm.heap.write(("dispatch", receiver.key), "types", frozenset((kind,)))
        vm.heap.write(("dispatch", receiver.key), kind, implementation)


def _apply_register(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    for receiver in atom.param("of"):
        if isinstance(receiver, ExtInstance):
            _add_dispatch(vm, receiver, atom.param("kinds"), args.get(0, None))
    return args.get(0, None)


def _reduce(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """One element after the other where they are known, else until what comes of it no longer grows."""
    from scanner.engine.expressions import iterate_items

    function, given = args.get(0, None), args.get(2, "initial")
    items = iterate_items(vm, frame, args.get(1, None))
    if items is not None and len(items) <= MAX_FOLDED:
        for item in items:
            given = call_value(vm, frame, function, Args([given, item]), line) if given else item
        return given or ANY
    item = iterate_value(vm, frame, args.get(1, None), line, False)
    out = given or item
    for _ in range(MAX_FOLDS):
        more = join(out, call_value(vm, frame, function, Args([out, item]), line))
        if more == out:
            break
        out = more
    return out


# -- context managers made from generators


def _contextmanager(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return instance_of("clearloop.manager_factory", (("function", args.get(0, None)), ("binds", const(True))))


def _call_manager_factory(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    made = call_value(vm, frame, atom.param("function"), args, line)
    return instance_of("clearloop.manager", (("generator", made),))


def _call_manager(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    """A generator manager used as a decorator: it surrounds every call of the function."""
    return instance_of(
        "clearloop.surrounded",
        (("function", args.get(0, None)), ("manager", frozenset((atom,))), ("binds", const(True))),
    )


def _partialmethod(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    given = make(Sequence, tuple(args.pos[1:]), None, "tuple")
    named = make(Mapping, tuple(args.kwargs.items()), None, NOTHING)
    params = (
        ("function", args.get(0, None)),
        ("given", frozenset((given,))),
        ("named", frozenset((named,))),
        ("binds", const(True)),
    )
    return instance_of("clearloop.partialmethod", params)


def _call_partialmethod(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    """What is given beforehand comes after the object whose method it is."""
    given = [v for a in atom.param("given") if isinstance(a, Sequence) for v in a.items]
    named = {k: v for a in atom.param("named") if isinstance(a, Mapping) for k, v in a.items}
    call = Args([*args.pos[:1], *given, *args.pos[1:]], {**named, **args.kwargs})
    return call_value(vm, frame, atom.param("function"), call, line)


def _call_surrounded(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    from scanner.engine.managers import enter, leave

    is_async = atom.param("awaits") == const(True)
    enter(vm, frame, atom.param("manager"), line, is_async)
    result = call_value(vm, frame, atom.param("function"), args, line)
    leave(vm, frame, atom.param("manager"), line, is_async)
    return result


def enter_generator_manager(vm: Machine, frame: Frame, atom: ExtInstance, line: int) -> Value:
    """Entering runs the generator; what it yields is what ``as`` binds. The rest runs on leaving."""
    out = NOTHING
    caller = frame.activation
    for generator in ordered(atom.param("generator")):
        if isinstance(generator, Generator | Coroutine):
            done = vm.activate(generator.func, generator.bound, caller.context, caller, line, "call")
            out = join(out, added.returned(vm, frame, done.loads, done.yields))
        else:
            out = join(out, iterate_value(vm, frame, frozenset((generator,)), line, False))
    return out or ANY


def _leaving_alone(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``nullcontext(x)``: what it is given is neither entered nor left."""
    return instance_of("clearloop.left_alone", (("value", args.get(0, "enter_result") or const(None)),))


def _closing(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """A manager that hands out what it was given and closes it at the end."""
    return instance_of("clearloop.closing", (("value", args.get(0, "thing")),))


# -- data


def _field(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    params = tuple((k, v) for k, v in args.kwargs.items() if k in ("default", "default_factory"))
    return instance_of("dataclasses.Field", params)


def _factory(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``attrs.Factory(make)``, the default of a field that is made for each object."""
    params = (("makes", args.get(0, "factory")), ("takes_self", args.get(1, "takes_self")))
    return instance_of(FACTORY, params)


def _fields(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``dataclasses.fields(x)``: each with its name and default."""
    out = NOTHING
    for atom in ordered(args.get(0, "class_or_instance")):
        if isinstance(atom, Instance | ClassAtom):
            listed = [_field_of(name, default) for name, (_, default) in switches.fields(atom.cls).items()]
            out = join(out, make_sequence(vm, frame, "tuple", listed, NOTHING, line)) if listed else out
    return out or ANY


def _field_of(name: str, default: Value) -> Value:
    given = (("default", default),) if default else ()
    return instance_of("dataclasses.Field", (("name", const(name)), *given))


def _typevar(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    names = _names(args.get(0, "name"))
    bound = args.kwargs.get("bound", NOTHING)
    constraints = join(*args.pos[1:]) if len(args.pos) > 1 else NOTHING
    default = args.kwargs.get("default", NOTHING)
    return variables.variable(names[0] if names else "T", join(bound, constraints), default)


def _alias(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return args.get(1, "value")


def _newtype(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return instance_of("typing.NewType", (("newtype", args.get(1, None)),))


def _namedtuple(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``namedtuple("Pair", "before after")``: a class of tuples whose elements have names."""
    from scanner.engine.expressions import iterate_items

    fields = args.get(1, "field_names")
    names = [n for text in _names(fields) for n in text.replace(",", " ").split()]
    if not names:
        names = [n for item in iterate_items(vm, frame, fields) or () for n in _names(item)]
    listed = make(Sequence, tuple(const(n) for n in names), None, "tuple")
    return instance_of("clearloop.namedtuple", (("names", frozenset((listed,))), *_defaults(vm, frame, args)))


def _defaults(vm: Machine, frame: Frame, args: Args) -> tuple[tuple[str, Value], ...]:
    return (("defaults", args.kwargs["defaults"]),) if "defaults" in args.kwargs else ()


def _made_of_elements(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``Pair._make(elements)``."""
    return join(
        *(
            _make_namedtuple(vm, frame, atom, exports.spread(vm, frame, args.get(1, None), line), line)
            for atom in args.get(0, None)
            if isinstance(atom, ExtInstance)
        )
    )


def _make_namedtuple(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    listed = [s for s in atom.param("names") if isinstance(s, Sequence)]
    names = [n for s in listed for item in s.items for n in _names(item)]
    values = [args.get(n, name) or args.star or ANY for n, name in enumerate(names)]
    numbered = tuple((str(n), value) for n, value in enumerate(values))
    return instance_of("tuple", (*numbered, *zip(names, values, strict=True)))


def _defaultdict(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """The factory runs where a key is looked up that is missing."""
    made = _dict(vm, frame, args.without(1, ("default_factory",)), line)
    factory = args.get(0, "default_factory")
    for atom in made:
        if factory and not all(isinstance(a, Const) for a in factory):
            vm.heap.write(atom, protocols.FACTORY, factory)
    return made


def _namespace(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """An object for attributes of any name: each place that makes one makes one of its own."""
    kind = f"types.SimpleNamespace@{frame.module.name}:{line}{makers.label(frame)}"
    atom = make(ExtInstance, (frame.module.name, line), (), kind)
    for name, value in args.kwargs.items():
        named_attributes.named(vm, atom, name)
        vm.heap.write((atom.type, "attributes"), name, value)
    return frozenset((atom,))


def _getter(kind: str) -> Handler:
    """``attrgetter(...)`` and ``itemgetter(...)``: functions that read one thing, or the tuple of several."""

    def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        return instance_of(kind, tuple((str(n), v) for n, v in enumerate(args.pos)))

    return build


def _apply_attrgetter(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    def read(names: Value) -> Value:
        out = NOTHING
        for name in _names(names):
            value = args.get(0, None)
            for part in name.split("."):
                value = load(vm, frame, value, part, line)
            out = join(out, value)
        return out or ANY

    return _one_or_all(vm, frame, [read(names) for _, names in atom.params], line)


def _apply_itemgetter(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    holders = ordered(args.get(0, None))
    found = [join(*(getitem(vm, frame, h, index, line) for h in holders)) for _, index in atom.params]
    return _one_or_all(vm, frame, found, line)


def _one_or_all(vm: Machine, frame: Frame, found: list[Value], line: int) -> Value:
    return found[0] if len(found) == 1 else make_sequence(vm, frame, "tuple", found, NOTHING, line)


def _method(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``types.MethodType(function, object)``."""
    pairs = ((f, o) for f in ordered(args.get(0, None)) for o in ordered(args.get(1, None)))
    return frozenset(make(Bound, f, o) for f, o in pairs) or ANY


def _methodcaller(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    rest = make(Sequence, tuple(args.pos[1:]), None, "tuple")
    return instance_of("operator.methodcaller", (("names", args.get(0, None)), ("args", frozenset((rest,)))))


def _apply_methodcaller(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    given = [v for s in atom.param("args") if isinstance(s, Sequence) for v in s.items]
    out = NOTHING
    for name in _names(atom.param("names")):
        callee = load(vm, frame, args.get(0, None), name, line)
        out = join(out, call_value(vm, frame, callee, Args(list(given)), line))
    return out or ANY


def _function_of_code(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``types.FunctionType(f.__code__, f.__globals__)``: another function that does the same."""
    return join(*(a.param("function") for a in args.get(0, "code") if isinstance(a, ExtInstance))) or ANY


def _placeholder(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``MISSING = object()``, made once."""
    return const(Placeholder(frame.module.name, line)) if frame.kind in ("module", "class") else ANY


def _object_new(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    out = NOTHING
    for atom in args.get(0, None):
        if isinstance(atom, ClassAtom) and vm.defining and _METACLASSES.intersection(map(str, atom.cls.mro)):
            definitions.made_by_metaclass(vm, frame, vm.defining[-1], args)
            out |= frozenset((make(ClassAtom, vm.defining[-1], ()),))
        elif isinstance(atom, ClassAtom):
            vm.instantiated.add(atom.cls)
            out |= frozenset(
                (make(Instance, atom.cls, ("site", (frame.module.name, (line, makers.maker(frame))), ())),)
            )
    return out or ANY


_METACLASSES = frozenset({"builtins.type", "abc.ABCMeta", "enum.EnumMeta", "enum.EnumType"})


def _subclasses(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``Base.__subclasses__()``: the classes of the project that inherit from it directly."""
    listed = [
        frozenset((make(ClassAtom, cls, ()),))
        for atom in ordered(args.get(0, None))
        if isinstance(atom, ClassAtom)
        for cls in vm.implementations(atom.cls)
        if atom.cls in cls.bases
    ]
    return make_sequence(vm, frame, "list", listed, NOTHING, line) if listed else ANY


def _metaclass_call(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``super().__call__(*args)`` in a metaclass builds the instance."""
    from scanner.engine.calls import allocate, initialise

    scope = frame.func
    first = frame.vars.get(scope.params[0][0], NOTHING) if scope is not None and scope.params else NOTHING
    out = NOTHING
    for atom in ordered(first):
        if isinstance(atom, ClassAtom):
            instance = allocate(vm, frame, atom, args, line)
            initialise(vm, frame, instance, args, line)
            out |= frozenset((instance,))
    return out or ANY


def _globals(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    top = vm.execute(frame.module)
    vm.program.listed.add(frame.module.path)
    entries = {k: vm.settle(top, k, v) for k, v in list(top.vars.items()) if not k.startswith("__")}
    return frozenset((make(Mapping, tuple(entries.items())[:256], None, NOTHING),))


def _chain(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    return make_copy(vm, frame, "list", _first_elements(vm, frame, args, line), line)


def _chain_nested(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``chain.from_iterable(lists)``."""
    inner = iterate_value(vm, frame, args.get(0, None), line, False)
    return make_copy(vm, frame, "list", iterate_value(vm, frame, inner, line, False), line)


def _tee(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """Several iterators over one iterable."""
    given = [a.value for a in args.get(1, "n") if isinstance(a, Const)]
    copies = given[0] if given and isinstance(given[0], int) and 0 < given[0] < 9 else 2
    return make_sequence(vm, frame, "tuple", [args.get(0, None)] * copies, NOTHING, line)


def _object_getattribute(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``object.__getattribute__(x, name)``: what an own ``__getattribute__`` leaves to the language."""
    names = _own_names(args.get(0, None), args.get(1, None))
    return join(*(load_plainly(vm, frame, args.pos[0], name, line) for name in names)) or ANY


def _object_init(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``super().__init__(...)`` that reached a base outside the project: generated fields are assigned."""
    return const(None)


def _generated_init(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``super().__init__(...)`` that no class of the project answers: fields are assigned."""
    given = args.without(1)
    for atom in args.get(0, None):
        if isinstance(atom, Instance) and raised.is_exception(atom):
            raised.initialised(vm, atom, given)
        elif isinstance(atom, Instance):
            own = switches.PLAIN_BASES.issuperset(atom.cls.external_bases)
            if not own:
                # What a library's constructor is given by position are its parameters; without any it
                # assigns defaults.
                named = Args([], given.kwargs)
                named.kwstar = given.kwstar
                assign_fields(vm, frame, atom, named, line)
            elif given.all():
                assign_fields(vm, frame, atom, given, line)
    return const(None)


def _call_hook(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    return call_value(vm, frame, atom.param("fget"), args, line)


def _call_application(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> Value:
    """``await self.app(scope, receive, send)``: what a middleware wraps around the two is called."""
    from scanner.engine.annotations import _awaitable
    from scanner.engine.scheduling import schedule_value

    for value in (args.get(1, "receive"), args.get(2, "send")):
        own = frozenset(a for a in value if isinstance(a, FuncAtom | Bound | Partial | Instance))
        made = call_value(vm, frame, own, Args([ANY] if value is args.get(2, "send") else []), line)
        schedule_value(vm, frame, made, line, "task")
    return _awaitable(ANY)


def gathered(vm: Machine, frame: Frame, value: Value) -> Value:
    return join(*(elements(vm, frame, a) for a in value if isinstance(a, Sequence))) or ANY


_CALLED_AGAIN = lazily("builtins.iter", _called_again, calls=True)

INTRINSICS: dict[str, Handler] = {
    **operators.FUNCTIONS,
    "builtins.super": _super,
    "builtins.getattr": _getattr,
    "builtins.setattr": _setattr,
    "builtins.vars": members.variables,
    "builtins.object": _placeholder,
    "types.FunctionType": _function_of_code,
    "types.LambdaType": _function_of_code,
    "builtins.object.__setattr__": _object_setattr,
    "object.__setattr__": _object_setattr,
    "builtins.hasattr": _hasattr,
    "builtins.isinstance": _checked("__instancecheck__"),
    "builtins.issubclass": _checked("__subclasscheck__"),
    "builtins.callable": _truth,
    "builtins.bool": _number("bool", "__bool__", "__len__"),
    "builtins.type": _type,
    "builtins.list": _sequence("list"),
    "builtins.tuple": _sequence("tuple"),
    "builtins.set": _sequence("set"),
    "builtins.frozenset": _sequence("set"),
    "builtins.dict": _dict,
    "builtins.dict.fromkeys": _fromkeys,
    "builtins.zip": lazily("builtins.zip", _zip),
    "builtins.enumerate": lazily("builtins.enumerate", _enumerate),
    "builtins.map": lazily("builtins.map", _map, calls=True),
    "builtins.filter": lazily("builtins.filter", _filter, calls=True),
    "builtins.sorted": _sorted,
    "builtins.reversed": _reversed,
    "builtins.min": _extreme,
    "builtins.max": _extreme,
    "builtins.sum": _sum,
    "builtins.any": _consume,
    "builtins.all": _consume,
    "builtins.next": _next,
    "builtins.anext": _anext,
    "builtins.iter": _iter,
    "builtins.aiter": _same,
    "builtins.len": _length,
    "builtins.str": _text,
    "builtins.ascii": _shown("__repr__"),
    "builtins.repr": _shown("__repr__"),
    "builtins.format": _shown("__format__", "__str__", "__repr__"),
    "builtins.int": _number("int", "__int__", "__index__", "__trunc__"),
    "builtins.float": _number("float", "__float__", "__index__"),
    "builtins.hash": _number("int", "__hash__"),
    "builtins.round": _asked("__round__"),
    "builtins.abs": _asked("__abs__"),
    "builtins.divmod": _asked("__divmod__"),
    "math.ceil": _asked("__ceil__"),
    "math.floor": _asked("__floor__"),
    "math.trunc": _asked("__trunc__"),
    "builtins.pow": _asked("__pow__"),
    "builtins.dir": members.names,
    "builtins.bytearray": _number("bytearray", "__bytes__", "__iter__"),
    "builtins.bytes": _number("bytes", "__bytes__", "__iter__"),
    "builtins.complex": _number("float", "__complex__", "__float__", "__index__"),
    "builtins.hex": _number("str", "__index__"),
    "builtins.oct": _number("str", "__index__"),
    "builtins.bin": _number("str", "__index__"),
    "builtins.chr": _number("str", "__index__"),
    "builtins.range": _range,
    "builtins.print": _print,
    "builtins.globals": _globals,
    "builtins.property": _wrapper("builtins.property"),
    "builtins.classmethod": _wrapper("builtins.classmethod"),
    "builtins.staticmethod": _wrapper("builtins.staticmethod"),
    **{f"{name}.__new__": _object_new for name in ("abc.ABCMeta", "builtins.object", "builtins.type")},
    "builtins.object.__call__": _metaclass_call,
    "builtins.object.__getattribute__": _object_getattribute,
    "object.__getattribute__": _object_getattribute,
    "builtins.object.__init__": _object_init,
    "clearloop.generated_init": _generated_init,
    "builtins.type.__call__": _metaclass_call,
    "clearloop.subclasses": _subclasses,
    "abc.abstractmethod": _same,
    "clearloop.awaited": _same,
    "clearloop.stepped": _stepped,
    "abc.abstractproperty": _wrapper("builtins.property"),
    "importlib.import_module": imports.import_module,
    "importlib.util.spec_from_file_location": file_modules.spec,
    "builtins.__import__": imports.dunder_import,
    "pkgutil.resolve_name": imports.resolve_name,
    "sys._Modules.__getitem__": imports.loaded_module,
    "sys._Modules.get": imports.loaded_module,
    "inspect.signature": signatures.signature,
    "inspect.get_annotations": signatures.type_hints,
    "inspect.Parameter": signatures.make_parameter,
    "inspect.Parameter.replace": signatures.replace_parameter,
    "inspect.Signature": signatures.make_signature,
    "inspect.Signature.bind": bound_arguments.bind,
    "inspect.Signature.bind_partial": bound_arguments.bind,
    "inspect.Signature.from_callable": signatures.signature,
    "inspect.Signature.replace": signatures.replace_signature,
    "typing.get_type_hints": signatures.type_hints,
    "typing.get_args": signatures.type_arguments,
    "typing.get_origin": signatures.type_origin,
    "typing_extensions.get_type_hints": signatures.type_hints,
    "typing_extensions.get_args": signatures.type_arguments,
    "typing_extensions.get_origin": signatures.type_origin,
    "inspect.getmembers": members.getmembers,
    "functools.partial": _partial,
    "functools.partialmethod": _partialmethod,
    "functools.wraps": _wraps,
    "inspect.unwrap": _unwrapped,
    "functools.update_wrapper": _update_wrapper,
    "functools.lru_cache": _cache,
    "functools.cache": _cache,
    "functools.cached_property": _wrapper("functools.cached_property"),
    "functools.singledispatch": _singledispatch,
    "functools.singledispatchmethod": _singledispatchmethod,
    "functools.singledispatch.register": _dispatch_register,
    "functools.reduce": _reduce,
    "functools.total_ordering": _same,
    "contextlib.contextmanager": _contextmanager,
    "contextlib.asynccontextmanager": _contextmanager,
    "contextlib.closing": _closing,
    "contextlib.aclosing": _closing,
    "contextlib.nullcontext": _leaving_alone,
    "collections.defaultdict": _defaultdict,
    "collections.namedtuple": _namedtuple,
    "collections.OrderedDict": _dict,
    "collections.ChainMap": _chained,
    "collections.UserDict": _dict,
    "collections.UserList": _sequence("list"),
    "collections.deque": _sequence("list"),
    "clearloop.namedtuple._make": _made_of_elements,
    "clearloop.base.__init__": foreign_bases.keep,
    "clearloop.__aenter__": managers.enter_async_by_hand,
    "clearloop.__aexit__": managers.leave_async_by_hand,
    "clearloop.__enter__": managers.enter_by_hand,
    "clearloop.__exit__": managers.leave_by_hand,
    "clearloop.instance_dict.__getitem__": instance_dicts.read,
    "clearloop.instance_dict.__setitem__": instance_dicts.write,
    "clearloop.instance_dict.copy": instance_dicts.whole("copy"),
    "clearloop.instance_dict.get": instance_dicts.get,
    "clearloop.instance_dict.items": instance_dicts.whole("items"),
    "clearloop.instance_dict.keys": instance_dicts.whole("keys"),
    "clearloop.instance_dict.pop": instance_dicts.get,
    "clearloop.instance_dict.setdefault": instance_dicts.setdefault,
    "clearloop.instance_dict.update": instance_dicts.update,
    "clearloop.instance_dict.values": instance_dicts.whole("values"),
    "contextvars.ContextVar": context_variables.build,
    "contextvars.ContextVar.set": context_variables.put,
    "contextvars.ContextVar.get": context_variables.get,
    "importlib.metadata.EntryPoint.load": entry_points.load,
    "importlib.metadata.EntryPoints.__getitem__": entry_points.asked,
    "importlib.metadata.EntryPoints.get": entry_points.asked,
    "importlib.metadata.EntryPoints.select": entry_points.selected,
    "importlib.metadata.entry_points": entry_points.listed,
    "pkg_resources.iter_entry_points": entry_points.iterated,
    "copy.copy": _copy(deep=False),
    "copy.deepcopy": _copy(deep=True),
    "dataclasses.dataclass": _identity_factory,
    "attr.Factory": _factory,
    "attrs.Factory": _factory,
    "dataclasses.field": _field,
    "dataclasses.fields": _fields,
    "dataclasses.make_dataclass": definitions.made_dataclass,
    "dataclasses.replace": replaced,
    "copy.replace": replaced,
    "itertools.chain": lazily("itertools.chain", _chain),
    "itertools.chain.from_iterable": lazily("itertools.chain.from_iterable", _chain_nested, calls=True),
    "itertools.compress": _same,
    "itertools.cycle": _same,
    "itertools.groupby": lazily("itertools.groupby", _groupby, calls=True),
    "itertools.islice": _same,
    "itertools.product": _product,
    "itertools.starmap": lazily("itertools.starmap", _starmap, calls=True),
    "itertools.tee": _tee,
    "random.choice": _chosen,
    "secrets.choice": _chosen,
    "random.choices": _sample,
    "random.sample": _sample,
    "operator.attrgetter": _getter("operator.attrgetter"),
    "operator.itemgetter": _getter("operator.itemgetter"),
    "operator.methodcaller": _methodcaller,
    "types.MappingProxyType": _same,
    "types.new_class": definitions.new_class,
    "types.MethodType": _method,
    "argparse.Namespace": _namespace,
    "threading.local": _namespace,
    "types.SimpleNamespace": _namespace,
    "typing.NewType": _newtype,
    "typing.TypeVar": _typevar,
    "typing.ParamSpec": _typevar,
    "typing.cast": casts.cast,
    "typing.overload": _same,
    "typing.final": _same,
    "typing.runtime_checkable": _same,
    "typing_extensions.TypeVar": _typevar,
    "typing.TypeAliasType": _alias,
    "typing_extensions.TypeAliasType": _alias,
    "typing_extensions.ParamSpec": _typevar,
    "typing_extensions.override": _same,
    "typing.override": _same,
    "typing_extensions.deprecated": _identity_factory,
    "warnings.deprecated": _identity_factory,
    "weakref.WeakKeyDictionary": _dict,
    "weakref.WeakSet": _sequence("set"),
    "weakref.WeakValueDictionary": _dict,
}

OBJECT_CALLS: dict[str, ObjectHandler] = {
    "builtins.property_part": _property_part,
    "functools.wraps": _apply_wraps,
    "functools.singledispatch": _call_dispatch,
    "functools.singledispatch.register": _apply_register,
    "clearloop.identity": _identity,
    "clearloop.decorator": apply_decorator,
    "clearloop.listener": apply_listener,
    "clearloop.hook": _call_hook,
    "clearloop.namedtuple": _make_namedtuple,
    "clearloop.application": _call_application,
    "clearloop.manager_factory": _call_manager_factory,
    "clearloop.manager": _call_manager,
    "clearloop.partialmethod": _call_partialmethod,
    "clearloop.surrounded": _call_surrounded,
    "operator.attrgetter": _apply_attrgetter,
    "operator.itemgetter": _apply_itemgetter,
    "operator.methodcaller": _apply_methodcaller,
    "builtins.staticmethod": lambda vm, frame, atom, args, line: call_value(
        vm, frame, atom.param("fget"), args, line
    ),
}


def kind_of(atom: Atom) -> str:
    return type(atom).__name__


_UNUSED = (Ext, ModuleAtom, call_function)
