"""Runs of functions with exactly the arguments of one call, beside those that calls share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import enums
from scanner.engine.frames import Activation
from scanner.engine.program import FuncDef
from scanner.engine.values import Const, FuncAtom, Mapping, Sequence, Value

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

Call = tuple[FuncAtom, tuple[Value, ...], str]
"""What a call enters: function, arguments, context."""

MAX_RERUNS = 3
# Steps of one look.
MAX_STEPS = 1_500
MAX_TEXT = 60


class Exact:
    """Makes and keeps such runs: of functions in ``murky``, until ``last`` steps are done.

    ``sure`` has the functions that block in a context whatever they are called with, ``known`` one of the
    shared runs of each, one that blocks if there is any.
    """

    def __init__(self, vm: Machine, last: int) -> None:
        self.vm, self.last = vm, last
        self.made: dict[tuple[Any, ...], Activation] = {}
        self.runs: set[Activation] = set()
        self.seen: set[Activation] = set()
        self.murky: set[FuncDef] = set()
        self.sure: set[tuple[FuncDef, str]] = set()
        self.known: dict[tuple[FuncDef, str], Activation] = {}
        self.limit = 0
        self.is_vain = self.to_the_end = False

    def enter(self, atom: FuncAtom, bound: tuple[Value, ...], context: str) -> Activation | None:
        """The run for this call alone, or one that stands for it; None if there is none yet."""
        if context == "import":
            return None
        if (atom.func, context) in self.sure:
            self.is_vain = not self.to_the_end
            return self.known.get((atom.func, context))
        is_clear = atom.func not in self.murky and not any(map(_is_of_look, bound))
        if self.is_vain or is_clear or self.vm.steps > self.limit:
            # Nothing hangs on this call: any run that is there will do, and none is made to grow.
            return self.known.get((atom.func, context))
        return self._run_of((atom, bound, context))

    def _run_of(self, call: Call) -> Activation:
        atom, bound, context = call
        key = atom.func, atom.frame, context, bound
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = self.vm.new_activation(atom, bound, context)
            found.serial = len(self.vm.activations) + len(self.made)
            # Below all bounds on numbers: what such a run makes is nobody else's.
            found.number = -found.serial
            self.runs.add(found)
        self.seen.add(found)
        return found

    def look(self, call: Call, to_the_end: bool = False) -> Activation | None:
        """Follows one call; None if the bound cut it short, or if it blocks all the same (then, too, it is
        followed ``to_the_end`` where the way to what blocks matters)."""
        vm = self.vm
        self.to_the_end = to_the_end
        self.is_vain = False
        self.seen.clear()
        self.limit = min(vm.steps + MAX_STEPS, self.last)
        outer, vm.heap.dirty = vm.heap.dirty, set()
        vm.exact = self
        found = self._run_of(call)
        stale = {found} if found.dirty else set()
        for _ in range(MAX_RERUNS):
            for run in sorted(stale, key=lambda a: a.serial):
                vm.run(run)
            stale, vm.heap.dirty = vm.heap.dirty & self.seen, set()
        vm.exact, vm.heap.dirty = None, outer
        if not (stale or self.is_vain or vm.steps > self.limit):
            return found
        # What was cut short must not pass for complete when another look comes by.
        self.made = {key: run for key, run in self.made.items() if run not in self.seen}
        return None


def _is_of_look(value: Value) -> bool:
    """Whether something that only a look has made is among it: whoever gets that may fill it."""
    return any(isinstance(a, Sequence | Mapping) and _has_own_number(a.key) for a in value)


def _has_own_number(key: Any) -> bool:
    if isinstance(key, tuple):
        return any(map(_has_own_number, key))
    return isinstance(key, int) and key < 0


def marks(args: Any, site: Any) -> tuple[tuple[str, Any], ...]:
    """What tells an object built in such a run from others: its place and its constants by parameter."""
    given = [*((str(n), v) for n, v in enumerate(args.pos)), *args.kwargs.items()]
    found = ((name, next(iter(value))) for name, value in given if len(value) == 1)
    return (("", site), *((name, atom) for name, atom in found if _is_short(atom)))


def _is_short(atom: Any) -> bool:
    if isinstance(atom, Const):
        return isinstance(atom.value, bool) or (isinstance(atom.value, str) and len(atom.value) <= MAX_TEXT)
    return enums.is_member(atom)
