"""Values that hold the same inner value many times over are looked through once."""

from collections.abc import Callable

import pytest

from scanner.catalog.loader import load_catalog
from scanner.engine.machine import Machine
from scanner.engine.program import Program
from scanner.engine.records import coarse, matters, tells_apart
from scanner.engine.values import Mapping, Sequence, Value, ext, make
from scanner.facts.module import ModuleFacts

# Walked along every path, so many levels of two would take years.
LEVELS = 60
Nest = Callable[[Value], Value]


def _no_text(path: str) -> bytes:
    raise LookupError(path)


def _no_facts(path: str) -> ModuleFacts:
    raise LookupError(path)


@pytest.fixture(scope="module")
def machine() -> Machine:
    return Machine(Program({}, _no_text, _no_facts, {}), load_catalog())


def _tuples(inner: Value) -> Value:
    for _ in range(LEVELS):
        inner = frozenset((make(Sequence, (inner, inner), None, "tuple"),))
    return inner


def _dicts(inner: Value) -> Value:
    for _ in range(LEVELS):
        inner = frozenset((make(Mapping, (("left", inner), ("right", inner)), None, frozenset()),))
    return inner


@pytest.mark.parametrize("nest", [_tuples, _dicts])
@pytest.mark.parametrize(("inner", "tells"), [(ext("nowhere.known"), False), (ext("time.sleep"), True)])
def test_what_tells_values_apart_is_found_in_every_nesting(
    machine: Machine, nest: Nest, inner: Value, tells: bool
) -> None:
    (atom,) = nest(inner)
    assert tells_apart(machine, atom) is tells


@pytest.mark.parametrize("nest", [_tuples, _dicts])
def test_growth_by_what_nests_is_judged_once(machine: Machine, nest: Nest) -> None:
    value: Value = nest(ext("nowhere.known"))
    assert not matters(machine, value, value | nest(ext("elsewhere.known")))
    assert matters(machine, value, value | nest(ext("time.sleep")))
    assert coarse(machine, value)
