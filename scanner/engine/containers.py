"""Lists, tuples, sets and dicts: what they hold, and their methods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scanner.engine import (
    added,
    enums,
    expected,
    generators,
    inherited,
    object_keys,
    texts,
    tuple_keys,
    unbound,
)
from scanner.engine.frames import Frame
from scanner.engine.values import (
    ANY,
    COPY,
    INSTANCE_DICT,
    INT,
    LAZY,
    MAX_DEPTH,
    MAX_PLAIN,
    NOTHING,
    STR,
    TRUE,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Default,
    Ext,
    ExtAwaitable,
    ExtInstance,
    Generator,
    Instance,
    Mapping,
    Sequence,
    Unknown,
    Value,
    const,
    defaults,
    instance_of,
    is_fillable,
    join,
    make,
    ordered,
    unknown,
)

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.machine import Machine

MAX_ITEMS = 64
# Calls whose containers are told apart: of a function at run time, and while modules are imported.
MAX_OWNERS = 3
SETTLED = "settled"
# The dict that a metaclass is given, which nobody else has.
NAMESPACE = "namespace"
OWNERS_AT_IMPORT = 24
# Entries of a dictionary of things that do something that are told apart by their keys.
MAX_KEYS = 256


def make_sequence(vm: Machine, frame: Frame, kind: str, items: list[Value], rest: Value, line: int) -> Value:
    if len(items) > MAX_ITEMS:
        rest = join(rest, *items)
        items = []
    if kind == "set" and len(items) <= MAX_PLAIN:
        items, rest = [], join(rest, *items) if items else rest
    key: Any = None
    if kind != "tuple" and (frame.kind != "func" or not items):
        key = (frame.module.name, line, frame.part, _owner(frame, items, rest))
    atom = make(Sequence, tuple(_shallow(v) for v in items), key, kind)
    if rest:
        if key is None or kind == "tuple":
            atom = make(Sequence, tuple(_shallow(v) for v in items), ("rest", _shallow(rest)), kind)
        vm.heap.write(atom, "rest", rest)
    return frozenset((atom,))


def make_copy(vm: Machine, frame: Frame, kind: str, rest: Value, line: int) -> Value:
    """A container filled from another one whose order is lost, such as what ``sorted()`` gives: told apart
    by what it holds, so that callers with different sources do not share it."""
    atom = make(Sequence, (), (COPY, frame.module.name, line, frame.part, _shallow(rest)), kind)
    if rest:
        vm.heap.write(atom, "rest", rest)
    return frozenset((atom,))


def place(frame: Frame, line: int) -> Any:
    """Tells apart what one line makes, as far as lists are."""
    return (frame.module.name, line, frame.part, _owner(frame, [], NOTHING))


def _owner(frame: Frame, items: list[Value], rest: Value) -> Any:
    """Tells apart the lists that one line makes for different callers, or for different objects."""
    if frame.kind != "func":
        return frame.prefix
    maker = frame.activation.bound[0] if frame.func is not None and frame.func.name == "__init__" else NOTHING
    made = next(iter(maker)) if len(maker) == 1 else None
    if isinstance(made, Instance) and made.key is not None:
        return (frame.activation.symbol, made)
    run = frame.activation
    most = OWNERS_AT_IMPORT if run.context == "import" else MAX_OWNERS
    if run.number > most:
        # Others put things into it, too.
        run.doubt = min(run.doubt or frame.statement[1], frame.statement[1])
    return (run.symbol, frame.parent, run.context, min(run.number, most))


def _shallow(value: Value) -> Value:
    """Bound how deep values nest inside keys."""
    if any(a.depth > MAX_DEPTH * 3 for a in value):
        return frozenset(a for a in value if a.depth <= MAX_DEPTH * 3) or ANY
    return value


def make_mapping(vm: Machine, frame: Frame, entries: dict[Any, Value], rest: Value, line: int) -> Value:
    if len(entries) > MAX_ITEMS * 4:
        rest = join(rest, *entries.values())
        entries = {}
    key: Any = None
    if frame.kind != "func" or not entries:
        key = (frame.module.name, line, frame.part, _owner(frame, [], rest))
    items = tuple((k, _shallow(v)) for k, v in entries.items())
    return frozenset((make(Mapping, items, key, _shallow(rest)),))


def contents(vm: Machine, frame: Frame, atom: Mapping) -> tuple[dict[Any, Value], Value]:
    """``(entries with known keys, everything else)``, stores after creation included."""
    entries, rest = _known_contents(vm, frame, atom)
    return entries, join(rest, tuple_keys.fitting(vm, frame, atom))


def _known_contents(vm: Machine, frame: Frame, atom: Mapping) -> tuple[dict[Any, Value], Value]:
    reader = frame.activation
    entries = dict(atom.items)
    keys = vm.heap.read(atom, "keys", reader)
    for key in ordered(keys):
        name = enums.constant(key)
        held = vm.heap.read(atom, ("key", name), reader)
        is_all = reader.context != "import" and vm.heap.peek(atom, (SETTLED, name))
        entries[name] = held if is_all else join(entries.get(name, NOTHING), held)
    rest = join(atom.rest, vm.heap.read(atom, "rest", reader))
    return entries, rest if entries or rest else expected.promised(vm, frame, atom)


def elements(vm: Machine, frame: Frame, atom: Sequence) -> Value:
    rest = vm.heap.read(atom, "rest", frame.activation)
    return join(*atom.items, rest) if atom.items else rest or expected.promised(vm, frame, atom)


def is_plain_data(vm: Machine, frame: Frame, value: Value, depth: int = 4) -> bool:
    """Whether all of this is texts, numbers, flags and None, in lists and dictionaries known whole."""
    return bool(value) and all(_is_plain(vm, frame, atom, depth) for atom in value)


_SCALARS = frozenset({"bool", "float", "int", "str"})


def _is_plain(vm: Machine, frame: Frame, atom: Atom, depth: int) -> bool:
    if isinstance(atom, Const):
        return atom.value is None or isinstance(atom.value, bool | float | int | str)
    if isinstance(atom, ExtInstance):
        return atom.type in _SCALARS
    if not depth:
        return False
    if isinstance(atom, Mapping):
        entries, rest = contents(vm, frame, atom)
        held = [*entries.values(), *([rest] if rest else [])]
    elif isinstance(atom, Sequence) and atom.kind in ("list", "tuple"):
        inside = elements(vm, frame, atom)
        held = [inside] if inside else []
    else:
        return False
    # What looks empty may have been filled unseen.
    return bool(held) and all(is_plain_data(vm, frame, value, depth - 1) for value in held)


def iterate_value(vm: Machine, frame: Frame, value: Value, line: int, is_async: bool) -> Value:
    """What a loop over ``value`` gives; generators and iterators run here."""
    out = NOTHING
    for atom in ordered(value):
        out = join(out, _iterate_atom(vm, frame, atom, line, is_async))
    return out


def _iterate_atom(vm: Machine, frame: Frame, atom: Atom, line: int, is_async: bool) -> Value:
    from scanner.engine.calls import Args, call_method

    if isinstance(atom, Sequence):
        return elements(vm, frame, atom)
    if isinstance(atom, Mapping):
        entries, _rest = contents(vm, frame, atom)
        keys = [const(k) if not isinstance(k, Atom) else frozenset((k,)) for k in entries]
        return join(*keys, object_keys.other(vm, frame, atom))
    if isinstance(atom, Generator):
        caller = frame.activation
        done = vm.activate(atom.func, atom.bound, caller.context, caller, line, "call")
        return added.returned(vm, frame, done.loads, done.yields)
    if isinstance(atom, Instance):
        return _iterate_instance(vm, frame, atom, line, is_async)
    if isinstance(atom, ExtInstance):
        from scanner.engine.external import iterate_external

        if atom.type == INSTANCE_DICT:
            from scanner.engine.instance_dicts import entries as attributes_of

            return iterate_value(vm, frame, attributes_of(vm, frame, atom), line, is_async) or ANY
        return iterate_external(vm, frame, atom, line, is_async)
    if isinstance(atom, ClassAtom):
        members = enums.any_member(vm, atom.cls) if enums.is_enum(atom.cls) else None
        return members if members is not None else _iterate_class(vm, frame, atom, line)
    if isinstance(atom, Const):
        return STR if isinstance(atom.value, str) else NOTHING
    if isinstance(atom, Unknown):
        return frozenset((atom,))
    _ = (Args, call_method)
    return ANY


def runs_when_read(vm: Machine, atom: Atom) -> bool:
    """Whether iterating over it does something that making it did not."""
    if isinstance(atom, ExtInstance):
        return atom.type == LAZY or any(row.iter_effect is not None for row in vm.catalog.mro(atom.type))
    return isinstance(atom, Generator)


def _iterate_class(vm: Machine, frame: Frame, atom: ClassAtom, line: int) -> Value:
    """A class is iterated by its metaclass."""
    from scanner.engine.calls import Args, call_value
    from scanner.engine.expressions import metaclass_method

    own = metaclass_method(atom.cls, "__iter__")
    if own:
        made = call_value(vm, frame, own, Args([frozenset((atom,))]), line)
        return iterate_value(vm, frame, made, line, False)
    return join(*atom.cls.namespace.values()) if atom.cls.namespace else ANY


def _iterate_instance(vm: Machine, frame: Frame, atom: Instance, line: int, is_async: bool) -> Value:
    from scanner.engine.calls import Args, call_method
    from scanner.engine.scheduling import await_value

    first, step = ("__aiter__", "__anext__") if is_async else ("__iter__", "__next__")
    iterator = call_method(vm, frame, atom, first, Args(), line, quiet=True)
    if not iterator:
        held = _named_fields(vm, frame, atom)
        if held is not None:
            return join(*held)
        inner = inherited.held(atom)
        if inner is not None:
            return _iterate_atom(vm, frame, inner, line, is_async)
        return call_method(
            vm, frame, atom, "__getitem__", Args([INT]), line, quiet=True
        ) or _external_iteration(vm, frame, atom, line, is_async)
    out = NOTHING
    for item in ordered(iterator):
        if isinstance(item, Instance):
            got = call_method(vm, frame, item, step, Args(), line, quiet=True)
            if got and is_async:
                got = await_value(vm, frame, got, line)
            out = join(out, got or NOTHING)
        elif item is not atom:
            out = join(out, _iterate_atom(vm, frame, item, line, is_async))
    return out or ANY


def _external_iteration(vm: Machine, frame: Frame, atom: Instance, line: int, is_async: bool) -> Value:
    from scanner.engine import hooks
    from scanner.engine.external import iterate_external

    for base in atom.cls.external_bases:
        reading = vm.catalog.method(base, "__iter__")
        if reading is not None and hooks.run(vm, frame, reading, atom, line) is not None:
            return ANY
        row = vm.catalog.type(base)
        if row is not None and (row.iter or row.aiter):
            return iterate_external(vm, frame, make(ExtInstance, None, (), base), line, is_async)
    return ANY


def unpack(vm: Machine, frame: Frame, value: Value, targets: tuple[Any, ...], line: int) -> list[Value]:
    """One value per target of ``a, *b = value``."""
    count = len(targets)
    starred = next((n for n, t in enumerate(targets) if t[0] == "*"), None)
    out = [NOTHING] * count
    for atom in ordered(value):
        items = _positional(vm, frame, atom)
        if items is not None and starred is None and len(items) == count:
            out = [join(a, b) for a, b in zip(out, items, strict=True)]
            continue
        if items is not None and starred is not None and len(items) >= count - 1:
            tail = count - starred - 1
            middle = items[starred : len(items) - tail]
            parts = [*items[:starred], make_sequence(vm, frame, "list", list(middle), NOTHING, line)]
            parts += items[len(items) - tail :] if tail else []
            out = [join(a, b) for a, b in zip(out, parts, strict=True)]
            continue
        element = iterate_value(vm, frame, frozenset((atom,)), line, False)
        for n in range(count):
            more = make_sequence(vm, frame, "list", [], element, line) if n == starred else element
            out[n] = join(out[n], more)
    return out


def _positional(vm: Machine, frame: Frame, atom: Atom) -> tuple[Value, ...] | None:
    if isinstance(atom, Sequence):
        if vm.heap.read(atom, "rest", frame.activation):
            return None
        return atom.items
    if isinstance(atom, ExtInstance) and atom.type == "tuple":
        return tuple(v for k, v in atom.params if k.isdigit()) or None
    if isinstance(atom, ExtInstance) and atom.type == LAZY:
        from scanner.engine.lazy_iterators import items

        return items(vm, frame, atom)
    return _named_fields(vm, frame, atom) if isinstance(atom, Instance) else None


def _named_fields(vm: Machine, frame: Frame, atom: Instance) -> tuple[Value, ...] | None:
    """What an instance of a ``NamedTuple`` of the project holds, in order; None for any other object."""
    from scanner.engine.annotations import fields_of
    from scanner.engine.attributes import load_atom

    if not _NAMED.intersection(atom.cls.external_bases):
        return None
    return tuple(load_atom(vm, frame, atom, name, 1) for name in fields_of(atom.cls))


_NAMED = frozenset({"typing.NamedTuple", "typing_extensions.NamedTuple"})


def getitem(vm: Machine, frame: Frame, atom: Atom, index: Value, line: int) -> Value:
    from scanner.engine.calls import Args, call_method

    if isinstance(atom, Sequence):
        if any(isinstance(a, Instance) for a in index):
            _ask(vm, frame, index, "__index__", line)
        if any(isinstance(a, ExtInstance) and a.type == "builtins.slice" for a in index):
            return make_sequence(vm, frame, atom.kind, [], elements(vm, frame, atom), line)
        keys = [a.value for a in index if isinstance(a, Const)]
        if len(index) == 1 and keys and isinstance(keys[0], int):
            position = keys[0]
            if -len(atom.items) <= position < len(atom.items) and _stays(vm, frame, atom, position):
                return atom.items[position]
        return elements(vm, frame, atom) or ANY
    if isinstance(atom, Mapping):
        from scanner.engine.protocols import missing

        made = missing(vm, frame, atom, index, line)
        found = _mapping_item(vm, frame, atom, index, line)
        return (made if found == ANY else join(found, made)) if made else found
    if isinstance(atom, Instance):
        called = call_method(vm, frame, atom, "__getitem__", Args([index]), line, quiet=True)
        if called:
            return called
        held = _named_fields(vm, frame, atom)
        if held:
            tuple_of = make(Sequence, held, None, "tuple")
            return getitem(vm, frame, tuple_of, index, line)
        inner = inherited.held(atom)
        if inner is not None:
            missing_too = atom.cls.lookup("__missing__") is not None
            made = _ask(vm, frame, frozenset((atom,)), "__missing__", line, index) if missing_too else NOTHING
            kept = getitem(vm, frame, inner, index, line)
            if not any(a.interesting for a in kept):
                kept = inherited.promised(vm, atom, index) or kept
            return (made if kept == ANY else join(kept, made)) if made else kept
        for base in atom.cls.external_bases:
            row = vm.catalog.type(base)
            if row is not None and row.getitem is not None:
                return getitem(vm, frame, make(ExtInstance, None, (), base), index, line)
        return ANY
    if isinstance(atom, ExtInstance):
        from scanner.engine.external import getitem_external

        return getitem_external(vm, frame, atom, index, line)
    if isinstance(atom, Const) and isinstance(atom.value, str):
        return STR
    if isinstance(atom, Unknown):
        return frozenset((atom,))
    return ANY


MOVED = "moved"
_MOVING = frozenset(
    {"appendleft", "clear", "extendleft", "insert", "pop", "popleft", "remove", "reverse", "rotate", "sort"}
)


def _stays(vm: Machine, frame: Frame, atom: Sequence, position: int) -> bool:
    """Whether an element still is where the display put it; a tuple never changes."""
    if atom.kind == "tuple":
        return True
    if vm.heap.read(atom, MOVED, frame.activation):
        return False
    return position >= 0 or not vm.heap.read(atom, "rest", frame.activation)


def moved(vm: Machine, atom: Atom) -> None:
    """From now on nobody knows where in a list its elements are."""
    if isinstance(atom, Sequence) and atom.items and atom.kind == "list":
        vm.heap.write(atom, MOVED, TRUE)


def repeat(vm: Machine, frame: Frame, left: Value, right: Value, line: int) -> Value:
    """``[x] * n``; empty where neither side is a sequence."""
    out = NOTHING
    for atom in ordered(join(left, right)):
        if isinstance(atom, Sequence) and atom.kind in ("list", "tuple"):
            out = join(out, make_sequence(vm, frame, atom.kind, [], elements(vm, frame, atom), line))
    return out


def _ask(vm: Machine, frame: Frame, value: Value, name: str, line: int, *given: Value) -> Value:
    from scanner.engine.protocols import ask

    return ask(vm, frame, value, (name,), line, *given) or ANY


def _hash(vm: Machine, frame: Frame, value: Value, line: int) -> None:
    from scanner.engine.protocols import hash_of

    hash_of(vm, frame, value, line)


def _mapping_item(vm: Machine, frame: Frame, atom: Mapping, index: Value, line: int) -> Value:
    _hash(vm, frame, index, line)
    entries, rest = _known_contents(vm, frame, atom)
    rest = join(rest, tuple_keys.fitting(vm, frame, atom, index))
    keys = _asked(vm, entries, index)
    if keys and enums.UNKEYED not in keys:
        found = [entries[k] for k in keys if k in entries]
        if not found or len(keys) > 1:
            found += _fitting(entries, keys)
        if found:
            return join(*found)
        return rest or ANY
    known = list(entries.values())
    return join(*known, rest) if known else rest or ANY


def _asked(vm: Machine, entries: dict[Any, Value], index: Value) -> list[object]:
    """The keys that may be meant; what an attribute of a library's object holds is none that is known."""
    keys = [enums.constant(atom) for atom in index]
    return [enums.UNKEYED if key not in entries and _is_data(vm, key) else key for key in keys]


def _is_data(vm: Machine, key: object) -> bool:
    """Whether a name stands for what an object holds: ``event.kind``, rather than for a class or function."""
    owner, _, attr = key.name.rpartition(".") if isinstance(key, Ext) else ("", "", "")
    if not attr[:1].islower() or vm.catalog.type(f"{owner}.{attr}") is not None:
        return False
    known = vm.catalog.type(owner)
    return owner.rpartition(".")[2][:1].isupper() if known is None else attr not in known.methods


def _fitting(entries: dict[Any, Value], keys: list[object]) -> list[Value]:
    """Entries whose keys fit a key of which some parts are unknown: ``handlers[f"on_{event}"]``."""
    partial = [k for k in keys if isinstance(k, str) and "{?}" in k and k != "{?}"]
    patterns = [re.compile(".+".join(re.escape(part) for part in k.split("{?}"))) for k in partial]
    return [v for k, v in entries.items() if isinstance(k, str) and any(p.fullmatch(k) for p in patterns)]


def setitem(vm: Machine, frame: Frame, atom: Atom, index: Value, value: Value, line: int) -> None:
    from scanner.engine import items
    from scanner.engine.calls import Args, call_method

    if isinstance(atom, Mapping):
        _hash(vm, frame, index, line)
        name = enums.constant(next(iter(index)) if len(index) == 1 else None)
        if name is not enums.UNKEYED and _keep_key(vm, atom, index, value):
            vm.heap.write(atom, ("key", name), value)
            if frame.activation.context == "import":
                vm.heap.write(atom, ("placed", name), TRUE)
        elif not tuple_keys.store(vm, atom, index, value):
            vm.heap.write(atom, "rest", value)
            object_keys.keep(vm, atom, index)
    elif isinstance(atom, Sequence):
        vm.heap.write(atom, "rest", value)
        moved(vm, atom)
    elif isinstance(atom, Instance):
        stored = call_method(vm, frame, atom, "__setitem__", Args([index, value]), line, quiet=True)
        if stored is None:
            inherited.call(vm, frame, atom, "__setitem__", Args([index, value]), line)
    elif isinstance(atom, ExtInstance) and items.are_attributes(vm, atom):
        items.write(vm, frame, atom, index, value, line)
    elif isinstance(atom, ExtInstance):
        _set_external(vm, frame, atom, Args([index, value]), line)


def _set_external(vm: Machine, frame: Frame, atom: ExtInstance, args: Args, line: int) -> None:
    from scanner.engine.external import call_row
    from scanner.engine.intrinsics import INTRINSICS

    handler = INTRINSICS.get(f"{atom.type}.__setitem__")
    row = vm.catalog.method(atom.type, "__setitem__") if handler is None else None
    if handler is not None:
        handler(vm, frame, args.prepend(frozenset((atom,))), line)
    elif row is not None:
        call_row(vm, frame, row, atom, args, line)


def without(value: Value, index: Value) -> Value:
    """Dicts as they are after ``d.pop(key)`` or ``del d[key]``: those whose entries nobody else adds to."""
    taken = enums.constant(next(iter(index)) if len(index) == 1 else None)
    if taken is enums.UNKEYED:
        return value
    return frozenset(_without(atom, taken) for atom in value)


def _without(atom: Atom, key: object) -> Atom:
    if not isinstance(atom, Mapping) or atom.key is not None or all(k != key for k, _ in atom.items):
        return atom
    kept = tuple((k, v) for k, v in atom.items if k != key)
    made: Atom = make(Mapping, kept, None, atom.rest)
    return made


def _keep_key(vm: Machine, atom: Mapping, index: Value, value: Value) -> bool:
    """Whether an entry is told apart by its key. Those of things that do something are, and those of classes,
    of which there are no more than the source has."""
    keys = vm.heap.peek(atom, "keys")
    if index <= keys:
        return True
    is_registry = any(a.interesting or is_fillable(a) for a in value)
    is_registry = is_registry or all(isinstance(a, ClassAtom) for a in index)
    if len(keys) >= (MAX_KEYS if is_registry else MAX_PLAIN):
        return False
    vm.heap.extend(atom, "keys", index)
    return True


# -- methods of builtin types


def builtin_method(vm: Machine, atom: Atom, kind: str, attr: str) -> Value:
    """A method of a builtin container or scalar, to be called through ``call_builtin_method``."""

    return frozenset((make(Bound, make(Ext, f"builtins.{kind}.{attr}"), atom),))


_CHANGING = frozenset({"add", "update", "union", "discard", "remove", "pop", "clear", "intersection_update"})
_GROWING = {"append": 0, "add": 0, "insert": 1, "appendleft": 0, "put_nowait": 0}
_TAKING = frozenset({"pop", "popleft", "popitem", "get", "setdefault"})


def call_builtin_method(vm: Machine, frame: Frame, receiver: Atom, name: str, args: Any, line: int) -> Value:
    if not isinstance(receiver, Sequence | Mapping):
        for value in args.pos:
            pending = frozenset(a for a in value if runs_when_read(vm, a))
            if pending:
                iterate_value(vm, frame, pending, line, False)
    if name == "__get__" and not isinstance(receiver, Instance):
        return frozenset(_bound(receiver, atom) for atom in args.get(0, None)) or ANY
    if isinstance(receiver, Instance):
        return inherited.call(vm, frame, receiver, name, args, line)
    if isinstance(receiver, Generator):
        return generators.call(vm, frame, receiver, name, args, line)
    if name[:2] == "__" and (made := unbound.special(vm, frame, receiver, name, args, line)) is not None:
        return made
    if isinstance(receiver, Sequence):
        return _call_sequence(vm, frame, receiver, name, args, line)
    if isinstance(receiver, Mapping):
        return _call_mapping(vm, frame, receiver, name, args, line)
    if isinstance(receiver, Const) and isinstance(receiver.value, str):
        if name == "join" and args.pos:
            own = frozenset(a for a in args.pos[0] if isinstance(a, Instance))
            iterate_value(vm, frame, own, line, False)
            # Modules that a request imports by a name put together are jobs rather than what it runs.
            is_job = receiver.value == "." and frame.activation.context != "import"
            return STR if is_job else _joined(vm, frame, receiver.value, args.pos[0])
        if name == "format_map" and args.pos:
            held = (getitem(vm, frame, atom, ANY, line) for atom in ordered(args.pos[0]))
            show_given(vm, frame, receiver.value, tuple(held), line)
        if name == "format":
            show_given(vm, frame, receiver.value, (*args.pos, *args.kwargs.values()), line)
        made = _call_text(receiver.value, name, args)
        return defaults(made) if isinstance(receiver, Default) else made
    if isinstance(receiver, ExtInstance):
        return _call_typed(vm, frame, receiver, name, args, line)
    return ANY


def _bound(function: Atom, owner: Atom) -> Atom:
    """``function.__get__(object)``: its method; read through a class it stays a function."""
    made: Atom = make(Bound, function, owner) if isinstance(owner, Instance) else function
    return made


def _call_sequence(vm: Machine, frame: Frame, atom: Sequence, name: str, args: Any, line: int) -> Value:
    if args.pos and (atom.kind == "set" or name in _SEARCHING):
        _seek(vm, frame, atom, name, args.pos[0], line)
    if name in _MOVING:
        moved(vm, atom)
    if atom.kind == "set" and name in _CHANGING:
        vm.heap.write(atom, MOVED, TRUE)
    if name in _GROWING and len(args.pos) > _GROWING[name]:
        vm.heap.write(atom, "rest", args.pos[_GROWING[name]])
        return const(None)
    if name in ("extend", "extendleft", "update", "union") and args.pos:
        vm.heap.write(atom, "rest", iterate_value(vm, frame, args.pos[0], line, False))
        return frozenset((atom,)) if name == "union" else const(None)
    if name in ("pop", "popleft"):
        return elements(vm, frame, atom) or ANY
    if name in ("copy", "__iter__"):
        return frozenset((atom,))
    if name == "sort":
        call_key(vm, frame, args, elements(vm, frame, atom), line)
        return const(None)
    return INT if name in ("index", "count") else const(None)


def _seek(vm: Machine, frame: Frame, atom: Sequence, name: str, item: Value, line: int) -> None:
    from scanner.engine.protocols import search

    if atom.kind != "set":
        search(vm, frame, atom, item, line)
    elif name in _HASHING:
        _hash(vm, frame, item, line)
    else:
        _hash(vm, frame, iterate_value(vm, frame, item, line, False), line)


_SEARCHING = frozenset({"index", "count", "remove"})
_HASHING = frozenset({"add", "discard", "remove"})


def call_key(vm: Machine, frame: Frame, args: Any, element: Value, line: int, hook: str = "__lt__") -> None:
    """Sorting calls its ``key`` on each element and compares what that gives."""
    from scanner.engine.calls import Args, call_value
    from scanner.engine.protocols import sort

    key = args.kwargs.get("key")
    if key and not all(isinstance(a, Const) for a in key):
        element = call_value(vm, frame, key, Args([element]), line)
    sort(vm, frame, element, line, hook)


PARSED = ("parsed",)
"""The key of dicts that a data file holds: what is not in them now never was."""


def _is_placed(vm: Machine, frame: Frame, atom: Mapping, index: Value) -> bool:
    """Whether an entry is there before requests come: while modules were imported it was made."""
    key = enums.constant(next(iter(index)) if len(index) == 1 else None)
    if frame.activation.context == "import" or key is enums.UNKEYED:
        return False
    return key in dict(atom.items) or bool(vm.heap.peek(atom, ("placed", key)))


def _is_there(vm: Machine, frame: Frame, atom: Mapping, key: object) -> bool:
    """Whether an entry is there whenever it is asked for, rather than once somebody has asked before."""
    if frame.activation.context == "import" or (atom, key) in frame.filled:
        return True
    return key in dict(atom.items) or bool(vm.heap.peek(atom, ("placed", key)))


def _is_missing(vm: Machine, frame: Frame, atom: Mapping, key: object, entries: dict[Any, Value]) -> bool:
    """Whether a dict of which everything is known has no such key; while modules are imported, all that was
    put into it so far is known."""
    if key in entries or (isinstance(key, str) and "{?}" in key):
        return False
    if atom.rest or vm.heap.read(atom, "rest", frame.activation) or tuple_keys.fitting(vm, frame, atom):
        return False
    return atom.key is None or atom.key == PARSED or frame.activation.context == "import"


def _call_mapping(vm: Machine, frame: Frame, atom: Mapping, name: str, args: Any, line: int) -> Value:
    entries, rest = contents(vm, frame, atom)
    if name in ("get", "pop") and args.pos:
        found = _mapping_item(vm, frame, atom, args.pos[0], line)
        default = args.pos[1] if len(args.pos) > 1 else const(None)
        asked = _asked(vm, entries, args.pos[0])
        is_known = len(asked) == 1 and asked[0] is not enums.UNKEYED
        certain = is_known and asked[0] in entries and _is_there(vm, frame, atom, asked[0])
        if is_known and _is_missing(vm, frame, atom, asked[0], entries):
            return default
        return found if certain else join(found, default)
    if name == "setdefault" and args.pos and _is_placed(vm, frame, atom, args.pos[0]):
        return _mapping_item(vm, frame, atom, args.pos[0], line)
    if name == "setdefault" and args.pos:
        value = args.pos[1] if len(args.pos) > 1 else const(None)
        setitem(vm, frame, atom, args.pos[0], value, line)
        return join(_mapping_item(vm, frame, atom, args.pos[0], line), value)
    if name == "update":
        _update_mapping(vm, frame, atom, args, line)
        return const(None)
    values = [*entries.values(), *([rest] if rest else [])]
    if name == "values":
        return _view(vm, frame, atom, list(entries.values()), rest, line)
    if name == "items":
        pairs = [
            make_sequence(
                vm,
                frame,
                "tuple",
                [const(k) if not isinstance(k, Atom) else frozenset((k,)), v],
                NOTHING,
                line,
            )
            for k, v in entries.items()
        ]
        key = object_keys.other(vm, frame, atom)
        other = make_sequence(vm, frame, "tuple", [key, rest], NOTHING, line) if rest else NOTHING
        return _view(vm, frame, atom, pairs, other, line)
    if name == "keys":
        keys = [const(k) if not isinstance(k, Atom) else frozenset((k,)) for k in entries]
        return _view(vm, frame, atom, keys, object_keys.other(vm, frame, atom) if rest else NOTHING, line)
    if name == "copy":
        return _copied(vm, frame, atom, entries, rest, line)
    if name == "popitem":
        pair = join(*values) if values else ANY
        key = object_keys.other(vm, frame, atom)
        return make_sequence(vm, frame, "tuple", [key, pair], NOTHING, line)
    return ANY


def _copied(
    vm: Machine, frame: Frame, atom: Mapping, entries: dict[Any, Value], rest: Value, line: int
) -> Value:
    """A dict of its own, unless how this one finds its entries would be lost."""
    from scanner.engine.protocols import FACTORY

    if tuple_keys.fitting(vm, frame, atom) or vm.heap.read(atom, FACTORY, frame.activation):
        return frozenset((atom,))
    return object_keys.keep_in(
        vm, make_mapping(vm, frame, entries, rest, line), object_keys.other(vm, frame, atom)
    )


def _view(vm: Machine, frame: Frame, atom: Mapping, items: list[Value], rest: Value, line: int) -> Value:
    """What a dict holds now: surely nothing where it is empty and nobody can have filled it."""
    if not items and not rest and not is_fillable(atom):
        return frozenset((make(Sequence, (), None, "list"),))
    return make_sequence(vm, frame, "list", items, rest, line)


def _is_iterated(vm: Machine, atom: Atom) -> bool:
    """Whether pairs come out of it where a dictionary is updated."""
    from scanner.engine.containers import runs_when_read

    return isinstance(atom, Sequence) or runs_when_read(vm, atom)


def _update_mapping(vm: Machine, frame: Frame, atom: Mapping, args: Any, line: int) -> None:
    from scanner.engine.instance_dicts import written_out

    for value in args.pos:
        for other in written_out(vm, frame, value):
            if isinstance(other, Mapping):
                entries, rest = contents(vm, frame, other)
                for key, item in entries.items():
                    index = const(key) if not isinstance(key, Atom) else frozenset((key,))
                    setitem(vm, frame, atom, index, item, 0)
                if rest:
                    vm.heap.write(atom, "rest", rest)
            else:
                from scanner.engine.unions import items_of

                if isinstance(other, Instance) or not _is_iterated(vm, other):
                    read = isinstance(other, Instance)
                    vm.heap.write(
                        atom, "rest", (items_of(vm, frame, other, line) if read else NOTHING) or ANY
                    )
                    continue
                for pair in ordered(iterate_value(vm, frame, frozenset((other,)), line, False)):
                    parts = pair.items if isinstance(pair, Sequence) else ()
                    key, item = parts if len(parts) == 2 else (ANY, ANY)
                    setitem(vm, frame, atom, key, item, 0)
    for name, item in args.kwargs.items():
        setitem(vm, frame, atom, const(name), item, 0)


_TEXT_METHODS = frozenset(
    {
        "lower",
        "upper",
        "strip",
        "lstrip",
        "rstrip",
        "replace",
        "removeprefix",
        "removesuffix",
        "title",
        "capitalize",
    }
)


_SPEC = re.compile(r"\{[^{}:]*:([^{}]+)\}")


_WHOLE = re.compile(r"\{\w*[}:!]")
_PART = re.compile(r"\{\w*\.(\w+)")


def _read_parts(vm: Machine, frame: Frame, template: str, given: tuple[Value, ...], line: int) -> None:
    """``"{0.name}".format(user)`` reads the attribute."""
    from scanner.engine.attributes import load_atom

    for attr in _PART.findall(template):
        for value in given:
            for atom in ordered(value):
                if isinstance(atom, Instance) and atom.cls.lookup(attr) is not None:
                    load_atom(vm, frame, atom, attr, line)


def show_given(vm: Machine, frame: Frame, template: str, given: tuple[Value, ...], line: int) -> None:
    """What ``template.format(...)`` shows of its arguments; their ``repr`` with ``!r`` in it."""
    from scanner.engine.protocols import format_of, show

    _read_parts(vm, frame, template, given, line)
    if _PART.search(template) and not _WHOLE.search(template):
        return
    specs = _SPEC.findall(template)
    spec = const(specs[0]) if len(specs) == 1 else ANY if specs else const("")
    for value in given:
        if "!r" in template:
            show(vm, frame, value, line, ("__repr__",))
        else:
            format_of(vm, frame, value, spec, line)


def _call_text(text: str, name: str, args: Any) -> Value:
    known = [a.value for v in args.pos for a in v if isinstance(a, Const) and len(v) == 1]
    if len(known) == len(args.pos) and not args.kwargs and name in _TEXT_METHODS:
        try:
            out = getattr(text, name)(*known)
        except (TypeError, ValueError):
            return STR
        return const(out) if len(out) < 512 else STR
    if name == "format" and ":" not in text and "!" not in text:
        return _format(text, args)
    if name == "format" and known and len(known) == len(args.pos) and not args.kwargs:
        return _formatted(text, known)
    if name in _CUTTING:
        return _cut(text, name, known) if len(known) == len(args.pos) else instance_of("list", (("0", STR),))
    return texts.method("str", name)


def _formatted(text: str, given: list[Any]) -> Value:
    try:
        return const(text.format(*given)[:512])
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        return STR


def _cut(text: str, name: str, given: list[Any]) -> Value:
    """The parts of a known text: ``"redis://host".partition("://")``."""
    try:
        parts = getattr(text, name)(*given)
    except (TypeError, ValueError):
        return instance_of("list", (("0", STR),))
    kind = "tuple" if name.endswith("partition") else "list"
    return frozenset((make(Sequence, tuple(const(part) for part in parts[:MAX_ITEMS]), None, kind),))


_CUTTING = frozenset({"split", "rsplit", "splitlines", "partition", "rpartition"})


def _joined(vm: Machine, frame: Frame, between: str, given: Value) -> Value:
    """``".".join(parts)``: known where all the parts are."""
    out = NOTHING
    for atom in ordered(given):
        items = atom.items if isinstance(atom, Sequence) and atom.kind in ("list", "tuple") else ()
        is_known = items and not vm.heap.read(atom, "rest", frame.activation)
        parts = [part for value in items for part in (const(between), value)]
        out = join(out, texts.together(parts[1:]) if is_known else STR)
    return out or STR


def _format(text: str, args: Any) -> Value:
    out = text
    for n, value in enumerate(args.pos):
        atom = next(iter(value)) if len(value) == 1 else None
        shown = str(atom.value) if isinstance(atom, Const) else "{?}"
        out = out.replace("{}", shown, 1).replace(f"{{{n}}}", shown)
    for name, value in args.kwargs.items():
        atom = next(iter(value)) if len(value) == 1 else None
        out = out.replace(f"{{{name}}}", str(atom.value) if isinstance(atom, Const) else "{?}")
    return const(out) if len(out) < 512 else STR


def _named_parts(vm: Machine, frame: Frame, atom: ExtInstance, name: str, args: Any, line: int) -> Value:
    """``pair._replace(first=x)`` and ``pair._asdict()`` of what ``namedtuple()`` made."""
    held = {k: v for k, v in atom.params if not k.isdigit()}
    if name == "_asdict":
        return make_mapping(vm, frame, dict(held), NOTHING, line)
    held.update((k, v) for k, v in args.kwargs.items() if k in held)
    numbered = tuple((str(n), value) for n, value in enumerate(held.values()))
    return instance_of("tuple", (*numbered, *held.items()))


def _call_typed(vm: Machine, frame: Frame, atom: ExtInstance, name: str, args: Any, line: int) -> Value:
    """Methods of containers of which only the element type is known."""
    if "." in atom.type:
        from scanner.engine import items

        if items.are_attributes(vm, atom):
            return items.call(vm, frame, atom, name, args, line)
    if atom.key is not None and atom.type in ("list", "set"):
        from scanner.engine import collections_heard

        collections_heard.changed(vm, frame, atom, name, args, line)
    values = [v for _, v in atom.params]
    if atom.type == "dict":
        value = values[1] if len(values) > 1 else ANY
        key = values[0] if values else ANY
        if name in ("get", "pop", "setdefault"):
            return join(value, args.pos[1]) if len(args.pos) > 1 else join(value, const(None))
        if name == "values":
            return instance_of("list", (("0", value),))
        if name == "items":
            pair = make_sequence(vm, frame, "tuple", [key, value], NOTHING, line)
            return instance_of("list", (("0", pair),))
        if name == "keys":
            return instance_of("list", (("0", key),))
        if name == "popitem":
            return make_sequence(vm, frame, "tuple", [key, value], NOTHING, line)
        return make_mapping(vm, frame, {}, value, line) if name == "copy" else ANY
    if atom.type == "tuple" and name in ("_replace", "_asdict"):
        return _named_parts(vm, frame, atom, name, args, line)
    if atom.type in ("list", "set", "iterator") and name in ("pop", "popleft", "__next__"):
        return values[0] if values else ANY
    if atom.type in ("list", "set") and name in ("copy", "union", "difference"):
        return frozenset((atom,))
    if atom.type in texts.TYPES:
        return texts.method(atom.type, name)
    if atom.type in ("int", "float", "bool"):
        return STR if name in ("decode", "hex") else instance_of(atom.type)
    _ = (ExtAwaitable, unknown)
    return const(None)
