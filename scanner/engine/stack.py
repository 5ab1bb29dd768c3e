"""Which engines, factories and dependencies a program has, and who uses them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.engine.evidence import Evidence, Made, Provider
from scanner.engine.inventory import SESSIONS, attributes_made
from scanner.engine.program import ClassDef, FuncDef, is_test_path
from scanner.engine.values import ClassAtom, Const, ExtInstance, Instance, Value
from scanner.model import ServingRecord, StackRecord
from scanner.serving.reading import Serving

if TYPE_CHECKING:
    from scanner.catalog.schema import Catalog
    from scanner.engine.machine import Machine
    from scanner.engine.verdicts import Judge

HELD = SESSIONS | {"connection", "async-connection"}
_DRIVER = "driver-connection"
_SHARED = HELD | {_DRIVER}
"""What one thread or task must not lend another."""


def role_of(catalog: Catalog, type_name: str) -> str:
    """The nearest role among a type and its bases."""
    return next((row.role for row in catalog.mro(type_name) if row.role), "") or ""


def made(vm: Machine) -> list[Made]:
    """What was made, in order of place; an engine made once per caller is one."""
    places = {(m.role, m.file, m.line): m for m in vm.inventory.values()}
    return sorted(places.values(), key=lambda m: (m.file, m.line, m.role))


def providers(judge: Judge) -> list[Provider]:
    """Dependencies that yield or return sessions."""
    out = []
    for func, role in judge.server.roles.items():
        if role != "dependency":
            continue
        kinds: set[str] = set()
        for run in judge.vm.by_function.get(func, ()):
            kinds |= _kinds(judge.vm.catalog, run.yields | run.result) & SESSIONS
        if kinds:
            routes = len(judge.route_sets.get(func, ()))
            out.append(Provider(func.symbol, func.module.path, func.line, frozenset(kinds), routes))
    return sorted(out, key=lambda p: p.symbol)


def threaded(judge: Judge) -> list[Provider]:
    """Plain dependencies: each request that needs one takes a worker thread for it.

    Who merely calls such a function takes none.
    """
    needed = Counter(name for route in judge.server.routes for name in set(route.dependencies))
    return sorted(
        (
            Provider(func.symbol, func.module.path, func.line, frozenset(), needed[func.symbol])
            for func, role in judge.server.roles.items()
            if role == "dependency" and not func.is_async
        ),
        key=lambda each: each.symbol,
    )


def _kinds(catalog: Catalog, value: Value) -> set[str]:
    return {role_of(catalog, atom.type) for atom in value if isinstance(atom, ExtInstance)}


def words(vm: Machine, found: list[Made]) -> frozenset[str]:
    """Which of the words that engines' rows name occur in the project, tests apart."""
    wanted: set[str] = set()
    for each in found:
        wanted |= set(each.facts.get("timeouts", ())) | {str(each.facts.get("disposed_by", ""))}
    wanted.discard("")
    if not wanted:
        return frozenset()
    pattern = vm.program.look(re.compile("|".join(sorted(map(re.escape, wanted))).encode(), re.IGNORECASE))
    seen: set[str] = set()
    for path, module in vm.program.files():
        if not is_test_path(path):
            seen |= {word.decode().lower() for word in pattern.findall(vm.program.text(module.path))}
    return frozenset(seen)


def global_sessions(vm: Machine) -> list[tuple[str, str, int]]:
    """``(symbol, file, line)`` of sessions and connections bound at the top level of executed modules, there
    in the body of a class, or to an object of the project that is bound there, when it is made.

    A registry that is called for the current session is not one.
    """
    out: list[tuple[str, str, int]] = []
    for path, module in vm.program.files():
        if module.frame is None or is_test_path(path):
            continue
        for name, value in module.frame.vars.items():
            late = vm.heap.peek(module.frame, ("global", name))
            line = 0
            if _all_held(vm, value):
                line = _assigned_at(vm, path, name)
            elif _all_held(vm, late):
                line = _assigned_at(vm, path, name, inside=True)
            elif len(value) == 1:
                (atom,) = value
                if isinstance(atom, ClassAtom) and atom.cls.module is module and atom.cls.name == name:
                    out += _of_class(vm, atom.cls)
                elif isinstance(atom, Instance) and _keeps_session(vm, atom):
                    line = _assigned_at(vm, path, name)
            if line:
                out.append((f"{module.name}:{name}", path, line))
    return sorted(out)


def _of_class(vm: Machine, cls: ClassDef) -> Iterator[tuple[str, str, int]]:
    for name, value in cls.namespace.items():
        if _all_held(vm, value):
            line = _assigned_at(vm, cls.module.path, name, inside=True, after=cls.line)
            if line:
                yield f"{cls.symbol}.{name}", cls.module.path, line


def _keeps_session(vm: Machine, atom: Instance) -> bool:
    """Whether the constructor gives an object a session or connection of its own."""
    return any(_all_held(vm, vm.heap.peek(atom, name), never=True) for name in attributes_made(atom.cls))


def _all_held(vm: Machine, value: Value, never: bool = False) -> bool:
    """Whether a value is sessions and connections alone; ``None`` stands for one not made yet, but
    ``never`` where it says that another one may be made for each request."""
    atoms = [a for a in value if never or not (isinstance(a, Const) and a.value is None)]
    return bool(atoms) and all(isinstance(a, ExtInstance) and _is_held(vm.catalog, a.type) for a in atoms)


def _is_held(catalog: Catalog, type_name: str) -> bool:
    row, role = catalog.type(type_name), role_of(catalog, type_name)
    is_registry = row is not None and row.call is not None and role != _DRIVER
    return row is not None and not is_registry and role in _SHARED


def _assigned_at(vm: Machine, path: str, name: str, inside: bool = False, after: int = 0) -> int:
    """The line of the first assignment to a name, at the top level or inside functions, below a line."""
    start, end = rb"^[ \t]+" if inside else rb"^", rb"[ \t]*(?::[^=\n]+)?=(?!=)"
    pattern = re.compile(start + re.escape(name.encode()) + end, re.MULTILINE)
    text = vm.program.text(path)
    looked = vm.program.look(pattern).finditer(text)
    found = next((each for each in looked if text.count(b"\n", 0, each.start()) >= after), None)
    return text.count(b"\n", 0, found.start()) + 1 if found else 0


def nested(func: FuncDef, inner: FuncDef) -> bool:
    """Whether ``inner`` is defined in the body of ``func``."""
    return inner.module is func.module and inner.qualname.startswith(f"{func.qualname}.")


def describe(evidence: Evidence, tokens: int, serving: ServingRecord) -> StackRecord:
    """The document's ``stack``: a pool's numbers appear only where the code says them before it runs."""
    found, handed = evidence.made, evidence.providers
    engines = [m for m in found if m.role in ("engine", "async-engine")]
    factories = [m for m in found if m.role in ("session-factory", "async-session-factory")]
    return {
        "sync_engines": [_row(m) for m in engines if m.role == "engine"],
        "async_engines": [_row(m) for m in engines if m.role == "async-engine"],
        "session_factories": [_row(m) for m in factories],
        "dependencies": [
            {
                "name": p.symbol,
                "file": p.file,
                "line": p.line,
                "is_async": "async-session" in p.kinds,
                "kinds": sorted(p.kinds),
                "routes": p.routes,
            }
            for p in handed
        ],
        "thread_tokens": tokens,
        "pools": [{"engine": m.name, "file": m.file, "line": m.line} | _literals(m, POOL) for m in engines],
        "thread_dependencies": [
            {"name": p.symbol, "file": p.file, "line": p.line, "routes": p.routes} for p in evidence.threaded
        ],
        "serving": serving,
    }


def completed(found: list[Made], serving: Serving) -> list[Made]:
    """With what the pools' keywords are worth where interpretation left them open: defaults of variables."""
    out = []
    for made in found:
        missing = [] if made.literals.keys() >= set(POOL) or not (made.given or made.open) else POOL
        read: dict[str, object] = dict(serving.numbers_at(made.file, made.line, missing)) if missing else {}
        if "poolclass" in made.given:
            read["poolclass"] = serving.text_at(made.file, made.line, "poolclass").rpartition(".")[2]
        out.append(replace(made, literals={**read, **made.literals}, given=made.given | read.keys()))
    return out


def timeout_names(found: list[Made]) -> set[str]:
    """The words that bound a statement in the engines' libraries."""
    return {str(word) for made in found for word in made.facts.get("timeouts", ())}


POOL = ("poolclass", "pool_size", "max_overflow", "pool_timeout", "pool_pre_ping", "pool_recycle")
_FACTORY = ("expire_on_commit", "autoflush")


def _row(made: Made) -> dict[str, object]:
    row: dict[str, object] = {
        "name": made.name,
        "file": made.file,
        "line": made.line,
        "is_async": made.role.startswith("async-"),
    }
    if any(made.scheme):
        row["dialect"], row["driver"] = made.scheme
    row |= _literals(made, (*POOL, *_FACTORY))
    return row | {word: True for word in made.facts.get("timeouts", ()) if _bounds(made, word)}


def _bounds(made: Made, word: str) -> bool:
    """Whether a statement timeout is named among the connection's arguments."""
    given = made.literals.get("connect_args")
    return isinstance(given, list) and any(word in text.lower() for text in given)


def _literals(made: Made, names: tuple[str, ...]) -> dict[str, object]:
    return {name: made.literals[name] for name in names if name in made.literals}
