"""How rows are loaded: the options of a query, and the mark of the session that brought each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine import containers, expiry, foreign_bases, polymorphic
from scanner.engine.expiry import BROUGHT, EXPIRED, FRESH, KEEPS, is_row
from scanner.engine.mapping import home, is_mapped
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    ClassAtom,
    Const,
    ExtInstance,
    Instance,
    Sequence,
    Unknown,
    Value,
    const,
    instance_of,
    make,
)

if TYPE_CHECKING:
    from scanner.catalog.schema import CallRow
    from scanner.engine.calls import Args
    from scanner.engine.external import Call
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine
    from scanner.engine.program import ClassDef

ALL = "**"
"""Mark of rows whose query says the same of all their relationships."""
UNREAD = "<unread>"
"""Mark of rows whose query was given options that nobody can name."""
_FOLLOWS = frozenset({"eager-load", "default-load", "lazy-load"})
_RESTRICTS = frozenset({"defer", "only"})
_LEFT_OUT = ("defer ", "only ", polymorphic.ABOVE)
SYNC = make(Const, "sync")
_SYNC_ROLES = frozenset({"session", "query", "session-factory"})


def loading_options(row: CallRow, receiver: Atom | None, args: Args) -> Value | None:
    """``selectinload(A.b)`` and its like: an option object that knows what it loads or leaves out."""
    if row.role == polymorphic.LOADS:
        known = receiver.param("loads") if isinstance(receiver, ExtInstance) else NOTHING
        return instance_of("sqlalchemy.orm.Load", (("loads", known | const(polymorphic.WHOLE)),))
    if row.role not in ("eager-load", "undefer", "lazy-load", "default-load", "defer", "only"):
        return None
    names = _names(args.pos)
    path = receiver.param("path") if isinstance(receiver, ExtInstance) else NOTHING
    deeper = _deeper(path, args.pos) if row.role in _FOLLOWS else path
    if row.role == "undefer" and not names:
        names = frozenset(a for a in args.get(0, "key") | args.get(0, "name") if isinstance(a, Const))
    if row.role == "default-load":
        names = NOTHING
    if row.role in ("eager-load", "lazy-load") and any(const("*") <= value for value in args.pos):
        names |= _everything(receiver, path)
    marked = "defer" if row.role == "lazy-load" and row.name.endswith("lazyload") else row.role
    if marked in _RESTRICTS:
        names = _along(
            path, frozenset(make(Const, f"{marked} {n.value}") for n in names if isinstance(n, Const))
        )
    if isinstance(receiver, ExtInstance):
        names |= receiver.param("loads")
    params = (("loads", names or const("")), *((("path", deeper),) if deeper else ()))
    return instance_of("sqlalchemy.orm.Load", params)


def _everything(receiver: Atom | None, path: Value) -> Value:
    """``raiseload("*")``: all relationships, of the rows that a path leads to or of one class."""
    entities = receiver.param("E") if isinstance(receiver, ExtInstance) else NOTHING
    if path or not entities:
        return frozenset(make(Const, f"{text}{ALL}") for text in _texts(path))
    return frozenset(
        make(Const, f"{a.cls.symbol}.{ALL}") for a in entities if isinstance(a, Instance | ClassAtom)
    )


def is_covered(loaded: set[object], cls: ClassDef, name: str) -> bool:
    """Whether a relationship was loaded with the row, or is not to be loaded at all."""
    return name in loaded or ALL in loaded or any(f"{base.symbol}.{ALL}" in loaded for base in cls.own_bases)


def is_put_off(loaded: set[object], name: str) -> bool:
    return f"defer {name}" in loaded or f"defer {ALL}" in loaded


def _names(values: list[Value]) -> Value:
    return frozenset(n for v in values for a in v if isinstance(a, ExtInstance) for n in a.param("attribute"))


def _deeper(path: Value, attributes: list[Value]) -> Value:
    """The relationships that an option follows, after those that led to it."""
    for value in attributes:
        names = [str(n.value) for n in _names([value]) if isinstance(n, Const)] or ["?"]
        path = frozenset(make(Const, f"{text}{name}/") for text in _texts(path) for name in names)
    return path


def _texts(path: Value) -> list[str]:
    return [str(a.value) for a in path if isinstance(a, Const)] or [""]


def _along(path: Value, marks: Value) -> Value:
    """What an option leaves out, said of the rows that its path leads to and of no others."""
    if not path:
        return marks
    placed = frozenset(m for m in marks if isinstance(m, Const) and _is_placed(str(m.value)))
    said = [str(m.value) for m in placed if isinstance(m, Const)]
    return (marks - placed) | {make(Const, f"{text}{mark}") for text in _texts(path) for mark in said}


def below(marks: Value, relationship: str) -> Value:
    """The marks of a row as they hold for the rows that a relationship leads to."""
    out: set[Atom] = set()
    for atom in marks:
        text = str(atom.value) if isinstance(atom, Const) else ""
        if text.startswith(f"{relationship}/"):
            out.add(make(Const, text.removeprefix(f"{relationship}/")))
        elif not _is_placed(text):
            out.add(atom)
    return frozenset(out)


def _is_placed(mark: str) -> bool:
    """Whether a mark holds for the rows at one end of one path only: it tells what is left out."""
    return "/" in mark or mark.startswith(_LEFT_OUT)


def leaves_out(loaded: Value, cls: ClassDef, owner: str, attr: str) -> bool:
    """Whether ``defer`` or ``load_only`` kept a column from being loaded that ``owner``, a base of the class,
    defines."""
    texts = {a.value for a in loaded if isinstance(a, Const)}
    if f"{owner}.{attr}" in texts:
        return False
    if f"defer {owner}.{attr}" in texts:
        return True
    if f"only {owner}.{attr}" in texts:
        return False
    beginnings = tuple(f"only {base.symbol}." for base in cls.own_bases)
    return any(isinstance(text, str) and text.startswith(beginnings) for text in texts)


def with_options(row: CallRow, receiver: Atom | None, args: Args) -> Value | None:
    """``statement.options(...)``: the statement, with what it will load."""
    if row.role != "load-options" or not isinstance(receiver, ExtInstance):
        return None
    loads = NOTHING.union(*map(_loads, (*args.pos, args.star or NOTHING)))
    if receiver.param("loads"):
        # ``selectinload(A.b).options(...)``: an option goes on loading below what it loads.
        loads = _along(receiver.param("path"), loads)
        own = tuple((k, v | loads) if k == "loads" else (k, v) for k, v in receiver.params)
        return frozenset((make(ExtInstance, receiver.key, own, receiver.type),))
    params = tuple((k, v) for k, v in receiver.params if k != "options")
    options = receiver.param("options") | loads
    marked = tuple((k, _remark(v, options)) for k, v in params)
    return frozenset((make(ExtInstance, receiver.key, (*marked, ("options", options)), receiver.type),))


def _loads(options: Value) -> Value:
    """What options load or leave out, and whether one of them says nothing that can be read."""
    named = NOTHING.union(*(a.param("loads") for a in options if isinstance(a, ExtInstance)))
    unread = any(isinstance(a, Unknown) or a in ANY for a in options)
    return named | const(UNREAD) if unread else named


def _remark(value: Value, options: Value) -> Value:
    out: set[Atom] = set()
    for atom in value:
        if isinstance(atom, Instance) and is_row(atom):
            out.add(make(Instance, atom.cls, ("row", atom.key[1], atom.key[2] | options)))
        else:
            out.add(atom)
    return frozenset(out)


def mark_results(call: Call, value: Value) -> Value:
    """What a session's call returned: rows know that this session loaded them, and with which options."""
    mode = session_mode(call)
    if mode is None:
        return value
    options = NOTHING
    listed = call.args.kwargs.get("options", NOTHING)
    if any(isinstance(a, Unknown) or a in ANY for a in listed):
        options |= const(UNREAD)
    for argument in (call.argument("0"), listed):
        for atom in argument:
            if isinstance(atom, ExtInstance):
                options |= atom.param("options")
            if isinstance(atom, Sequence):
                options |= _loads(containers.elements(call.vm, call.frame, atom))
    if isinstance(call.receiver, ExtInstance):
        options |= call.receiver.param("options")
    if mode == "sync" or keeps(call):
        options |= _life(call)
    rows = marked(call.vm, value, mode, options)
    if mode == "sync" and rows != value:
        call.frame.vars[BROUGHT] = const(True)
    return rows


def _life(call: Call) -> Value:
    """Whether the next commit, or the last one, concerns the rows of a call."""
    if keeps(call):
        return const(KEEPS)
    return const(FRESH) if call.frame.vars.get(EXPIRED) else NOTHING


def keeps(call: Call) -> bool:
    set_to = foreign_bases.configured(call.vm, call.frame, call.receiver, "expire_on_commit")
    return set_to == const(False)


def is_expired(vm: Machine, frame: Frame, atom: Instance) -> bool:
    """Whether reading a column of a mapped instance fetches it again."""
    if is_row(atom) and atom.key[1] in ("expired", "detached"):
        return bool(atom.key[1] == "expired")
    if not frame.vars.get(EXPIRED):
        return False
    if is_row(atom):
        return not {KEEPS, FRESH} & loaded_names(atom)
    modes = vm.heap.read((atom, "session"), "modes", frame.activation)
    if not modes and atom.key is not None:
        # Where others of its class are added it is a copy. Else it comes with what it belongs to.
        return not vm.heap.read((atom.cls, "session"), "modes", frame.activation)
    return not modes or SYNC in modes


def note_loaded(frame: Frame, atom: Instance, attr: str) -> Instance:
    """An attribute of a row is there from now on, for the one variable that holds the row."""
    return _marked(frame, atom, f"{home(atom.cls, attr)}.{attr}")


def note_set(frame: Frame, atom: Instance, attr: str) -> None:
    """The same until the row is expired again: a column was assigned."""
    _marked(frame, atom, f"{expiry.SET}{attr}")


def is_set(atom: Instance, attr: str) -> bool:
    return is_row(atom) and const(f"{expiry.SET}{attr}") <= atom.key[2]


def _marked(frame: Frame, atom: Instance, name: str) -> Instance:
    full = expiry.remade(atom, atom.key[1], atom.key[2] | const(name))
    expiry.note_gain(frame, atom, name)
    holders = [name for name, value in frame.vars.items() if atom in value]
    if len(holders) == 1:
        frame.vars[holders[0]] = (frame.vars[holders[0]] - {atom}) | {full}
    return full


def refreshed(call: Call) -> None:
    """``refresh(row, ["posts"])`` loads what it names, relationships too."""
    rows = [a for a in call.args.get(0, "instance") if isinstance(a, Instance) and is_row(a)]
    if session_mode(call) == "sync":
        expiry.renew(call.frame, frozenset(rows))
    if len(rows) == 1:
        row = expiry.renewed(rows[0])
        for listed in call.args.get(1, "attribute_names"):
            names = (
                containers.elements(call.vm, call.frame, listed) if isinstance(listed, Sequence) else NOTHING
            )
            for name in names:
                if isinstance(name, Const):
                    row = note_loaded(call.frame, row, str(name.value))


def expired_by_name(call: Call) -> bool:
    """``expire(row, ["name"])``: the row, or what is named of it, is fetched again when it is read."""
    rows = [a for a in call.args.get(0, "instance") if isinstance(a, Instance) and is_row(a)]
    names = [
        f"{home(row.cls, str(name.value))}.{name.value}"
        for row in rows
        for listed in call.args.get(1, "attribute_names")
        if isinstance(listed, Sequence)
        for name in containers.elements(call.vm, call.frame, listed)
        if isinstance(name, Const)
    ]
    gone = frozenset(make(Const, name) for name in names)
    later = frozenset(make(Const, f"defer {name}") for name in names)

    def expired(row: Instance) -> Instance:
        if row not in rows or not _is_sync(row):
            return row
        return expiry.remade(row, "sync" if names else "expired", (row.key[2] - gone) | later)

    expiry.replace(call.frame, expired)
    return bool(rows)


def _is_sync(row: Instance) -> bool:
    return bool(row.key[1] == "sync")


def detached(call: Call) -> None:
    """``expunge(row)``: what the row holds stays as it is, and nothing is fetched for it any more."""
    rows = call.args.get(0, "instance")
    expiry.replace(
        call.frame,
        lambda row: expiry.remade(row, "detached", row.key[2]) if row in rows and _is_sync(row) else row,
    )


def filled(call: Call) -> None:
    """``set_committed_value(row, "posts", [...])``: the attribute holds what it is given."""
    for atom in call.args.get(0, "instance"):
        for name in call.args.get(1, "key"):
            if isinstance(atom, Instance) and is_row(atom) and isinstance(name, Const):
                note_loaded(call.frame, atom, str(name.value))


def session_mode(call: Call) -> str | None:
    """How the session that a call goes to does its I/O; None when the receiver is no session."""
    return _mode(call.vm, call.receiver)


def _mode(vm: Machine, receiver: Atom | None) -> str | None:
    names = []
    if isinstance(receiver, ExtInstance):
        if receiver.param("greenlet"):
            return "greenlet"
        names = [receiver.type]
    elif isinstance(receiver, Instance):
        names = list(receiver.cls.external_bases)
    for name in names:
        for row in vm.catalog.mro(name):
            if row.role in _SYNC_ROLES:
                return "sync"
            if row.role in ("async-session", "async-session-factory"):
                return "async"
    return None


def left(vm: Machine, frame: Frame, manager: Atom) -> None:
    """The end of ``with session``: what the session had is detached from it and is not fetched again."""
    if EXPIRED in frame.vars and _mode(vm, manager) == "sync":
        del frame.vars[EXPIRED]


def marked(vm: Machine, value: Value, mode: str, options: Value, depth: int = 0) -> Value:
    out: set[Atom] = set()
    for atom in value:
        if isinstance(atom, Instance) and _is_queried(atom) and is_mapped(vm, atom.cls):
            loaded = options | (atom.key[2] if is_row(atom) else polymorphic.mark(vm, atom, value))
            out.add(make(Instance, atom.cls, ("row", mode, loaded)))
        elif isinstance(atom, ExtInstance) and atom.params and depth < 4:
            params = tuple((k, marked(vm, v, mode, options, depth + 1)) for k, v in atom.params)
            out.add(make(ExtInstance, atom.key, params, atom.type))
        elif isinstance(atom, Sequence) and depth < 4:
            items = tuple(marked(vm, v, mode, options, depth + 1) for v in atom.items)
            out.add(make(Sequence, items, atom.key, atom.kind))
        else:
            out.add(atom)
    return frozenset(out)


def _is_queried(atom: Instance) -> bool:
    return atom.key is None or is_row(atom) or polymorphic.is_whole(atom)


def loaded_names(atom: Instance) -> set[object]:
    """The marks of a row; an object that no query brought has none."""
    if not is_row(atom):
        return set()
    return {a.value for a in atom.key[2] if isinstance(a, Const)}
