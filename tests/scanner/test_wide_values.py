"""Joining very many values ends: what was left out before is left out again."""

import pytest

from scanner.engine.values import (
    MAX_WIDTH,
    NOTHING,
    STR,
    TOO_MANY,
    Bound,
    Mapping,
    Partial,
    Value,
    const,
    ext,
    instance_of,
    join,
    make,
)

MANY = [ext(f"pkg.f{number}") for number in range(MAX_WIDTH * 2 + 12)]


@pytest.mark.parametrize("beside", [const("text"), STR, TOO_MANY, const(None)])
def test_joining_the_same_again_changes_nothing(beside: Value) -> None:
    whole = join(beside, *MANY)
    assert whole >= TOO_MANY
    assert len(whole) <= MAX_WIDTH * 2 + 2
    for one in (*MANY, beside, const("other")):
        once = join(whole, one)
        assert join(once, one) == once
        assert join(once, whole) == once


def test_what_fits_is_kept() -> None:
    whole = join(*MANY[: MAX_WIDTH * 2])
    assert whole == frozenset().union(*MANY[: MAX_WIDTH * 2])


def test_very_many_mappings_become_one_of_all_their_entries() -> None:
    mappings: list[Value] = [
        frozenset((make(Mapping, (("call", one), (f"k{number}", const(number))), None, NOTHING),))
        for number, one in enumerate(MANY)
    ]
    (whole,) = join(*mappings)
    assert isinstance(whole, Mapping)
    assert whole.get("k7") == const(7)
    assert whole.get("call") >= MANY[0]


def test_of_things_of_unrelated_kinds_only_some_stay() -> None:
    medley = [instance_of(f"pkg{number}.Thing") for number in range(MAX_WIDTH + 12)]
    code: list[Value] = [frozenset((make(Partial, one, (), ()),)) for one in MANY[:MAX_WIDTH]]
    whole = join(*medley, *code)
    assert whole >= TOO_MANY.union(*code)
    assert whole - TOO_MANY.union(*code) == frozenset().union(*medley[:MAX_WIDTH])
    for one in medley:
        assert join(whole, one) == whole


def test_many_things_of_a_few_kinds_stay() -> None:
    things = [
        instance_of(f"pkg{number % 4}.Thing", (("of", const(number)),)) for number in range(MAX_WIDTH + 12)
    ]
    assert join(*things) == frozenset().union(*things)


def test_methods_of_what_was_lost_track_of_are_things_as_well() -> None:
    (name,) = ext("builtins.str.upper")
    lost: list[Value] = [
        frozenset((make(Bound, name, next(iter(instance_of(f"pkg{number}.Thing")))),))
        for number in range(MAX_WIDTH + 12)
    ]
    kinds = [instance_of(f"other{number}.Thing") for number in range(MAX_WIDTH)]
    assert len(join(*kinds, *lost)) <= MAX_WIDTH + 2
