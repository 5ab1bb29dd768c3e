"""Conditions on names and attributes of which it is known whether they hold something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from scanner.engine import kept_entries
from scanner.engine.bodies import IR, last, variables, walk_here
from scanner.engine.frames import Activation
from scanner.engine.program import FuncDef
from scanner.engine.scheduling import is_shadow
from scanner.engine.values import (
    NOTHING,
    ClassAtom,
    Const,
    Ext,
    FuncAtom,
    Instance,
    ModuleAtom,
    Value,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

Cell = tuple[Any, Any]
"""What has an attribute, the module that has a name, or the dictionary that has an entry, and which one."""
TRUE, FALSE, SOME, MADE, NONE = "true", "false", "some", "made", "none"
"""What a cell holds: something that counts as true, as false, or as either; what a call made; or None."""
# What runs without being named, and what of it stores in a new object.
IMPLIED = frozenset({"__init__", "__new__", "__post_init__", "__enter__", "__aenter__"})
BUILDS = frozenset({"__init__", "__post_init__"})
_ENTERED = frozenset({"call", "thread"})
_AWAITED = frozenset({"call", "thread", "task"})
Read = Callable[[IR], str | None]


def known(test: IR, read: Read) -> bool | None:
    """Whether a condition holds, given what some of its parts are; None where that leaves it open."""
    op = test[0]
    if op == "BO":
        left, right = known(test[2], read), known(test[3], read)
        ends = test[1] == "or"
        if left is ends or right is ends:
            return ends
        return left if left is right else None
    if op == "U" and test[2] == "Not":
        inner = known(test[3], read)
        return None if inner is None else not inner
    if asked := kept_entries.present(test):
        held = read(asked[0])
        return None if held is None else asked[1] is (held != NONE)
    if op == "CMP" and len(test[3]) == 1 and test[3][0][1] == ("K", None):
        held = read(test[2])
        if held is None or test[3][0][0] not in _NONE:
            return None
        return _NONE[test[3][0][0]] is (held == NONE)
    if op == "K":
        return bool(test[1])
    held = read(test)
    return {TRUE: True, FALSE: False, NONE: False}.get(held or "")


_NONE = {"Is": True, "Equal": True, "IsNot": False, "NotEqual": False}


def held_by(value: IR) -> str | None:
    """What an expression makes, as far as its form tells; calls are assumed to make something."""
    if value[0] == "AW":
        return held_by(value[2])
    if value[0] == "K":
        return None if value[1] is None else (TRUE if value[1] else FALSE)
    if value[0] in ("C", "LAM"):
        return MADE if value[0] == "C" else TRUE
    if value[0] in ("T", "L", "SET", "D"):
        return TRUE if value[2] else SOME
    return SOME if value[0] in ("COMP", "J", "B") else None


def stores(statement: IR) -> Iterator[tuple[IR, IR | None]]:
    """What a statement assigns to, each with the expression that is assigned, if that is one."""
    op = statement[0]
    if op in ("ann", "aug"):
        if op == "aug" or statement[4] is not None:
            yield statement[2], statement[4] if op == "ann" else None
    elif op == "del":
        yield statement[2], None
    for target in statement[2] if op == "=" else ():
        if target[0] not in ("T", "L"):
            yield target, statement[3]
        else:
            yield from ((part[1] if part[0] == "*" else part, None) for part in target[2])


def lines(*parts: IR) -> frozenset[int]:
    """The lines on which the parts of statements or expressions begin."""
    return frozenset(line for part in walk_here(*parts) for line in line_of(part))


def line_of(part: IR) -> tuple[int, ...]:
    place = 2 if part[0] == "COMP" else 1
    return (part[place],) if part[0] != "K" and len(part) > place and type(part[place]) is int else ()


def entered(node: Activation, expression: IR) -> Iterator[Activation]:
    """What a run of project code enters at an expression and gets the result of."""
    ways = _AWAITED if any(e[0] == "AW" for e in walk_here(expression)) else _ENTERED
    places = lines(expression)
    queue = [node]
    while queue:
        for target, (line, via, certainty) in queue.pop().edges.items():
            if line in places and via in ways and certainty == "certain":
                if is_shadow(target):
                    queue.append(target)
                elif target.func is not None:
                    yield target


class Places:
    """Which name of which module, or attribute of which one thing, an expression in a run stands for."""

    def __init__(self, vm: Machine) -> None:
        self.vm = vm
        self._own: dict[FuncDef, frozenset[str]] = {}
        self._aliases: dict[tuple[FuncDef, str], IR | None] = {}
        # Functions that ran once: what they made is one object.
        self.once: set[str] = set()
        self.entries = kept_entries.Entries(vm, self.value, self.is_one)

    def cells(self, node: Activation, e: IR) -> list[Cell]:
        """The cells that a store fills, one for each turn of a loop over literals."""
        if e[0] == "S":
            return self.entries.cells(node, e)
        cell = self.cell(node, e)
        return [] if cell is None else [cell]

    def cell(self, node: Activation, e: IR) -> Cell | None:
        e = self._meant(node, e)
        if kept_entries.asked_for(e) is not None:
            cells = self.entries.cells(node, e)
            return cells[0] if len(cells) == 1 else None
        if e[0] == "N":
            module = self._module(node)
            return None if module is None or self._is_own(node, e[1]) else (module.name, e[1])
        if e[0] != "A":
            return None
        found = self.value(node, e[2])
        atom = next(iter(found)) if len(found) == 1 else None
        if isinstance(atom, ModuleAtom):
            return atom.module.name, e[3]
        is_one = isinstance(atom, ClassAtom) or (isinstance(atom, Instance) and self.is_one(atom))
        return (atom, e[3]) if is_one else None

    def value(self, node: Activation, e: IR) -> Value:
        """What an argument, a name of the module, or an attribute of one of these is."""
        if e[0] == "N":
            names = [p[0] for p in node.func.params] if node.func is not None else []
            if e[1] in names:
                return node.bound[names.index(e[1])]
            module = self._module(node)
            if module is None or self._is_own(node, e[1]):
                return NOTHING
            return self.vm.module_attribute(module, e[1], None)
        if kept_entries.asked_for(e) is not None:
            return self.entries.held(node, e)
        if e[0] != "A":
            return NOTHING
        found = self.value(node, e[2])
        atom = next(iter(found)) if len(found) == 1 else None
        if isinstance(atom, ModuleAtom):
            return self.vm.module_attribute(atom.module, e[3], None)
        if isinstance(atom, ClassAtom):
            return kept_entries.of_class(self.vm, atom.cls, e[3])
        if not isinstance(atom, Instance):
            return NOTHING
        return self.vm.heap.peek(atom, e[3]) or kept_entries.of_class(self.vm, atom.cls, e[3])

    def _meant(self, node: Activation, e: IR) -> IR:
        """What a variable was set to: ``client = clients.get("db")``, before ``if client is None``."""
        if e[0] != "N" or node.func is None or not self._is_own(node, e[1]):
            return e
        key = node.func, e[1]
        if key not in self._aliases:
            self._aliases[key] = self._alias(node, e)
        return self._aliases[key] or e

    def _alias(self, node: Activation, e: IR) -> IR | None:
        """The one thing that a variable stands for unless something is made for it."""
        body = node.func.body  # type: ignore[union-attr]  # of those that have one
        given = [value for s in walk_here(*body) for target, value in stores(s) if target == e]
        asked = [v for v in given if v is not None and (v[0] == "A" or kept_entries.asked_for(v) is not None)]
        if len(asked) != 1 or e[1] in (p[0] for p in node.func.params):  # type: ignore[union-attr]  # as above
            return None
        others = (self.held(node, v, is_named=True) for v in given if v is not asked[0])
        return asked[0] if all(held in (MADE, TRUE) for held in others) else None

    def held(self, node: Activation, value: IR | None, is_named: bool = False) -> str | None:
        """What is stored; ``MADE``: what a call made, which may be data that counts as false.

        ``is_named``: the value of a variable, which says nothing if it is that of another one.
        """
        if value is None:
            return None
        called = value[2] if value[0] == "AW" else value
        if called[0] in ("N", "A"):
            return None if is_named else self._held_by_name(node, called)
        if called[0] == "BO" and called[1] == "or":
            return self.held(node, called[3], is_named)
        if called[0] == "IF":
            held = self.held(node, called[2], is_named)
            return held if held == self.held(node, called[3], is_named) else None
        if called[0] != "C":
            return held_by(value)
        results = [target.result for target in entered(node, value) if _is_named(target, called)]
        if any(isinstance(a, Const) and a.value is None for result in results for a in result):
            return None
        return MADE

    def _held_by_name(self, node: Activation, e: IR) -> str | None:
        if e[0] == "N" and node.func is not None and self._is_own(node, e[1]):
            given = [v for s in walk_here(*node.func.body) for t, v in stores(s) if t == e]
            if given:
                held = {self.held(node, v, is_named=True) for v in given}
                return held.pop() if len(held) == 1 else None
        found = self.value(node, e)
        return MADE if found and all(a.interesting for a in found) else None

    def certain(self, node: Activation, e: IR, held: str) -> str | None:
        """What a cell holds, as far as that is certain: data may be missing unless it is made right here."""
        if held != MADE or e[0] == kept_entries.PRESENT:
            return held
        value = self.value(node, self._meant(node, e))
        things = [a for a in value if not (isinstance(a, Const) and a.value is None)]
        body = node.func.body if node.func is not None else ()
        makes = any(last(target) == last(e) != "" for s in walk_here(*body) for target, _ in stores(s))
        return TRUE if makes or (things and all(a.interesting for a in things)) else None

    def _module(self, node: Activation) -> Any:
        return node.func.module if node.func is not None else self.vm.module_of.get(node)

    def _is_own(self, node: Activation, name: str) -> bool:
        """Whether a name is a variable of the function, or of one around it."""
        if node.func is None:
            return False
        own = self._own.get(node.func)
        if own is None:
            body = node.func.body
            shared = {n for s in walk_here(*body) if s[0] == "global" for n in s[2]}
            own = frozenset(p[0] for p in node.func.params) | frozenset().union(*map(variables, body))
            own = self._own[node.func] = own - shared
        outer = node.frame.parent if node.frame is not None else None
        while name not in own and outer is not None:
            if outer.kind == "func" and name in outer.vars:
                return True
            outer = outer.parent
        return name in own

    def is_one(self, atom: Instance) -> bool:
        """Whether what stands for an object stands for no other: a module makes it, or what runs once."""
        key = atom.key
        if not isinstance(key, tuple):
            return False
        if key[0] == "site":
            # What ``object.__new__`` makes does not tell for whom.
            return len(key[1]) > 2 and (key[1][2] == "" or key[1][2] in self.once)
        return key[0] == "args" and any(mark == "" for mark, _ in key[-1])

    def are_exact(self, node: Activation) -> bool:
        """Whether the arguments of a run are known one by one."""
        return not node.blurred and all(len(v) == 1 and self._is_exact(next(iter(v))) for v in node.bound)

    def _is_exact(self, atom: Any) -> bool:
        if isinstance(atom, Instance):
            return self.is_one(atom)
        return isinstance(atom, Const | ClassAtom | FuncAtom | ModuleAtom | Ext)


def _is_named(target: Activation, call: IR) -> bool:
    return target.func is not None and target.func.name == last(call[2])


def name_of(target: Activation) -> str:
    """How a call names what it enters: a constructor goes by its class."""
    func = target.func
    if func is None:
        return ""
    made = next(iter(target.bound[0])) if func.name == "__call__" and target.bound else None
    if isinstance(made, ClassAtom):
        return made.cls.name
    return func.cls.name if func.name in IMPLIED and func.cls is not None else func.name
