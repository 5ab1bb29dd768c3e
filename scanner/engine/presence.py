"""Whether an object has an attribute: what ``hasattr`` and ``getattr`` with a default ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from scanner.engine import transactions
from scanner.engine.bodies import last, walk_here
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, FuncDef
from scanner.engine.records import has_role
from scanner.engine.switches import PLAIN_BASES, constructor_of, fields
from scanner.engine.values import (
    TRUE,
    Atom,
    Bound,
    ClassAtom,
    Const,
    ExtInstance,
    FuncAtom,
    Instance,
    Mapping,
    ModuleAtom,
    Sequence,
    Value,
    ordered,
)

if TYPE_CHECKING:
    from scanner.catalog.schema import CallRow
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
_SEEN_BUILT = ("args", "site")
_STARTS = ("asynccontextmanager", "contextmanager", "on_event")
_DATA: dict[str, type] = {
    **{kind.__name__: kind for kind in (str, int, float, bool, bytes, list, dict, set, tuple)},
    "none": type(None),
}
# Others stand for what libraries make of them: headers, rows, named tuples.
_PLAIN_DATA = frozenset({"str", "int", "float", "bool", "bytes", "none"})
_OPEN = "attributes of any name"
_CERTAIN = "attributes set at the start"
_ADDED = "attributes of what stands for it"


def answer(vm: Machine, frame: Frame, value: Value, name: str) -> bool | None:
    """What ``hasattr`` says of all that a value may be; None where it may say either or nobody can tell."""
    verdicts = {has(vm, frame, atom, name) for atom in value}
    return verdicts.pop() if len(verdicts) == 1 else None


def has(vm: Machine, frame: Frame, atom: Atom, name: str) -> bool | None:
    """Whether one object has an attribute of that name."""
    if isinstance(atom, Instance):
        return _instance_has(vm, frame, atom, name)
    if isinstance(atom, Const):
        return hasattr(atom.value, name)
    if isinstance(atom, Sequence):
        there = hasattr(_DATA[atom.kind], name) if atom.kind in _DATA else None
        return there or (None if atom.kind == "tuple" else there)
    if isinstance(atom, Mapping):
        return hasattr(dict, name) or None
    if isinstance(atom, ClassAtom):
        return atom.cls.lookup(name) is not None or None
    if isinstance(atom, ModuleAtom):
        return (atom.module.frame is not None and bool(atom.module.frame.vars.get(name))) or None
    if isinstance(atom, FuncAtom | Bound):
        return _function_has(vm, frame, atom, name)
    return _library_has(vm, frame, atom, name) if isinstance(atom, ExtInstance) else None


_OF_EVERY_FUNCTION = frozenset({"__name__", "__call__", "__doc__", "__module__", "__qualname__"})


def _function_has(vm: Machine, frame: Frame, atom: Atom, name: str) -> bool | None:
    if name in _OF_EVERY_FUNCTION or _is_marked(vm, frame, atom, name):
        return True
    return False if _is_unmarked(vm, frame, atom, name) else None


def _is_unmarked(vm: Machine, frame: Frame, atom: Atom, name: str) -> bool:
    """Whether a function, and all it wraps, was not given an attribute that the project gives to others."""
    if name.startswith("__") or not vm.switches.is_assigned(name):
        return False
    seen: set[Atom] = set()
    found = [atom]
    while found:
        one = found.pop()
        if one in seen:
            continue
        seen.add(one)
        if isinstance(one, Bound):
            found.append(one.callee)
            continue
        places = ((one, name), ((one, _OPEN), "*"), ((one, _ADDED), name))
        given = any(vm.heap.read(owner, key, frame.activation) for owner, key in places)
        if given or not isinstance(one, FuncAtom):
            return False
        found += ordered(vm.heap.read(one, "__wrapped__", frame.activation))
    return True


def _is_marked(vm: Machine, frame: Frame, atom: Atom, name: str) -> bool:
    """Whether a function, or one that it wraps, was certainly given an attribute on import."""
    seen: set[Atom] = set()
    found = [atom]
    while found and found[0] not in seen:
        one = found[0]
        seen.add(one)
        if vm.heap.read((one, _CERTAIN), name, frame.activation):
            return not vm.switches.is_deleted(name)
        below = vm.heap.read(one, "__wrapped__", frame.activation)
        found = [one.callee] if isinstance(one, Bound) and not below else ordered(below)
        if len(found) > 1:
            return False
    return False


def marked(vm: Machine, frame: Frame, atom: Atom, name: str) -> None:
    """``function.name = ...``: kept where it happens to each function that the decorator is given."""
    func = frame.activation.func
    body = frame.body if func is None else tuple(_always(func.body))
    if frame.activation.context == "import" and any(_runs(frame, node) for node in body):
        vm.heap.write((atom, _CERTAIN), name, TRUE)


def _runs(frame: Frame, node: IR) -> bool:
    """Whether what runs now is that statement, or stands in a loop that is taken turn by turn."""
    return node is frame.statement or (
        node[0] == "for" and frame.unrolling > 0 and any(one is frame.statement for one in _always(node[4]))
    )


def _library_has(vm: Machine, frame: Frame, atom: ExtInstance, name: str) -> bool | None:
    if atom.type in _DATA and (atom.type in _PLAIN_DATA or hasattr(_DATA[atom.type], name)):
        return hasattr(_DATA[atom.type], name)
    if _listed(vm, (atom.type,), name):
        return True
    if atom.params and atom.param(transactions.PENDING):
        set_outside = vm.heap.read((atom.type, "attributes"), name, frame.activation)
        return None if set_outside or transactions.stored(vm, frame, atom, name) else False
    return (bool(vm.heap.peek((atom.type, _CERTAIN), name)) and not vm.switches.is_deleted(name)) or None


def _listed(vm: Machine, types: Iterable[str], name: str) -> bool:
    rows = (row for one in types for row in vm.catalog.mro(one))
    return any(name in row.methods or name in row.attributes for row in rows)


def opened(vm: Machine, value: Value) -> None:
    """Something may set attributes of any name on these objects."""
    for atom in value:
        if isinstance(atom, Instance | FuncAtom):
            vm.heap.write((atom.cls if isinstance(atom, Instance) else atom, _OPEN), "*", TRUE)


def extended(vm: Machine, value: Value, row: CallRow | None) -> None:
    """``adds``: what a library's decorator puts around these functions has attributes of such names."""
    adds = row.options.get("adds") if row is not None else None
    for name in adds if isinstance(adds, list) else []:
        for atom in value:
            vm.heap.write((atom, _ADDED), name, TRUE)


def _instance_has(vm: Machine, frame: Frame, atom: Instance, name: str) -> bool | None:
    cls = atom.cls
    name = _as_written(cls, name)
    if cls.lookup("__getattribute__") is not None:
        return None
    if cls.lookup(name) is not None or _listed(vm, cls.external_bases, name):
        return True
    if not _is_made(frame.activation.func, cls) and _is_given(vm, cls, name):
        return None if vm.switches.is_deleted(name) else True
    was_built = atom.key is not None and atom.key[0] in _SEEN_BUILT
    is_open = cls.lookup("__getattr__") is not None or name.startswith("__") or not is_closed(vm, cls)
    if is_open or not was_built or vm.switches.is_stored(cls, name):
        return None
    reader = frame.activation
    is_filled = any(vm.heap.read((base, _OPEN), "*", reader) for base in cls.own_bases)
    return None if is_filled or vm.heap.read(atom, name, reader) else False


def _as_written(cls: ClassDef, name: str) -> str:
    """``__x`` for ``_Class__x``, which is what ``self.__x`` means inside of the class."""
    for base in cls.own_bases:
        prefix = f"_{base.name.lstrip('_')}"
        if name.startswith(f"{prefix}__") and not name.endswith("__"):
            return name.removeprefix(prefix)
    return name


def _is_made(func: FuncDef | None, cls: ClassDef) -> bool:
    """Whether the function makes objects of the class: what they are to have may be missing there."""
    return func is not None and func.cls in cls.own_bases and func.name in _MAKERS


def is_plain(cls: ClassDef) -> bool:
    """Whether nothing but its statements makes the class what it is."""
    made = ("metaclass" in base.keywords or base.decorators for base in cls.own_bases)
    return PLAIN_BASES.issuperset(cls.external_bases) and not any(made)


def is_closed(vm: Machine, cls: ClassDef) -> bool:
    """Whether objects have no attributes but those that the project, or a row, tells of."""
    return is_plain(cls) or cls.answer(_is_closed, partial(_is_closed, vm))


def _is_closed(vm: Machine, cls: ClassDef) -> bool:
    rows = [vm.catalog.mro(base) for base in cls.external_bases if base not in PLAIN_BASES]
    made = ("metaclass" in base.keywords or base.decorators for base in cls.own_bases)
    return all(any(row.options.get("closed") for row in mro) for mro in rows) and not any(made)


def _is_given(vm: Machine, cls: ClassDef, name: str) -> bool:
    """Whether what makes an object of the class always gives it the attribute."""
    generated = fields(cls) if cls.decorators else {}
    if name in generated:
        return True
    if has_role(vm, cls, ("model",)):
        return any(name in base.annotations for base in cls.own_bases)
    for base in cls.own_bases:
        init = constructor_of(base) if "__init__" in base.namespace else None
        if init is None:
            continue
        kept = tuple(_always(init.body))
        receiver = init.params[0][0] if init.params else ""
        if any(_stores(node, receiver, name) for node in kept):
            return True
        if not any(_calls_next(node) for node in kept):
            return False
    return False


def _stores(node: IR, receiver: str, name: str) -> bool:
    targets = node[2] if node[0] == "=" else (node[2],) if node[0] == "ann" and node[4] is not None else ()
    return any(t[0] == "A" and t[3] == name and t[2] == ("N", receiver) for t in targets)


def _calls_next(node: IR) -> bool:
    return node[0] == "expr" and any(one[0] == "A" and one[3] == "__init__" for one in walk_here(node))


def _always(body: Iterable[IR]) -> Iterator[IR]:
    """The statements that run whenever a function does, up to the first that may leave it."""
    for node in body:
        yield node
        if node[0] == "with":
            yield from _always(node[3])
        elif node[0] == "try":
            yield from _always(node[2])
        if node[0] not in ("def", "class") and any(one[0] in _LEAVES for one in walk_here(node)):
            return


_MAKERS = ("__init__", "__new__", "__post_init__")
_LEAVES = ("ret", "raise", "Y", "YF")


def assigned(vm: Machine, frame: Frame, atom: ExtInstance, name: str, line: int) -> None:
    """``app.state.x = ...``: kept where it happens in every run of what starts an application."""
    row, func = vm.catalog.type(atom.type), frame.activation.func
    if row is None or row.role != "application-state" or func is None:
        return
    starts = frame.activation.context == "import" or _is_start(func)
    if starts and any(node[0] in ("=", "ann") and node[1] == line for node in _always(func.body)):
        vm.heap.write((atom.type, _CERTAIN), name, TRUE)


def _is_start(func: FuncDef) -> bool:
    names = (last(d[1][2]) if d[1][0] == "C" else last(d[1]) for d in func.decorators)
    return any(name in _STARTS for name in names)
