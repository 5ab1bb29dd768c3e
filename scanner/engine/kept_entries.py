"""Entries of a dictionary that is one for all: ``clients["db"] = make()``, ``cls._instances[cls] = made``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from scanner.engine import entries, enums
from scanner.engine.bodies import IR, walk_here
from scanner.engine.definitions import metaclass_of
from scanner.engine.frames import Activation
from scanner.engine.values import NOTHING, ClassAtom, Const, Instance, Mapping, Value

if TYPE_CHECKING:
    from scanner.engine.known import Cell
    from scanner.engine.machine import Machine
    from scanner.engine.program import ClassDef

ENTRY, PRESENT = "entry", "is in"
"""The name of a cell that is an entry begins with ``ENTRY``; ``PRESENT`` asks whether there is one."""
_TAKING = frozenset({"pop", "popitem", "clear"})
_MAX_TURNS = 16


def asked_for(e: IR) -> IR | None:
    """``(holder, key)`` of ``d[key]``, ``d.get(key)``, ``d.get(key, None)`` and of ``key in d``."""
    if e[0] == PRESENT:
        return e[1], e[2]
    found = entries.asked_for(e)
    return None if found is None else (found[2], found[3])


def present(test: IR) -> tuple[IR, bool] | None:
    """``key in d``, or ``key not in d``, as what asks for it, and which of both it is."""
    if test[0] != "CMP" or len(test[3]) != 1 or test[3][0][0] not in ("In", "NotIn"):
        return None
    return (PRESENT, test[3][0][1], test[2]), test[3][0][0] == "In"


def filled(statement: IR) -> Iterator[tuple[IR, IR | None]]:
    """``d.update({"a": x}, b=y)`` and ``d.setdefault("a", x)`` as stores of entries."""
    call: IR = statement[2] if statement[0] == "expr" else ("",)
    if call[0] != "C" or call[2][0] != "A":
        return
    holder, method = call[2][2], call[2][3]
    given = [(word, value) for star, word, value in call[3] if not star]
    if method == "setdefault" and len(given) == 2:
        yield ("S", call[1], holder, given[0][1]), given[1][1]
    for word, value in given if method == "update" else ():
        if word:
            yield ("S", call[1], holder, ("K", word)), value
        elif value[0] == "D":
            yield from ((("S", call[1], holder, key), held) for key, held in value[2] if key is not None)


class Entries:
    """Which entry of which dictionary a subscript stands for; ``value`` tells what an expression is."""

    def __init__(
        self, vm: Machine, value: Callable[[Activation, IR], Value], is_one: Callable[[Instance], bool]
    ) -> None:
        self._vm, self._value, self._is_one = vm, value, is_one
        # What the variable of a loop over literals is, turn by turn, while its body is looked at.
        self.turns: dict[tuple[Activation, str], tuple[object, ...]] = {}

    def cells(self, node: Activation, e: IR) -> list[Cell]:
        asked = asked_for(e)
        held = self._value(node, asked[0]) if asked is not None else NOTHING
        atom = next(iter(held)) if len(held) == 1 else None
        if asked is None or not isinstance(atom, Mapping) or not self._is_one_dict(atom):
            return []
        return [(atom, (ENTRY, key)) for key in self._keys(node, asked[1])]

    def held(self, node: Activation, e: IR) -> Value:
        """What a dictionary holds under a key."""
        cells = self.cells(node, e)
        if len(cells) != 1:
            return NOTHING
        atom, (_, key) = cells[0]
        held: Value = dict(atom.items).get(key, NOTHING)
        return held | self._vm.heap.peek(atom, ("key", key))

    def _keys(self, node: Activation, key: IR) -> tuple[object, ...]:
        if key[0] == "K":
            return (key[1],)
        if key[0] == "N" and (node, key[1]) in self.turns:
            return self.turns[node, key[1]]
        value = self._value(node, key)
        known = enums.constant(next(iter(value)) if len(value) == 1 else None)
        return () if known is enums.UNKEYED else (known,)

    def _is_one_dict(self, atom: Mapping) -> bool:
        """A module or class body makes it, or the constructor of something that is one."""
        key = atom.key
        if not isinstance(key, tuple) or len(key) < 4:
            return False
        owner = key[3]
        if isinstance(owner, tuple):
            return len(owner) == 2 and isinstance(owner[1], Instance) and self._is_one(owner[1])
        return isinstance(owner, str)

    def taken(self, nodes: Iterable[Activation]) -> set[object]:
        """Entries, and dictionaries as a whole, that these runs may take something out of."""
        return {place for node in nodes if node.func is not None for place in self._taken(node)}

    def _taken(self, node: Activation) -> Iterator[object]:
        for e in walk_here(*node.func.body):  # type: ignore[union-attr]  # of those that have one
            if e[0] == "del" and e[2][0] == "S":
                yield from self.cells(node, e[2]) or self._dicts(node, e[2][2])
            elif e[0] == "C" and e[2][0] == "A" and e[2][3] in _TAKING:
                key = e[3][0][2] if e[2][3] == "pop" and e[3] else None
                cells = self.cells(node, ("S", e[1], e[2][2], key)) if key is not None else []
                yield from cells or self._dicts(node, e[2][2])

    def _dicts(self, node: Activation, holder: IR) -> Value:
        known = self._value(node, holder)
        if known or holder[0] != "N" or node.frame is None:
            return known
        local: Value = node.frame.vars.get(holder[1], NOTHING)
        return local


def turns(statement: IR) -> tuple[str, tuple[object, ...]] | None:
    """``for name in ("a", "b"):``, as the name and what it is turn by turn."""
    if statement[0] != "for" or statement[2][0] != "N" or statement[3][0] not in ("T", "L", "SET"):
        return None
    parts = statement[3][2]
    if not parts or len(parts) > _MAX_TURNS or any(part[0] != "K" for part in parts):
        return None
    return statement[2][1], tuple(part[1] for part in parts)


def of_class(vm: Machine, cls: ClassDef, attr: str) -> Value:
    """An attribute of a class, of its metaclass where it has none."""
    found = cls.lookup(attr)
    own = found[1] if found is not None else NOTHING
    for base in cls.own_bases:
        own |= vm.heap.peek(base, attr)
    for atom in metaclass_of(cls) if not own else ():
        if isinstance(atom, ClassAtom):
            own |= of_class(vm, atom.cls, attr)
    return frozenset(a for a in own if not (isinstance(a, Const) and a.value is None))
