"""Mapped classes: lazy relationships, deferred and expired columns on rows of a synchronous session.

A row is an instance whose key says how it was loaded: ``("row", mode, loaded)`` with mode ``sync``,
``async`` or ``greenlet`` and ``loaded`` the attributes that options on the query fetched at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scanner.engine import (
    added,
    collections_heard,
    directions,
    expiry,
    loading,
    mapping,
    polymorphic,
    staleness,
)
from scanner.engine.directions import CASCADES
from scanner.engine.expiry import EXPIRED, is_row
from scanner.engine.frames import Frame
from scanner.engine.loading import is_expired, leaves_out, loaded_names, marked, session_mode
from scanner.engine.mapping import PLAIN, declared, home, is_column, is_mapped
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    NOTHING,
    TRUE,
    ClassAtom,
    Const,
    ExtInstance,
    Form,
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

if TYPE_CHECKING:
    from scanner.engine.external import Call
    from scanner.engine.machine import Machine

LAZY_RELATIONSHIP = "sqlalchemy.orm.relationship"
TypeArguments = tuple[tuple[str, Value], ...]
DEFERRED_COLUMN = "sqlalchemy.orm.deferred"
EXPIRED_ROW = "sqlalchemy.orm.Session.refresh"


# -- reading attributes


def attribute(vm: Machine, frame: Frame, atom: Instance, attr: str, value: Value, line: int) -> Value | None:
    """A mapped attribute read on an instance; None when the attribute is not mapped."""
    found = declared(vm, frame, atom.cls, attr)
    if found is None:
        if attr[:1] != "_" and is_column(atom.cls, attr, None) and is_mapped(vm, atom.cls):
            staleness.note_read(frame, atom, attr, line)
            _read_column(vm, frame, atom, attr, line)
        return None
    staleness.note_read(frame, atom, attr, line)
    kind, strategy = found.key
    if kind == "proxy":
        return _through(vm, frame, atom, found, line)
    if kind == "synonym":
        return _other_name(vm, frame, atom, found, line)
    if kind == "relationship":
        return _read_relationship(vm, frame, atom, attr, found, line)
    if is_row(atom) and strategy == "lazy" and not _is_undeferred(atom, attr, found):
        _note_load(vm, frame, atom, attr, DEFERRED_COLUMN, line)
        atom = loading.note_loaded(frame, atom, attr)
    _read_column(vm, frame, atom, attr, line, primary=bool(found.param("primary")))
    stored = vm.heap.read(atom, attr, frame.activation)
    held = _column_value(vm, atom.cls, attr, found)
    return join(stored, held) if stored else held


def _other_name(vm: Machine, frame: Frame, atom: Instance, found: ExtInstance, line: int) -> Value:
    """A synonym reads the attribute that it names."""
    from scanner.engine.attributes import load_atom

    names = [str(a.value) for a in found.param("target") if isinstance(a, Const)]
    return join(*(load_atom(vm, frame, atom, name, line) for name in names)) or ANY


def _is_undeferred(atom: Instance, attr: str, found: ExtInstance) -> bool:
    """Whether an option named the column, the group it belongs to, or all columns, or it was assigned."""
    if loading.is_set(atom, attr):
        return True
    groups = {a.value for a in found.param("group") if isinstance(a, Const)}
    return bool({f"{home(atom.cls, attr)}.{attr}", "*", *groups} & loaded_names(atom))


def _read_column(
    vm: Machine, frame: Frame, atom: Instance, attr: str, line: int, primary: bool = False
) -> None:
    """Columns that the query left out load now, and so does a row that a commit expired."""
    if loading.is_set(atom, attr):
        return
    if is_row(atom) and not primary and _lacks(atom, home(atom.cls, attr), attr):
        _note_load(vm, frame, atom, attr, DEFERRED_COLUMN, line)
    if is_expired(vm, frame, atom):
        _refresh(vm, frame, atom, line)


def _lacks(row: Instance, owner: str, attr: str) -> bool:
    given = row.key[2], row.cls, owner, attr
    return leaves_out(*given) or polymorphic.leaves_out(*given)


def _read_relationship(
    vm: Machine, frame: Frame, atom: Instance, attr: str, found: ExtInstance, line: int
) -> Value:
    ends = related(vm, frame, atom.cls, attr, found)
    collection = _collection(vm, frame, atom, ends, found.key[1])
    if collection is not None:
        return collection
    row = is_row(atom)
    name, loaded = f"{home(atom.cls, attr)}.{attr}", loaded_names(atom)
    lazily = found.key[1] == "lazy" or loading.is_put_off(loaded, name)
    if row and lazily and not loading.is_covered(loaded, atom.cls, name):
        _note_load(vm, frame, atom, attr, LAZY_RELATIONSHIP, line, ends)
        atom = loading.note_loaded(frame, atom, attr)
    elif not row:
        added.note_touched(vm, atom, attr)
    if is_expired(vm, frame, atom):
        _refresh(vm, frame, atom, line)
    stored = vm.heap.read(atom, attr, frame.activation)
    both = join(ends, stored)
    if row:
        known = loading.below(atom.key[2], name) | _parents(vm, frame, ends, found.param("back"))
        both = marked(vm, both, atom.key[1], known)
    return collections_heard.watched(vm, frame, atom, attr, both)


def replaces(vm: Machine, frame: Frame, atom: Instance, attr: str, line: int) -> None:
    """A relationship of a row is assigned. A collection is loaded first, to know what leaves it."""
    found = declared(vm, frame, atom.cls, attr)
    if found is not None and found.key == ("relationship", "lazy"):
        ends = related(vm, frame, atom.cls, attr, found)
        known = f"{home(atom.cls, attr)}.{attr}" in loaded_names(atom)
        if not known and _is_many(ends) and not any(isinstance(a, Instance) for a in ends):
            _note_load(vm, frame, atom, attr, LAZY_RELATIONSHIP, line, ends)
    loading.note_loaded(frame, atom, attr)


def assigned(vm: Machine, frame: Frame, atom: Instance, attr: str) -> None:
    """A column of a row is assigned: what has to be fetched for reading it need not be any more."""
    found = declared(vm, frame, atom.cls, attr)
    kind, strategy = found.key if found is not None else ("column", "")
    if kind not in ("column", "deferred") or not (found is not None or is_column(atom.cls, attr, None)):
        return
    lacking = strategy == "lazy" or _lacks(atom, home(atom.cls, attr), attr)
    if lacking or is_expired(vm, frame, atom):
        loading.note_set(frame, atom, attr)


def _parents(vm: Machine, frame: Frame, ends: Value, back: Value) -> Value:
    """What leads from the rows of a collection back to the one row that has it is in the session already."""
    if not back or not _is_many(ends):
        return NOTHING
    out = NOTHING
    for child in _rows_in(vm, frame, ends):
        for name in [str(a.value) for a in back if isinstance(a, Const)]:
            other = declared(vm, frame, child.cls, name)
            if other is not None and not _is_many(related(vm, frame, child.cls, name, other)):
                out |= const(f"{home(child.cls, name)}.{name}")
    return out


def _is_many(ends: Value) -> bool:
    return any(isinstance(a, ExtInstance | Sequence) for a in ends)


_COLLECTIONS = {
    "dynamic": "sqlalchemy.orm.AppenderQuery",
    "write_only": "sqlalchemy.orm.WriteOnlyCollection",
}


def _collection(vm: Machine, frame: Frame, atom: Instance, ends: Value, strategy: str) -> Value | None:
    """Dynamic and write-only relationships give a query or a builder; reading them loads nothing."""
    from scanner.engine.external import evaluate_type

    greenlet = (("greenlet", TRUE),) if is_row(atom) and atom.key[1] == "greenlet" else ()
    if strategy in _COLLECTIONS:
        element = frozenset(instances_within(ends, 1))
        if strategy == "dynamic" and added.is_alone(vm, frame, atom):
            return instance_of("list", (("0", element),))
        return instance_of(_COLLECTIONS[strategy], (("T", element), *greenlet))
    for held in ends:
        row = vm.catalog.type(held.type) if isinstance(held, ExtInstance) else None
        if row is not None and row.role in ("dynamic-relationship", "write-only-relationship"):
            return evaluate_type(vm, str(row.options["read"]), receiver=held, frame=frame)
    return None


def _through(vm: Machine, frame: Frame, atom: Instance, found: ExtInstance, line: int) -> Value:
    """An association proxy reads the relationship behind it, then an attribute of what that holds."""
    from scanner.engine.attributes import load, load_atom
    from scanner.engine.containers import iterate_value

    out = NOTHING
    for target in found.param("target"):
        held = load_atom(vm, frame, atom, str(target.value), line) if isinstance(target, Const) else NOTHING
        many = frozenset(a for a in held if not isinstance(a, Instance))
        rows = (held - many) | (iterate_value(vm, frame, many, line, False) if many else NOTHING)
        for name in found.param("attr"):
            if isinstance(name, Const) and name.value is not None:
                out = join(out, load(vm, frame, rows, str(name.value), line))
    return instance_of("list", (("0", out or ANY),))


def _note_load(
    vm: Machine, frame: Frame, atom: Instance, attr: str, symbol: str, line: int, ends: Value = NOTHING
) -> None:
    from scanner.engine.events import fetched_late
    from scanner.engine.external import note

    mode = atom.key[1]
    if mode in ("sync", "expired"):
        note(frame, symbol, "database", "blocks", line, "likely")
        fetched_late(vm, frame, line)
        if frame.looping:
            frame.activation.loads[f"load-in-loop:{symbol}"] = line
    elif mode == "async" and not _may_be_loaded(frame, atom, attr, ends):
        frame.activation.loads[f"lazy-load:{atom.cls.name}.{attr}"] = line


def _may_be_loaded(frame: Frame, atom: Instance, attr: str, ends: Value) -> bool:
    """Whether what is at hand speaks against a load: options nobody can read, a row of the same class that
    has the attribute, or, where it leads to one row, a row of the class that it leads to."""
    if loading.UNREAD in loaded_names(atom):
        return True
    name = f"{home(atom.cls, attr)}.{attr}"
    targets = set() if _is_many(ends) else {a.cls for a in ends if isinstance(a, Instance)}
    scope: Frame | None = frame
    while scope is not None and scope.kind == "func":
        for row in (r for value in scope.vars.values() for r in instances_within(value) if r is not atom):
            if row.cls in targets or (row.cls is atom.cls and name in loaded_names(row)):
                return True
        scope = scope.parent
    return False


def instances_within(value: Value, depth: int = 3) -> Iterator[Instance]:
    """Objects that a value is, or that lists and results of a library hold."""
    for atom in value:
        if isinstance(atom, Instance):
            yield atom
        elif isinstance(atom, ExtInstance) and depth:
            for _, held in atom.params:
                yield from instances_within(held, depth - 1)
        elif isinstance(atom, Sequence) and depth:
            for held in atom.items:
                yield from instances_within(held, depth - 1)


def _refresh(vm: Machine, frame: Frame, atom: Instance, line: int) -> None:
    from scanner.engine.events import fetched_late
    from scanner.engine.external import note

    if is_row(atom) and atom.key[1] not in ("sync", "expired"):
        return
    note(frame, EXPIRED_ROW, "database", "blocks", line, "likely")
    fetched_late(vm, frame, line)
    if is_row(atom):
        expiry.renew(frame, frozenset((atom,)))


def _column_value(vm: Machine, cls: ClassDef, attr: str, found: ExtInstance) -> Value:
    from scanner.engine.annotations import instances

    for base in cls.own_bases:
        if attr in base.annotations:
            return instances(vm, base.frame, base.annotations[attr])
    return instance_of("data") if found.param(PLAIN) else ANY


def related(vm: Machine, frame: Frame, cls: ClassDef, attr: str, found: ExtInstance) -> Value:
    """What a relationship leads to, by its annotation or the class it names."""
    from scanner.engine.annotations import instances
    from scanner.engine.calls import any_instance

    for base in cls.mro:
        if isinstance(base, ClassDef) and attr in base.annotations:
            value = instances(vm, base.frame, base.annotations[attr])
            if any(a.interesting for a in value):
                return value
    targets = []
    for atom in ordered(found.param("target")):
        if isinstance(atom, ClassAtom):
            targets.append(any_instance(vm, frame, atom.cls))
        elif isinstance(atom, Const) and isinstance(atom.value, str):
            name = atom.value.rpartition(".")[2]
            called = vm.classes_called.get(name, ())
            mapped = [c for c in called if is_mapped(vm, c)]
            targets += [any_instance(vm, frame, c) for c in mapped or called]
    if not targets:
        return ANY
    value = frozenset(targets)
    many = {directions.is_many(cls, found, end.cls) for end in targets}
    if many == {False}:
        return value
    listed = instance_of("list", (("0", value),))
    return listed if many == {True} else join(value, listed)


def row_attribute(vm: Machine, frame: Frame, atom: ExtInstance, attr: str, line: int) -> Value | None:
    """An attribute of a result row; None when the type has no columns by name."""
    if atom.type in (_ROW, "sqlalchemy.RowMapping"):
        held = NOTHING.union(*(v for _, v in atom.params))
        found = [a for a in instances_within(held) if a.cls.name == attr]
        return frozenset(found) if found else ANY
    return None


def row_of(parts: Value) -> Value:
    """What a query over several classes brings, whose parts have names as well."""
    return instance_of(_ROW, (("R", parts),))


_ROW = "sqlalchemy.Row"


# -- expiry


def session_call(call: Call) -> None:
    """``commit`` and ``expire`` make rows stale, ``refresh`` makes them fresh again."""
    row = call.row
    if row is not None and row.role == "fills-attribute":
        loading.filled(call)
    if row is not None and row.options.get("detaches"):
        loading.detached(call)
    mode = session_mode(call) if row is not None else None
    if mode is not None and row is not None and row.options.get("refreshes"):
        from scanner.engine import arrivals

        loading.refreshed(call)
        arrivals.refreshed(call)
    if mode is not None and row is not None and row.options.get("deletes"):
        staleness.deleted(call)
        _delete(call, mode)
    if mode == "async":
        staleness.session_call(call, _expires(call))
        if row is not None and row.name.endswith((".commit", ".flush")):
            added.written(call.vm, call.frame, _expires(call))
    if row is None or mode != "sync":
        return
    name, frame = row.name.rpartition(".")[2], call.frame
    if name in ("flush", "commit"):
        added.written(call.vm, frame, name == "commit" and _expires(call))
    if name == "commit" and _expires(call):
        expiry.expire(frame)
    elif name in ("rollback", "expire_all") or (name == "expire" and not loading.expired_by_name(call)):
        expiry.expire(frame, everything=True)
    elif name in ("refresh", "close", "expunge_all"):
        frame.vars.pop(EXPIRED, None)


def _delete(call: Call, mode: str) -> None:
    """``session.delete(row)`` looks up what is to be deleted with the row, unless it is at hand."""
    from scanner.engine.external import note

    vm, frame = call.vm, call.frame
    for atom in call.args.get(0, "instance"):
        if mode != "sync" or not isinstance(atom, Instance) or not is_row(atom):
            continue
        for name in mapping.relationships(vm, frame, atom.cls):
            found = declared(vm, frame, atom.cls, name)
            if found is None or not found.param(CASCADES) or found.key[1] != "lazy" or call.row is None:
                continue
            if not loading.is_covered(loaded_names(atom), atom.cls, f"{home(atom.cls, name)}.{name}"):
                note(frame, call.row.name, "database", "blocks", call.line, "likely")


def _expires(call: Call) -> bool:
    return not loading.keeps(call)


def handed_over(vm: Machine, frame: Frame, value: Value) -> Value:
    """An argument as the called function gets it: rows that the caller's commit expired stay expired."""
    if not frame.vars.get(EXPIRED):
        return value

    def expired(row: Instance) -> Instance:
        if (is_row(row) and row.key[1] != "sync") or not is_expired(vm, frame, row):
            return row
        made: Instance = make(Instance, row.cls, ("row", "expired", row.key[2] if is_row(row) else NOTHING))
        return made

    return expiry.changed(value, expired, lambda atom: is_row(atom) or is_mapped(vm, atom.cls))


def serialise(vm: Machine, frame: Frame, model: Value, result: Value, line: int, depth: int = 0) -> None:
    """A response model reads its fields off what the handler returned: lazy attributes load then."""
    from scanner.engine.annotations import resolve
    from scanner.engine.attributes import load_atom
    from scanner.engine.variables import filled

    if depth > 3:
        return
    fields = _model_fields(vm, frame, model)
    if not fields:
        return
    for atom in _plain_in(vm, frame, result):
        for field, (where, annotation, _) in fields.items():
            for name in [n for n in _read_as(vm, where, field, annotation) if atom.cls.lookup(n)][:1]:
                load_atom(vm, frame, atom, name, line)
    for atom in _rows_in(vm, frame, result):
        for field, (where, annotation, given) in fields.items():
            names = [n for n in _read_as(vm, where, field, annotation) if has(vm, frame, atom.cls, n)]
            if not names:
                continue
            name = names[0]
            value = load_atom(vm, frame, atom, name, line)
            inner = filled(resolve(vm, where, annotation), given)
            serialise(vm, frame, inner, value, line, depth + 1)
    for field, (where, annotation, given) in fields.items():
        names = _read_as(vm, where, field, annotation)
        value = join(*(_held_in(vm, frame, result, name) for name in names))
        if value:
            serialise(vm, frame, filled(resolve(vm, where, annotation), given), value, line, depth + 1)


def has(vm: Machine, frame: Frame, cls: ClassDef, name: str) -> bool:
    mapped = declared(vm, frame, cls, name) is not None or is_column(cls, name, None)
    return mapped or cls.lookup(name) is not None


def _read_as(vm: Machine, where: Frame, field: str, annotation: Any) -> list[str]:
    """Under which names a field is read off what a model is made from: its alias comes first."""
    found = [where.cls.namespace.get(field, NOTHING)] if where.cls is not None else []
    if annotation[0] == "S":
        from scanner.engine.annotations import resolve

        forms = resolve(vm, where, annotation)
        found += [part for a in forms if isinstance(a, Form) for part in a.args[1:]]
    fields = [a for value in found for a in value if isinstance(a, ExtInstance)]
    given = [a.param("validation_alias") or a.param("alias") for a in fields]
    return [str(a.value) for value in given for a in value if isinstance(a, Const)] + [field]


def _held_in(vm: Machine, frame: Frame, result: Value, name: str) -> Value:
    """What dicts and data models among a result hold for a field of the response model."""
    from scanner.engine.containers import contents
    from scanner.engine.models import is_model

    out = NOTHING
    for atom in ordered(result):
        if isinstance(atom, Mapping):
            out = join(out, contents(vm, frame, atom)[0].get(name, NOTHING))
        elif isinstance(atom, Instance) and atom.key is not None and is_model(vm, atom.cls):
            out = join(out, vm.heap.read(atom, name, frame.activation))
    return out


def _rows_in(vm: Machine, frame: Frame, value: Value) -> list[Instance]:
    return [a for a in objects_in(vm, frame, value) if is_mapped(vm, a.cls)]


def _plain_in(vm: Machine, frame: Frame, value: Value) -> list[Instance]:
    """Objects that are neither rows nor data models: their properties run when a model reads them."""
    from scanner.engine.models import is_model

    found = objects_in(vm, frame, value)
    return [a for a in found if not is_mapped(vm, a.cls) and not is_model(vm, a.cls)]


def objects_in(vm: Machine, frame: Frame, value: Value) -> list[Instance]:
    from scanner.engine.containers import contents, iterate_value

    found = {a for a in value if isinstance(a, Instance)}
    for atom in value:
        if isinstance(atom, Sequence) or (
            isinstance(atom, ExtInstance) and atom.type in ("list", "iterator", "tuple")
        ):
            inner = iterate_value(vm, frame, frozenset((atom,)), 1, False)
            found |= {a for a in inner if isinstance(a, Instance)}
        elif isinstance(atom, Mapping):
            found |= {a for v in contents(vm, frame, atom)[0].values() for a in v if isinstance(a, Instance)}
    return sorted(found, key=lambda a: a.serial)


def _leads_on(vm: Machine, frame: Frame, cls: ClassDef, name: str) -> bool:
    """Whether a table that is a data model, too, has a relationship of that name, which is no field."""
    found = declared(vm, frame, cls, name) if is_mapped(vm, cls) else None
    return found is not None and found.key[0] == "relationship"


def _model_fields(vm: Machine, frame: Frame, model: Value) -> dict[str, tuple[Frame, Any, TypeArguments]]:
    """Where each field of a model is declared, how, and what type variables in that stand for."""
    from scanner.engine.annotations import of_class
    from scanner.engine.variables import bound_parameters

    out: dict[str, tuple[Frame, Any, TypeArguments]] = {}
    for atom in ordered(model):
        if isinstance(atom, ClassAtom):
            given = (*bound_parameters(atom.cls), *atom.params)
            for base in reversed(atom.cls.mro):
                if isinstance(base, ClassDef):
                    named = {n: (base.frame, a, given) for n, a in base.annotations.items()}
                    for name in [n for n, a in base.annotations.items() if of_class(a, base.module)]:
                        out.pop(name, None)
                        del named[name]
                    out.update({n: v for n, v in named.items() if not _leads_on(vm, frame, atom.cls, n)})
        elif isinstance(atom, Form):
            for part in atom.args:
                out.update(_model_fields(vm, frame, part))
    return out
