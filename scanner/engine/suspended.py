"""What generators, coroutines and callables are instances of: nobody derives a class from theirs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from scanner.engine.values import (
    Atom,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    ExtAwaitable,
    ExtInstance,
    FuncAtom,
    Generator,
    Instance,
    Mapping,
    Partial,
    Sequence,
)

_MODULES = ("collections.abc", "typing")
_DATA = frozenset({"str", "int", "float", "bool", "bytes", "dict", "list", "tuple", "set"})
_STANDARD = ("abc.", "builtins.", "collections.", "enum.", "functools.partial", "types.", "typing.")


def _names(*abstract: str, own: tuple[str, ...]) -> frozenset[str]:
    return frozenset({*own, *(f"{m}.{n}" for m in _MODULES for n in (*abstract, "Hashable"))})


_GENERATOR = _names("Generator", "Iterator", "Iterable", own=("types.GeneratorType",))
_ASYNC_GENERATOR = _names(
    "AsyncGenerator", "AsyncIterator", "AsyncIterable", own=("types.AsyncGeneratorType",)
)
_COROUTINE = _names("Coroutine", "Awaitable", own=("types.CoroutineType",))
_METHOD = _names("Callable", own=("types.MethodType",))
_FUNCTION = _names("Callable", own=("types.FunctionType", "types.LambdaType"))
_PARTIAL = _names("Callable", own=("functools.partial",))


def is_instance(atom: Atom, name: str, listed: bool) -> bool | None:
    """Whether such an atom is an instance of a class of a library; ``listed`` tells that a row knows it."""
    kinds = _kinds(atom)
    if kinds is None:
        return None
    if name in kinds:
        return True
    return False if listed or "." not in name or name.startswith(_STANDARD) else None


def is_one(atom: Atom) -> bool:
    return _kinds(atom) is not None


def is_async(atom: Generator) -> bool:
    atom.func.func.load()
    return bool(atom.func.func.is_async)


def _kinds(atom: Atom) -> frozenset[str] | None:
    if isinstance(atom, Generator):
        return _ASYNC_GENERATOR if is_async(atom) else _GENERATOR
    if isinstance(atom, Coroutine):
        return _COROUTINE
    if isinstance(atom, Partial):
        return _PARTIAL
    if isinstance(atom, Bound):
        return _METHOD if isinstance(atom.callee, FuncAtom) else None
    return _FUNCTION if isinstance(atom, FuncAtom) else None


def _waits(atom: Atom) -> bool | None:
    return True if isinstance(atom, ExtAwaitable) else _is_coroutine(atom)


def _is_coroutine(atom: Atom) -> bool | None:
    if isinstance(atom, Coroutine):
        return True
    if isinstance(atom, Const | Sequence | Mapping | FuncAtom | Bound | ClassAtom | Generator):
        return False
    if isinstance(atom, ExtInstance) and atom.type in _DATA:
        return False
    return None


def _is_made_by(asynchronous: bool, atom: Atom) -> bool | None:
    """Whether a generator function of that colour gave the value."""
    if isinstance(atom, Generator):
        return is_async(atom) is asynchronous
    if isinstance(atom, ClassAtom | Instance):
        return False
    return False if _is_coroutine(atom) is not None else None


STATES: dict[str, Callable[[Atom], bool | None]] = {
    "isasyncgen": partial(_is_made_by, True),
    "isawaitable": _waits,
    "iscoroutine": _is_coroutine,
    "isgenerator": partial(_is_made_by, False),
}
