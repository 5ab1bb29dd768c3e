"""Engines and session factories that the code makes, with what it says of their pools."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from collections.abc import Mapping as MappingOf
from typing import TYPE_CHECKING, Any

from scanner.engine.bodies import last, walk
from scanner.engine.calls import Args
from scanner.engine.evidence import Made
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, FuncDef, is_test_path
from scanner.engine.values import (
    NOTHING,
    Atom,
    Bound,
    Const,
    ExtInstance,
    FuncAtom,
    Instance,
    Mapping,
    Partial,
    Value,
    make,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

SESSIONS = frozenset({"session", "async-session"})
MADE = frozenset({"engine", "async-engine", "session-factory", "async-session-factory", "async-session"})
_ASSIGNED = re.compile(rb"^(\s*)([A-Za-z_]\w*)\s*(?::[^=]+)?=")
_SCHEME = re.compile(r"^([a-z][a-z0-9_]*)(?:\+([a-z0-9_]+))?:")


def record(
    vm: Machine, frame: Frame, role: str, options: MappingOf[str, object], args: Args, line: int
) -> None:
    """Note what a call makes; a later round's better knowledge replaces an earlier one's."""
    path = frame.module.path
    if not path or is_test_path(path):
        return
    owner = frame.func.symbol if frame.func is not None else f"{frame.module.name}:<module>"
    entries = options.get("entries")
    args = _read_from(args, *entries) if isinstance(entries, list) else args
    vm.inventory[(role, path, line, owner)] = Made(
        role=role,
        name=_name(vm, frame, line) or owner,
        unit=owner,
        file=path,
        line=line,
        scheme=_scheme(vm, args.get(0, "url")),
        literals=_literals(args),
        given=frozenset(args.kwargs),
        open=args.kwstar is not None or (not args.pos and "url" not in args.kwargs),
        facts=dict(options),
        momentary=frame.func is not None and _is_ended(frame.func, options.get("ended_by")),
    )


def _read_from(args: Args, name: str, prefix: str) -> Args:
    """Arguments that a dictionary holds under names with a prefix; what is not read may be anything."""
    held = args.get(0, name)
    given = [a.value for a in args.get(1, "prefix") if isinstance(a, Const) and isinstance(a.value, str)]
    prefix = given[0] if given else prefix
    out = Args([], {key: value for key, value in args.kwargs.items() if key not in (name, "prefix")})
    for atom in held:
        if isinstance(atom, Mapping):
            out.kwargs |= {
                key.removeprefix(prefix): value
                for key, value in atom.items
                if isinstance(key, str) and key.startswith(prefix)
            }
    is_known = len(held) == 1 and all(isinstance(a, Mapping) and not a.rest for a in held)
    out.kwstar = args.kwstar if is_known else NOTHING
    return out


def _is_ended(func: FuncDef, method: object) -> bool:
    """Whether a function calls the method that ends what it makes."""
    ends = any(part[0] == "C" and last(part[2]) == method for part in walk(*func.body))
    return ends and not func.is_generator


def _name(vm: Machine, frame: Frame, line: int) -> str:
    lines = vm.program.text(frame.module.path).split(b"\n")
    found = _ASSIGNED.match(lines[line - 1]) if 0 < line <= len(lines) else None
    if found is None or (found[1] and frame.func is None):
        return ""
    prefix = f"{frame.func.symbol}." if frame.func is not None else f"{frame.module.name}:"
    return prefix + found[2].decode()


def _scheme(vm: Machine, value: Value) -> tuple[str, str]:
    """``(dialect, driver)`` of a URL that one literal in the code gives, be it a default or the name of a
    driver that a URL is made with; empty where it is not."""
    for atom in value:
        row = vm.catalog.type(atom.type) if isinstance(atom, ExtInstance) else None
        if isinstance(atom, ExtInstance) and row is not None and row.role == "url" and len(value) == 1:
            return _scheme(vm, frozenset(_as_url(a) for a in atom.param("D")))
    literals = [a.value for a in value if isinstance(a, Const) and a.value is not None]
    others = [
        a for a in value if not isinstance(a, Const) and not (isinstance(a, ExtInstance) and a.type == "str")
    ]
    if len(literals) != 1 or others:
        return "", ""
    found = _SCHEME.match(literals[0]) if isinstance(literals[0], str) else None
    return (found[1], found[2] or "") if found else ("", "")


def _as_url(atom: Atom) -> Atom:
    """``URL.create("postgresql+psycopg2")`` names the driver alone."""
    is_name = isinstance(atom, Const) and isinstance(atom.value, str) and ":" not in atom.value
    made: Atom = make(Const, f"{atom.value}://") if is_name and isinstance(atom, Const) else atom
    return made


def _literals(args: Args) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, value in args.kwargs.items():
        if len(value) != 1:
            continue
        (atom,) = value
        if isinstance(atom, Const) and isinstance(atom.value, bool | int | float | str | None):
            out[name] = atom.value
        elif isinstance(atom, Mapping) and not atom.rest:
            out[name] = [text for key, held in atom.items for text in (str(key), *_texts(held))]
    return out


def _texts(value: Value) -> list[str]:
    return sorted(a.value for a in value if isinstance(a, Const) and isinstance(a.value, str))


def note_handed(vm: Machine, frame: Frame, task: Value, args: Args, line: int) -> None:
    """A background task or thread that is given a session which its caller was given itself."""
    activation = frame.activation
    own = {a for value in activation.bound for a in _sessions_in(vm, frame, value)}
    values = args.all() + [frame.vars.get(name, NOTHING) for name in _closed_over(frame, task)]
    if own and any(atom in own for value in (*values, *_carried(vm, frame, task)) for atom in value):
        names = sorted(a.func.symbol for a in _callees(task) if isinstance(a, FuncAtom))
        activation.loads[f"session-to-task:{names[0] if names else 'task'}"] = line


def _callees(task: Value) -> Iterator[Atom]:
    """What runs in the end: behind bound arguments and methods."""
    for atom in task:
        if isinstance(atom, Partial):
            yield from _callees(atom.callee)
        else:
            yield atom.callee if isinstance(atom, Bound) else atom


def _carried(vm: Machine, frame: Frame, task: Value) -> Iterator[Value]:
    """What a callable brings along: arguments bound to it, and what its object was made with."""
    for atom in task:
        if isinstance(atom, Partial):
            yield from (*atom.args, *(value for _, value in atom.kwargs))
            yield from _carried(vm, frame, atom.callee)
        elif isinstance(atom, Bound) and isinstance(atom.receiver, Instance):
            yield frozenset(_sessions_in(vm, frame, frozenset((atom.receiver,))))


def _sessions_in(vm: Machine, frame: Frame, value: Value, depth: int = 3) -> Iterator[Atom]:
    """Sessions, also those that objects of the project were made with."""
    for atom in value:
        if _is_session(vm, atom):
            yield atom
        elif isinstance(atom, Instance) and depth:
            for name in attributes_made(atom.cls):
                held = vm.heap.read(atom, name, frame.activation)
                yield from _sessions_in(vm, frame, held, depth - 1)


def attributes_made(cls: ClassDef) -> set[str]:
    """Attributes that objects of a class are given when they are made."""
    made = (
        a.func
        for base in cls.own_bases
        for a in base.namespace.get("__init__", ())
        if isinstance(a, FuncAtom)
    )
    assigned = {
        str(target[3])
        for func in made
        for part in walk(*func.body)
        if part[0] == "="
        for target in part[2]
        if target[0] == "A"
    }
    return assigned.union(*(base.annotations for base in cls.own_bases))


def _closed_over(frame: Frame, task: Value) -> set[str]:
    """Names that functions defined in this very frame mention."""
    return {
        str(part[1])
        for atom in task
        if isinstance(atom, FuncAtom) and atom.frame is frame.scope
        for part in walk(*atom.func.body)
        if part[0] == "N"
    }


def holds_session(vm: Machine, value: Value, kinds: Container[str] = SESSIONS) -> bool:
    """Whether a value may be a session."""
    return any(_is_session(vm, atom, kinds) for atom in value)


def _is_session(vm: Machine, atom: Atom, kinds: Container[str] = SESSIONS) -> bool:
    if not isinstance(atom, ExtInstance):
        return False
    return any(row.role in kinds for row in vm.catalog.mro(atom.type))
