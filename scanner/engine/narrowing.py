"""What a condition tells about the values of names: ``isinstance``, ``is None``, truth, constants."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeGuard

from scanner.engine import (
    entries,
    enums,
    keyword_dicts,
    known_data,
    plain,
    presence,
    read_back,
    suspended,
    tuple_keys,
    typing_only,
)
from scanner.engine.containers import MOVED
from scanner.engine.frames import Frame
from scanner.engine.membership import is_callable, matches
from scanner.engine.switches import PLAIN_BASES
from scanner.engine.values import (
    NOTHING,
    OPAQUE_TYPES,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Default,
    Ext,
    ExtInstance,
    ExtMethod,
    FuncAtom,
    Instance,
    Mapping,
    Partial,
    Placeholder,
    Sequence,
    Unknown,
    Value,
    const,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
# What has to be true, or false.
Tests = tuple[tuple[IR, bool], ...]
_ORDERS = {
    "GreaterThan": operator.gt,
    "GreaterThanEqual": operator.ge,
    "LessThan": operator.lt,
    "LessThanEqual": operator.le,
}
_BUILTIN_TYPES = {"str": str, "int": int, "float": float, "bool": bool, "bytes": bytes}


def path(e: IR) -> str:
    """``self.db`` for such an expression, else an empty string: narrowed attributes live beside the names."""
    if e[0] == "A":
        head = path(e[2])
        return f"{head}.{e[3]}" if head else ""
    return e[1] if e[0] == "N" else ""


def remember(frame: Frame, base: Value, target: IR, value: Value) -> None:
    """After ``self.x = value`` the attribute reads as this value until control flow joins."""
    name = path(target)
    if name and name.count(".") <= 2 and frame.kind == "func" and len(value) == 1:
        atom = next(iter(value))
        if atom.interesting and read_back.is_plain(base, target[3], value):
            read_back.keep(frame, name, base, value)


def may_be(atom: Atom, truth: bool) -> bool:
    """Whether an atom can be true (or false) in a condition."""
    if isinstance(atom, Const):
        return bool(atom.value) is truth or isinstance(atom, Default)
    if isinstance(atom, FuncAtom | ClassAtom):
        return truth
    if isinstance(atom, Instance):
        return truth or any(
            name in c.namespace
            for c in atom.cls.mro
            if hasattr(c, "namespace")
            for name in ("__bool__", "__len__")
        )
    if isinstance(atom, Sequence) and atom.kind == "tuple":
        return _may_hold(atom, truth)
    return True


def _may_hold(atom: Sequence, truth: bool) -> bool:
    """Nobody fills a tuple later. One of unknown length is empty or not, but loader options that were
    seen in it were put there to be used."""
    if atom.key is None or atom.items:
        return bool(atom.items) is truth
    rest = atom.key[1] if isinstance(atom.key, tuple) and atom.key[0] == "rest" else NOTHING
    return truth or not rest or not all(isinstance(a, ExtInstance) and a.param("loads") for a in rest)


def apply(vm: Machine, frame: Frame, test: IR, wanted: bool) -> bool:
    """Narrow the frame's variables to ``test`` being true (or false); False when that cannot be."""
    op = test[0]
    if op == "K":
        return bool(test[1]) is wanted
    if op == "U" and test[2] == "Not":
        return apply(vm, frame, test[3], not wanted)
    if op == "BO":
        return _boolean(vm, frame, test, wanted)
    if op == "IF":
        _, chosen, body, orelse = test
        return _either(vm, frame, ((chosen, True), (body, wanted)), ((chosen, False), (orelse, wanted)))
    if op == "N" or op == "A":
        return _truth(vm, frame, test, wanted)
    if op == "C" and not _call(vm, frame, test, wanted):
        return False
    if (entry := entries.asked_for(test)) is not None:
        return entries.narrowed(vm, frame, entry, lambda value: any(may_be(a, wanted) for a in value), True)
    if op == "NE":
        return apply(vm, frame, test[1], wanted)
    if op == "CMP" and len(test[3]) == 1:
        return _comparison(vm, frame, test, wanted)
    return True


def _boolean(vm: Machine, frame: Frame, test: IR, wanted: bool) -> bool:
    _, op, left, right = test
    if (op == "and") == wanted:
        return _all(vm, frame, ((left, wanted), (right, wanted)))
    return _either(vm, frame, ((left, wanted),), ((left, not wanted), (right, wanted)))


def _all(vm: Machine, frame: Frame, tests: Tests) -> bool:
    return all(apply(vm, frame, test, wanted) for test, wanted in tests)


def _either(vm: Machine, frame: Frame, one: Tests, other: Tests) -> bool:
    """Narrow to all tests of the one, or all of the other."""
    from scanner.engine.statements import merge

    start, ends = frame.vars, []
    for tests in (one, other):
        frame.vars = dict(start)
        if _all(vm, frame, tests):
            ends.append(frame.vars)
    frame.vars = merge(*ends) if len(ends) > 1 else ends[0] if ends else start
    return bool(ends)


def current(vm: Machine, frame: Frame, e: IR) -> Value:
    from scanner.engine.expressions import evaluate

    return evaluate(vm, frame, e)


def _set(vm: Machine, frame: Frame, e: IR, value: Value) -> None:
    name = path(e)
    if e[0] == "A":
        if name and frame.kind == "func":
            read_back.keep(frame, name, current(vm, frame, e[2]), value)
    elif name in frame.vars:
        frame.vars[name] = value


def _truth(vm: Machine, frame: Frame, e: IR, wanted: bool) -> bool:
    if typing_only.is_flag(frame, e):
        return not wanted
    if not path(e):
        return True
    settled = vm.switches.settled(frame, e) if e[0] == "A" else None
    if settled is not None:
        return any(may_be(a, wanted) for a in settled)
    value = current(vm, frame, e)
    kept = frozenset(a for a in value if may_be(a, wanted))
    if kept == value:
        return True
    if e[0] == "A":
        if kept and wanted:
            _set(vm, frame, e, kept)
        return True
    if not kept:
        return not _is_pinned(vm, frame, e, value)
    _set(vm, frame, e, kept)
    return True


def _ordered(
    vm: Machine, frame: Frame, compare: Callable[[Any, Any], bool], left: IR, right: IR, wanted: bool
) -> bool:
    """``self.delay > 0``, where the object was built with a number that it keeps."""
    settled = vm.switches.settled(frame, left) if left[0] == "A" and right[0] == "K" else None
    numbers = [a.value for a in settled or () if isinstance(a, Const) and isinstance(a.value, int | float)]
    if not settled or len(numbers) < len(settled) or not isinstance(right[1], int | float):
        return True
    return any(compare(number, right[1]) is wanted for number in numbers)


def _is_pinned(vm: Machine, frame: Frame, e: IR, value: Value) -> bool:
    """Only what flowed through locals may prune a branch; empty values stay undecided."""
    return (bool(value) and _is_local(vm, frame, e[1])) or (e[0] == "N" and frame.kind == "module")


def _is_local(vm: Machine, frame: Frame, name: str) -> bool:
    """Whether a name belongs to this function or to one around it."""
    scope: Frame | None = frame
    while scope is not None and scope.kind == "func":
        if name in scope.vars or vm.heap.peek(scope.scope, name):
            return True
        scope = scope.parent
    return frame.kind != "func" and name in frame.vars


def _is_version(vm: Machine, frame: Frame, e: IR) -> bool:
    """``sys.version_info``, under whatever name ``sys`` was imported."""
    known = e[0] == "A" and e[3] == "version_info"
    return known and any(isinstance(a, Ext) and a.name == "sys" for a in current(vm, frame, e[2]))


def _comparison(vm: Machine, frame: Frame, test: IR, wanted: bool) -> bool:
    _, _, left, ((op, right),) = test
    if left == ("N", "__name__"):
        return not wanted or right != ("K", "__main__") or frame.module.is_program
    if op in _ORDERS and _is_version(vm, frame, left):
        return wanted if op.startswith("GreaterThan") else not wanted
    if op in ("IsNot", "NotEqual", "NotIn"):
        op, wanted = {"IsNot": "Is", "NotEqual": "Equal", "NotIn": "In"}[op], not wanted
    if (
        op == "In"
        and right[0] == "N"
        and left[0] in ("K", "N")
        and not _contains(vm, frame, test[1], left, right, wanted)
    ):
        return False
    if op == "In" and (owner := _own_names(right)) is not None:
        return _marked(vm, frame, owner, left, wanted)
    if op == "In" and left[0] in ("K", "A") and right[0] == "N" and _is_local(vm, frame, right[1]):
        found = _is_among(vm, frame, left, current(vm, frame, right))
        if found is not None:
            return found is wanted
    if frame.activation.context == "import" and {left[0], right[0]} <= _PLAIN_PARTS:
        decision = known_data.decided(vm, frame, op, current(vm, frame, left), current(vm, frame, right))
        if decision is not None:
            return decision is wanted
    if op == "Is" and right == ("K", None) and left[0] == "C" and left[2] == ("N", "getattr"):
        return any(is_none(a) is wanted or isinstance(a, Default) for a in current(vm, frame, left))
    if op in _ORDERS:
        return _ordered(vm, frame, _ORDERS[op], left, right, wanted)
    entry = entries.asked_for(left) if op in ("Is", "Equal") and right[0] == "K" else None
    if entry is not None:
        return _entry(vm, frame, entry, const(right[1]), wanted)
    if op not in ("Is", "Equal", "In") or not (path(left) or _is_spelled(left)):
        return True
    other = current(vm, frame, right)
    if op != "In" and len(other) != 1:
        return True
    constants, sure = _listed(vm, frame, other) if op == "In" else (other, other)
    if not constants or _is_default(vm, frame, right):
        return True
    if not (all(map(is_constant, constants)) or (op == "Is" and all(map(_stands_alone, constants)))):
        return True
    settled = _settled(vm, frame, left)
    if settled is None and not path(left):
        return True
    value = settled or current(vm, frame, left)
    if wanted:
        kept = frozenset(a for a in value if any(_may_equal(a, constant) for constant in constants))
    else:
        kept = frozenset(a for a in value if not any(enums.same(a, constant) for constant in sure))
    _doubt(frame, test[1], value, constants)
    if kept == value:
        return True
    if not kept and settled is not None:
        return False
    if not kept:
        return left[0] != "N" or not _is_local(vm, frame, left[1]) or not value
    _set(vm, frame, left, kept)
    return True


def _settled(vm: Machine, frame: Frame, e: IR) -> Value | None:
    """What an attribute is once and for all, or ``request.method.lower()`` of one; None if that is open."""
    if e[0] == "A":
        return vm.switches.settled(frame, e)
    if not _is_spelled(e):
        return None
    held = _settled(vm, frame, e[2][2]) or ()
    known = [a.value for a in held if isinstance(a, Const) and isinstance(a.value, str)]
    spelled = [const(getattr(text, e[2][3])()) for text in known]
    return NOTHING.union(*spelled) if spelled and len(known) == len(list(held)) else None


def _is_spelled(e: IR) -> bool:
    return e[0] == "C" and not e[3] and e[2][0] == "A" and e[2][3] in _SPELLED


_SPELLED = frozenset({"capitalize", "casefold", "lower", "strip", "title", "upper"})


def _entry(vm: Machine, frame: Frame, e: IR, other: Value, wanted: bool) -> bool:
    """``row["kind"] == "x"``: the rows that it may be true of."""
    (constant,) = other

    def fits(value: Value) -> bool:
        if wanted:
            return any(_may_equal(a, constant) for a in value)
        return any(not enums.same(a, constant) for a in value)

    return entries.narrowed(vm, frame, e, fits, False)


# Expressions that may be looked at twice.
_PLAIN_PARTS = frozenset({"K", "N", "A", "S", "L", "T", "D"})


def is_none(atom: Atom) -> bool:
    return isinstance(atom, Const) and atom.value is None


def is_constant(atom: Atom) -> bool:
    if isinstance(atom, Const):
        return not isinstance(atom, Default) and not _is_partial(atom)
    return enums.is_member(atom)


def _stands_alone(atom: Atom) -> bool:
    """``MISSING = Missing()``: an object that a module makes once, to be told from anything else."""
    key = atom.key if isinstance(atom, Instance) else None
    return isinstance(key, tuple) and key[0] == "site" and len(key[1]) > 2 and key[1][2] == ""


def _is_default(vm: Machine, frame: Frame, e: IR) -> bool:
    """Whether a constant is only what an object of a library (settings) holds where nothing else is given."""
    if e[0] != "A" or vm.switches.settled(frame, e) is not None:
        return False
    holders = [atom.cls for atom in current(vm, frame, e[2]) if isinstance(atom, Instance)]
    made = [cls for cls in holders if not PLAIN_BASES.issuperset(cls.external_bases)]
    return any(e[3] in base.annotations for cls in made for base in cls.own_bases)


def _is_partial(atom: Const) -> bool:
    """Text of which some parts are unknown equals itself on one request and not on the next."""
    return isinstance(atom.value, str) and "{?}" in atom.value


def _listed(vm: Machine, frame: Frame, value: Value) -> tuple[Value, Value]:
    """What may be and what is surely among the elements of one list, tuple or set, or the keys of a dict."""
    atom = next(iter(value)) if len(value) == 1 else None
    if isinstance(atom, Mapping):
        return _keys(vm, frame, atom), NOTHING
    if isinstance(atom, Sequence):
        sure = NOTHING.union(*(item for item in atom.items if len(item) == 1))
        return sure.union(*atom.items, vm.heap.read(atom, "rest", frame.activation)), sure
    return NOTHING, NOTHING


def _keys(vm: Machine, frame: Frame, atom: Mapping) -> Value:
    """The keys of a dict; none where others may be in it, too. A key may have been taken out again."""
    if atom.rest or vm.heap.read(atom, "rest", frame.activation) or tuple_keys.fitting(vm, frame, atom):
        return NOTHING
    written = (const(key) if not isinstance(key, Atom) else frozenset((key,)) for key, _ in atom.items)
    return vm.heap.read(atom, "keys", frame.activation).union(*written)


def _may_equal(atom: Atom, constant: Atom) -> bool:
    return enums.same(atom, constant) or (not is_constant(atom) and _could_be(atom, constant))


def _doubt(frame: Frame, line: int, value: Value, constants: Value) -> None:
    """Remembers that what follows depends on a text or a member of an enumeration that is not known."""
    tells = any(enums.is_member(a) or isinstance(getattr(a, "value", None), str) for a in constants)
    if tells and not (len(value) == 1 and all(map(is_constant, value))):
        known = frame.activation.doubt
        frame.activation.doubt = min(known, line) if known else line


def _could_be(atom: Atom, constant: Atom) -> bool:
    if isinstance(atom, Unknown | Default) or (isinstance(atom, Const) and _is_partial(atom)):
        return True
    if isinstance(atom, ExtInstance) and atom.type in OPAQUE_TYPES:
        return True
    if isinstance(constant, Const) and (constant.value is None or isinstance(constant.value, Placeholder)):
        return False
    if isinstance(constant, Instance) and not enums.is_member(constant):
        return isinstance(atom, Instance) and atom.cls is constant.cls
    return isinstance(atom, ExtInstance | Instance)


def _call(vm: Machine, frame: Frame, test: IR, wanted: bool) -> bool:
    _, _, function, arguments = test
    if function[-1] in suspended.STATES and len(arguments) == 1:
        return _state(vm, frame, function[-1], arguments[0][2], wanted)
    if function[-1] in _PROBES and len(arguments) == 1:
        return _probe(vm, frame, function[-1], arguments[0][2], wanted)
    if function == ("N", "hasattr") and len(arguments) == 2:
        return _has(vm, frame, arguments[0][2], arguments[1][2], wanted)
    if function == ("N", "getattr") and len(arguments) == 3:
        value = current(vm, frame, test)
        return not value or any(may_be(atom, wanted) for atom in value)
    if function[0] == "A" and function[-1] == "get" and (owner := _own_names(function[2])) is not None:
        return len(arguments) > 1 or wanted is False or _marked(vm, frame, owner, arguments[0][2], True)
    if function[0] == "A" and function[-1] == "get" and keyword_dicts.held(frame, function[2]) is not None:
        return any(may_be(atom, wanted) for atom in current(vm, frame, test))
    if function[0] == "A" and function[-1] in ("startswith", "endswith") and len(arguments) == 1:
        return _text_test(vm, frame, function, arguments[0][2], wanted)
    if function[0] != "N" or function[1] != "isinstance" or len(arguments) != 2:
        return True
    subject, kind = arguments[0][2], arguments[1][2]
    if not path(subject):
        return True
    value = current(vm, frame, subject)
    classes = classes_of(current(vm, frame, kind))
    if classes is None:
        return True
    kept = frozenset(a for a in value if matches(vm, a, classes) in (wanted, None))
    lost = frozenset(a for a in kept if isinstance(a, Unknown))
    if wanted and len(lost) == len(kept):
        kept = join_types(vm, frame, classes) if any(isinstance(a, Unknown) for a in value) else kept
    elif wanted and lost and all(isinstance(c, Ext) and plain.is_plain(c.name) for c in classes):
        # What is plain data is no secret any more, whatever else it may be.
        kept = (kept - lost) | join_types(vm, frame, classes)
    if not kept:
        return not value
    _set(vm, frame, subject, kept)
    return True


def _has(vm: Machine, frame: Frame, subject: IR, name: IR, wanted: bool) -> bool:
    """``hasattr(x, "close")``: keep what answers as wanted, or might."""
    if name[0] != "K" or not isinstance(name[1], str):
        return True
    value = current(vm, frame, subject)
    kept = frozenset(a for a in value if presence.has(vm, frame, a, name[1]) in (wanted, None))
    if not kept:
        return not value
    if kept != value and path(subject):
        _set(vm, frame, subject, kept)
    return True


def _own_names(e: IR) -> IR | None:
    """The ``x`` of ``x.__dict__`` and ``vars(x)``."""
    if e[0] == "A" and e[3] == "__dict__":
        return e[2]  # type: ignore[no-any-return]  # an expression
    return e[3][0][2] if e[0] == "C" and e[2] == ("N", "vars") and len(e[3]) == 1 else None


def _marked(vm: Machine, frame: Frame, owner: IR, name: IR, wanted: bool) -> bool:
    """``"mark" in function.__dict__``: whether any of the functions may answer as wanted."""
    value = current(vm, frame, owner)
    if name[0] != "K" or not isinstance(name[1], str) or not value:
        return True
    if not all(isinstance(a, FuncAtom | Bound) for a in value):
        return True
    return any(presence.has(vm, frame, a, name[1]) in (wanted, None) for a in value)


def _text_test(vm: Machine, frame: Frame, method: IR, end: IR, wanted: bool) -> bool:
    """``path.endswith("/")``: keep the texts that answer as wanted, and all that is not known whole."""
    ends = _texts(vm, current(vm, frame, end)) if method[-2][0] == "N" else ()
    return not ends or _keep_texts(
        vm, frame, method[-2], method[1], partial(_may_end, str(method[-1]), ends, wanted)
    )


def _contains(vm: Machine, frame: Frame, line: int, part: IR, subject: IR, wanted: bool) -> bool:
    """``"/" in path``, the same way."""
    parts = _texts(vm, current(vm, frame, part)) if subject[0] == "N" and part[0] in ("K", "N") else ()
    return len(parts) != 1 or _keep_texts(vm, frame, subject, line, partial(_may_contain, parts[0], wanted))


def _is_among(vm: Machine, frame: Frame, part: IR, holders: Value) -> bool | None:
    """``"x" in roles`` for a tuple or list whose elements are all known; None where that is not so."""
    asked = current(vm, frame, part)
    verdicts: set[bool] = set()
    for atom in holders if len(asked) == 1 and all(map(is_constant, asked)) else ():
        if not isinstance(atom, Sequence) or atom.kind not in ("list", "tuple"):
            return None
        if vm.heap.read(atom, "rest", frame.activation) or vm.heap.read(atom, MOVED, frame.activation):
            return None
        held = NOTHING.union(*atom.items)
        if any(len(item) != 1 for item in atom.items) or not all(map(is_constant, held)):
            return None
        if not held and atom.kind == "list":
            return None
        verdicts.add(any(enums.same(one, next(iter(asked))) for one in held))
    return next(iter(verdicts)) if len(verdicts) == 1 else None


def _keep_texts(vm: Machine, frame: Frame, subject: IR, line: int, fits: Callable[[str], bool]) -> bool:
    """Narrows a name to what is no known text, and the texts that fit; False where nothing is left."""
    value = current(vm, frame, subject)
    kept = frozenset(a for a in value if not _is_text(a) or fits(a.value))
    if any(isinstance(a, ExtInstance) and a.type == "str" for a in value):
        _doubt(frame, line, value, const(""))
    if kept == value:
        return True
    if not kept:
        return not _is_local(vm, frame, subject[1])
    _set(vm, frame, subject, kept)
    return True


def _texts(vm: Machine, value: Value) -> tuple[str, ...]:
    """The one text, or those of the one tuple; empty where any of them is not known."""
    atom = next(iter(value)) if len(value) == 1 else None
    if isinstance(atom, Sequence) and atom.kind == "tuple" and not vm.heap.peek(atom, "rest"):
        found = [_texts(vm, item) for item in atom.items]
        return tuple(each[0] for each in found) if all(len(each) == 1 for each in found) else ()
    return (atom.value,) if isinstance(atom, Const) and _is_text(atom) else ()


def _is_text(atom: Atom) -> TypeGuard[Const]:
    return isinstance(atom, Const) and isinstance(atom.value, str) and not _is_partial(atom)


def _may_end(method: str, ends: tuple[str, ...], wanted: bool, text: str) -> bool:
    return bool(getattr(text, method)(ends)) is wanted


def _may_contain(part: str, wanted: bool, text: str) -> bool:
    return (part in text) is wanted


_PROBES = frozenset(
    {
        *("iscoroutinefunction", "is_coroutine_callable", "is_async_callable", "isasyncgenfunction"),
        *("callable", "isabstract", "isclass", "isfunction", "ismethod", "isgeneratorfunction"),
    }
)


_CALLABLES = (FuncAtom, Bound, Partial, Instance, ClassAtom, ExtMethod, Ext)


def _probe(vm: Machine, frame: Frame, probe: str, subject: IR, wanted: bool) -> bool:
    """``iscoroutinefunction(f)`` and its like: keep the functions that answer as wanted."""
    from scanner.engine.web import is_async_callable

    value = current(vm, frame, subject)
    known = frozenset(a for a in value if isinstance(a, _CALLABLES))
    if not value or (len(known) != len(value) and probe in _KINDS and probe != "callable"):
        return True
    if probe in _KINDS:
        kept = frozenset(a for a in value if _KINDS[probe](vm, a) in (wanted, None))
    elif probe == "isasyncgenfunction":
        kept = frozenset(a for a in known if _is_async_generator(a) is wanted)
    else:
        kept = frozenset(
            a for a in known if (is_async_callable(vm, a) and not _is_async_generator(a)) is wanted
        )
    if probe not in _KINDS:
        # What nobody knows may answer either way.
        kept |= value - known
    if not kept:
        return False
    if kept != value:
        _set(vm, frame, subject, kept)
    return True


def _state(vm: Machine, frame: Frame, probe: str, subject: IR, wanted: bool) -> bool:
    """``isawaitable(x)``, ``isgenerator(x)`` and their like: keep what answers as wanted, or might."""
    if not path(subject):
        return True
    value = current(vm, frame, subject)
    answers = suspended.STATES[probe]
    kept = frozenset(a for a in value if answers(a) in (wanted, None))
    if not kept:
        return not value
    if kept != value:
        _set(vm, frame, subject, kept)
    return True


def is_class(vm: Machine, atom: Atom) -> bool | None:
    """Whether a value is a class; None for a name of a library that nothing is known of."""
    if isinstance(atom, Ext):
        return True if vm.catalog.type(atom.name) is not None else None
    return isinstance(atom, ClassAtom)


def _is_abstract(vm: Machine, atom: Atom) -> bool | None:
    """Whether a class leaves methods to others; what is no class does not."""
    from scanner.engine.annotations import leaves_open

    if isinstance(atom, ClassAtom):
        return leaves_open(atom.cls)
    return None if isinstance(atom, Ext) else False


def _is_function(vm: Machine, atom: Atom) -> bool | None:
    return None if isinstance(atom, Ext) else isinstance(atom, FuncAtom)


def _is_method(vm: Machine, atom: Atom) -> bool | None:
    return None if isinstance(atom, Ext) else isinstance(atom, Bound | ExtMethod)


def _is_generator(vm: Machine, atom: Atom) -> bool | None:
    if isinstance(atom, Bound):
        return _is_generator(vm, atom.callee)
    if not isinstance(atom, FuncAtom):
        return None if isinstance(atom, Ext) else False
    atom.func.load()
    return bool(atom.func.is_generator and not atom.func.is_async)


_KINDS: dict[str, Callable[[Machine, Atom], bool | None]] = {
    "callable": is_callable,
    "isabstract": _is_abstract,
    "isclass": is_class,
    "isfunction": _is_function,
    "isgeneratorfunction": _is_generator,
    "ismethod": _is_method,
}


def _is_async_generator(atom: Atom) -> bool:
    if isinstance(atom, Bound):
        return _is_async_generator(atom.callee)
    if not isinstance(atom, FuncAtom):
        return False
    atom.func.load()
    return bool(atom.func.is_async and atom.func.is_generator)


def join_types(vm: Machine, frame: Frame, classes: list[Atom]) -> Value:
    from scanner.engine.annotations import instantiate

    return instantiate(vm, frame, frozenset(classes))


def classes_of(value: Value) -> list[Atom] | None:
    out: list[Atom] = []
    for atom in value:
        if isinstance(atom, Sequence):
            for item in atom.items:
                inner = classes_of(item)
                if inner is None:
                    return None
                out += inner
        elif isinstance(atom, ClassAtom | Ext):
            out.append(atom)
        else:
            return None
    return out
