"""The method of the request that a route is served for: one of those it was registered with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from scanner.engine.values import MAX_PLAIN, NOTHING, Atom, ExtInstance, Value, const, instance_of

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_REQUEST = "starlette.requests.Request"
# Telling requests apart takes time, and only helps what compares their methods or picks something by them.
_PICKS = re.compile(
    rb"\.method\s*(?:==|!=|\]|\)|:|,[ \t]*[\w\"']|(?:not[ \t]+)?in\b|\.(?:casefold|lower|title|upper)\b)"
    rb"|(?:==|!=|\bin\b)[ \t]*\w+\.method\b"
)


def is_asked(vm: Machine) -> bool:
    """Whether the project looks at the method of any request."""
    return bool(vm.program.matching(_PICKS, b".method"))


def of(methods: Iterable[str], is_plain: bool) -> Value:
    """What a request may have been sent with; empty where that tells nothing. Routes that are none of
    FastAPI's answer HEAD where they answer GET."""
    names = {*methods, *(("HEAD",) if is_plain and "GET" in methods else ())}
    return NOTHING.union(*(const(name) for name in sorted(names) if len(names) <= MAX_PLAIN))


def settled(atom: Atom, attr: str) -> Value:
    """What the attribute of a request is, where the route decides that."""
    is_told = attr == "method" and isinstance(atom, ExtInstance) and atom.type == _REQUEST
    return atom.param("method") if is_told else NOTHING  # type: ignore[attr-defined]  # it is a library's


def told(methods: Value, typed: Value) -> Value:
    """Requests among what a parameter gets, with the methods they may have."""
    plain = frozenset(a for a in typed if isinstance(a, ExtInstance) and a.type == _REQUEST and not a.params)
    return typed - plain | instance_of(_REQUEST, (("method", methods),)) if methods and plain else typed
