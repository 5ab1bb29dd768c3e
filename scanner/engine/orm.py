"""Mapped classes: lazy relationships, deferred and expired columns on rows of a synchronous session.

A row is an instance whose key says how it was loaded: ``("row", mode, loaded)`` with mode ``sync``,
``async`` or ``greenlet`` and ``loaded`` the attributes that options on the query fetched at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import staleness
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    ClassAtom,
    Const,
    ExtInstance,
    Instance,
    Sequence,
    Value,
    const,
    instance_of,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.catalog.schema import CallRow
    from scanner.engine.calls import Args
    from scanner.engine.external import Call
    from scanner.engine.machine import Machine

MAPPED = "clearloop.mapped"
LAZY_RELATIONSHIP = "sqlalchemy.orm.relationship"
DEFERRED_COLUMN = "sqlalchemy.orm.deferred"
EXPIRED_ROW = "sqlalchemy.orm.Session.refresh"
_EXPIRED = "<expired>"
_SYNC_ROLES = frozenset({"session", "query", "session-factory"})


# -- what the class says


def mapped_attribute(vm: Machine, frame: Frame, row: CallRow, args: Args) -> Value | None:
    """``relationship(...)``, ``mapped_column(...)``, ``deferred(...)``: how an attribute loads."""
    if row.role == "relationship":
        strategy = _strategy(row, args)
        return frozenset(
            (make(ExtInstance, ("relationship", strategy), (("target", args.get(0, "argument")),), MAPPED),)
        )
    if row.role == "deferred":
        return frozenset((make(ExtInstance, ("deferred", "lazy"), (), MAPPED),))
    if row.role == "column":
        lazy = args.kwargs.get("deferred", NOTHING) == const(True)
        return frozenset(
            (make(ExtInstance, ("deferred", "lazy") if lazy else ("column", "eager"), (), MAPPED),)
        )
    return None


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
    if cls.lookup("__tablename__") is not None or cls.lookup("__table__") is not None:
        return True
    if any(a.value is True for a in cls.keywords.get("table", NOTHING) if isinstance(a, Const)):
        return True
    return any(
        isinstance(a, ExtInstance) and a.type == MAPPED for value in cls.namespace.values() for a in value
    )


def _declared(cls: ClassDef, attr: str) -> ExtInstance | None:
    found = cls.lookup(attr)
    for atom in found[1] if found is not None else ():
        if isinstance(atom, ExtInstance) and atom.type == MAPPED:
            return atom
    return None


def _is_column(vm: Machine, cls: ClassDef, attr: str) -> bool:
    declared = _declared(cls, attr)
    if declared is not None:
        return bool(declared.key[0] != "relationship")
    return any(isinstance(c, ClassDef) and attr in c.annotations for c in cls.mro)


def class_attribute(vm: Machine, cls: ClassDef, attr: str) -> Value | None:
    """A mapped attribute read on the class, as queries do; None when it is not mapped."""
    declared = _declared(cls, attr)
    if declared is None and not (is_mapped(vm, cls) and _is_column(vm, cls, attr)):
        return None
    params = (("attribute", const(f"{_home(cls, attr)}.{attr}")),)
    return instance_of("sqlalchemy.orm.InstrumentedAttribute", params)


def _home(cls: ClassDef, attr: str) -> str:
    found = cls.lookup(attr)
    return found[0].symbol if found is not None else cls.symbol


# -- how rows are loaded


def loading_options(row: CallRow, receiver: Atom | None, args: Args) -> Value | None:
    """``selectinload(A.b)`` and its like: an option object that knows what it loads."""
    if row.role not in ("eager-load", "undefer", "lazy-load", "default-load", "defer"):
        return None
    names = _names(args.pos)
    if row.role in ("default-load", "defer") or (row.role == "lazy-load" and row.name.endswith("lazyload")):
        names = NOTHING
    if isinstance(receiver, ExtInstance):
        names |= receiver.param("loads")
    return instance_of("sqlalchemy.orm.Load", (("loads", names or const("")),))


def _names(values: list[Value]) -> Value:
    return frozenset(n for v in values for a in v if isinstance(a, ExtInstance) for n in a.param("attribute"))


def with_options(row: CallRow, receiver: Atom | None, args: Args) -> Value | None:
    """``statement.options(...)``: the statement, with what it will load."""
    if row.role != "load-options" or not isinstance(receiver, ExtInstance):
        return None
    loads = NOTHING.union(*(a.param("loads") for v in args.pos for a in v if isinstance(a, ExtInstance)))
    params = tuple((k, v) for k, v in receiver.params if k != "options")
    options = receiver.param("options") | loads
    marked = tuple((k, _remark(v, options)) for k, v in params)
    return frozenset((make(ExtInstance, receiver.key, (*marked, ("options", options)), receiver.type),))


def _remark(value: Value, options: Value) -> Value:
    out: set[Atom] = set()
    for atom in value:
        if isinstance(atom, Instance) and is_row(atom):
            out.add(make(Instance, atom.cls, ("row", atom.key[1], atom.key[2] | options)))
        else:
            out.add(atom)
    return frozenset(out)


def is_row(atom: Instance) -> bool:
    return isinstance(atom.key, tuple) and atom.key[0] == "row"


def mark_results(call: Call, value: Value) -> Value:
    """What a session's call returned: rows know that this session loaded them, and with which options."""
    mode = _mode(call)
    if mode is None:
        return value
    options = NOTHING
    for argument in call.args.pos[:1]:
        for atom in argument:
            if isinstance(atom, ExtInstance):
                options |= atom.param("options")
    if isinstance(call.receiver, ExtInstance):
        options |= call.receiver.param("options")
    return _marked(call.vm, value, mode, options, 0)


def _mode(call: Call) -> str | None:
    receiver = call.receiver
    names = []
    if isinstance(receiver, ExtInstance):
        if receiver.param("greenlet"):
            return "greenlet"
        names = [receiver.type]
    elif isinstance(receiver, Instance):
        names = receiver.cls.external_bases
    for name in names:
        for row in call.vm.catalog.mro(name):
            if row.role in _SYNC_ROLES:
                return "sync"
            if row.role in ("async-session", "async-session-factory"):
                return "async"
    return None


def _marked(vm: Machine, value: Value, mode: str, options: Value, depth: int) -> Value:
    out: set[Atom] = set()
    for atom in value:
        if isinstance(atom, Instance) and (atom.key is None or is_row(atom)) and is_mapped(vm, atom.cls):
            loaded = options | (atom.key[2] if is_row(atom) else NOTHING)
            out.add(make(Instance, atom.cls, ("row", mode, loaded)))
        elif isinstance(atom, ExtInstance) and atom.params and depth < 4:
            params = tuple((k, _marked(vm, v, mode, options, depth + 1)) for k, v in atom.params)
            out.add(make(ExtInstance, atom.key, params, atom.type))
        elif isinstance(atom, Sequence) and depth < 4:
            items = tuple(_marked(vm, v, mode, options, depth + 1) for v in atom.items)
            out.add(make(Sequence, items, atom.key, atom.kind))
        else:
            out.add(atom)
    return frozenset(out)


def loaded_rows(call: Call, value: Value) -> Value:
    return value


# -- reading attributes


def attribute(vm: Machine, frame: Frame, atom: Instance, attr: str, value: Value, line: int) -> Value | None:
    """A mapped attribute read on an instance; None when the attribute is not mapped."""
    declared = _declared(atom.cls, attr)
    if declared is not None or (attr[:1] != "_" and _is_column(vm, atom.cls, attr)):
        staleness.note_read(frame, atom, attr, line)
    if declared is None:
        if (
            attr[:1] != "_"
            and (frame.vars.get(_EXPIRED) or _arrived_expired(atom))
            and is_mapped(vm, atom.cls)
            and _is_column(vm, atom.cls, attr)
        ):
            _refresh(frame, atom, line)
        return None
    kind, strategy = declared.key
    row = is_row(atom)
    if (
        row
        and strategy == "lazy"
        and kind != "column"
        and f"{_home(atom.cls, attr)}.{attr}" not in _loaded(atom)
    ):
        symbol = LAZY_RELATIONSHIP if kind == "relationship" else DEFERRED_COLUMN
        _note_load(frame, atom, symbol, line)
    if frame.vars.get(_EXPIRED) or _arrived_expired(atom):
        _refresh(frame, atom, line)
    if kind != "relationship":
        stored = vm.heap.read(atom, attr, frame.activation)
        return (
            join(stored, _column_value(vm, atom.cls, attr)) if stored else _column_value(vm, atom.cls, attr)
        )
    related = _related(vm, frame, atom.cls, attr, declared)
    stored = vm.heap.read(atom, attr, frame.activation)
    return _marked(vm, join(related, stored), atom.key[1], atom.key[2], 0) if row else join(related, stored)


def _loaded(atom: Instance) -> set[Any]:
    return {a.value for a in atom.key[2] if isinstance(a, Const)}


def _note_load(frame: Frame, atom: Instance, symbol: str, line: int) -> None:
    from scanner.engine.external import note

    mode = atom.key[1]
    if mode in ("sync", "expired"):
        note(frame, symbol, "database", "blocks", line, "likely")
        if frame.looping:
            frame.activation.loads[f"load-in-loop:{symbol}"] = line
    elif mode == "async":
        frame.activation.loads[f"lazy-load:{symbol}"] = line


def _refresh(frame: Frame, atom: Instance, line: int) -> None:
    from scanner.engine.external import note

    if is_row(atom) and atom.key[1] not in ("sync", "expired"):
        return
    note(frame, EXPIRED_ROW, "database", "blocks", line, "likely")


def _column_value(vm: Machine, cls: ClassDef, attr: str) -> Value:
    from scanner.engine.annotations import instances

    for base in cls.mro:
        if isinstance(base, ClassDef) and attr in base.annotations:
            return instances(vm, base.frame, base.annotations[attr])
    return ANY


def _related(vm: Machine, frame: Frame, cls: ClassDef, attr: str, declared: ExtInstance) -> Value:
    from scanner.engine.annotations import instances
    from scanner.engine.calls import any_instance

    for base in cls.mro:
        if isinstance(base, ClassDef) and attr in base.annotations:
            value = instances(vm, base.frame, base.annotations[attr])
            if any(a.interesting for a in value):
                return value
    targets = []
    for atom in ordered(declared.param("target")):
        if isinstance(atom, ClassAtom):
            targets.append(any_instance(vm, frame, atom.cls))
        elif isinstance(atom, Const) and isinstance(atom.value, str):
            name = atom.value.rpartition(".")[2]
            targets += [
                any_instance(vm, frame, c) for (_m, q, _l), c in list(vm.classes.items()) if q == name
            ]
    if not targets:
        return ANY
    value = frozenset(targets)
    return join(value, instance_of("list", (("0", value),)))


def row_attribute(vm: Machine, frame: Frame, atom: ExtInstance, attr: str, line: int) -> Value | None:
    """An attribute of a result row; None when the type has no columns by name."""
    if atom.type == "sqlalchemy.Row" or atom.type == "sqlalchemy.RowMapping":
        found = [a for _, v in atom.params for a in v if isinstance(a, Instance) and a.cls.name == attr]
        return frozenset(found) if found else ANY
    return None


def stored(vm: Machine, frame: Frame, atom: Instance, attr: str, value: Value, line: int) -> None:
    """Assigning an attribute does no I/O of its own; a relationship ties rows together."""
    declared = _declared(atom.cls, attr)
    if declared is not None and declared.key[0] == "relationship":
        frame.activation.pending.append("relates")


# -- expiry


def session_call(call: Call) -> None:
    """``commit`` and ``expire`` make rows stale, ``refresh`` makes them fresh again."""
    row = call.row
    mode = _mode(call) if row is not None else None
    if mode == "async":
        staleness.session_call(call, _expires(call))
    if row is None or mode != "sync":
        return
    name = row.name.rpartition(".")[2]
    if name in ("commit", "expire", "expire_all") and _expires(call):
        call.frame.vars[_EXPIRED] = const(True)
    elif name in ("refresh", "close", "expunge_all"):
        call.frame.vars.pop(_EXPIRED, None)


def _expires(call: Call) -> bool:
    receiver = call.receiver
    if isinstance(receiver, ExtInstance):
        return receiver.param("expire_on_commit") != const(False)
    return True


def expire(frame: Frame) -> None:
    """Something this frame called has committed: rows read from now on are fetched again."""
    frame.vars[_EXPIRED] = const(True)


def _arrived_expired(atom: Instance) -> bool:
    return is_row(atom) and atom.key[1] == "expired"


def handed_over(vm: Machine, frame: Frame, value: Value) -> Value:
    """An argument as the called function gets it: rows that the caller's commit expired stay expired."""
    if not frame.vars.get(_EXPIRED):
        return value
    out: set[Atom] = set()
    for atom in value:
        if (
            isinstance(atom, Instance)
            and is_mapped(vm, atom.cls)
            and (not is_row(atom) or atom.key[1] == "sync")
        ):
            loaded = atom.key[2] if is_row(atom) else NOTHING
            out.add(make(Instance, atom.cls, ("row", "expired", loaded)))
        else:
            out.add(atom)
    return frozenset(out)


def ends_expired(frame: Frame) -> bool:
    return bool(frame.vars.get(_EXPIRED))


def serialise(vm: Machine, frame: Frame, model: Value, result: Value, line: int, depth: int = 0) -> None:
    """A response model reads its fields off what the handler returned: lazy attributes load then."""
    from scanner.engine.annotations import resolve
    from scanner.engine.attributes import load_atom

    if depth > 3:
        return
    fields = _model_fields(vm, frame, model)
    if not fields:
        return
    for atom in _rows_in(vm, frame, result):
        for name, (home, annotation) in fields.items():
            if _declared(atom.cls, name) is None and not _is_column(vm, atom.cls, name):
                continue
            value = load_atom(vm, frame, atom, name, line)
            serialise(vm, frame, resolve(vm, home, annotation), value, line, depth + 1)


def _rows_in(vm: Machine, frame: Frame, value: Value) -> list[Instance]:
    from scanner.engine.containers import iterate_value

    found = {a for a in value if isinstance(a, Instance) and is_mapped(vm, a.cls)}
    for atom in value:
        if isinstance(atom, Sequence) or (
            isinstance(atom, ExtInstance) and atom.type in ("list", "iterator", "tuple")
        ):
            inner = iterate_value(vm, frame, frozenset((atom,)), 1, False)
            found |= {a for a in inner if isinstance(a, Instance) and is_mapped(vm, a.cls)}
    return sorted(found, key=lambda a: a.serial)


def _model_fields(vm: Machine, frame: Frame, model: Value) -> dict[str, tuple[Frame, Any]]:
    from scanner.engine.values import Form

    out: dict[str, tuple[Frame, Any]] = {}
    for atom in ordered(model):
        if isinstance(atom, ClassAtom):
            for base in reversed(atom.cls.mro):
                if isinstance(base, ClassDef):
                    out.update({n: (base.frame, a) for n, a in base.annotations.items()})
        elif isinstance(atom, Form):
            for part in atom.args:
                out.update(_model_fields(vm, frame, part))
    return out
