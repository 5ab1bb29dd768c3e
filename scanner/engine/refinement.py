"""Where only merged arguments make something block: its calls are looked at again, one by one.

A function called in very many ways is interpreted a few times only, so one caller's blocking branch is held
against all of them. The edges of such calls lead to runs of their own afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from scanner.engine.exact import Call, Exact
from scanner.engine.frames import Activation
from scanner.engine.graph import Effect, Graph, certain_edges
from scanner.engine.program import FuncDef
from scanner.engine.values import Const

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

ROUNDS = 2
# Steps of all looks together: a few in proportion to those of the scan, and for each look that clears
# something so many times what it took, up to a larger part.
MIN_STEPS, LEAST, MOST = 10_000, 0.03, 0.25
REWARD = 4
# Looks at a function in a round, or such a part of its calls, that clear nothing before the rest is left.
TRIES, PART = 3, 8
# Ways to enter a function of which nobody gets the result.
_APART = frozenset({"background", "hook", "listener", "stream"})


class Refinement:
    """Looks again wherever only merged arguments make something block."""

    def __init__(
        self,
        vm: Machine,
        roots: Callable[[], list[Activation]],
        blocks: Callable[[Activation], Effect | None],
    ) -> None:
        self.vm, self.roots, self.blocks = vm, roots, blocks
        self.exact = Exact(vm, vm.steps + max(MIN_STEPS, int(vm.steps * LEAST)))
        self.last = vm.steps + max(MIN_STEPS, int(vm.steps * MOST))
        self.recorded: set[Activation] = set()
        self.cleared: set[FuncDef] = set()
        # How things stand, until a look may have changed an edge.
        self._view: View | None = None

    def run(self) -> Graph | None:
        """Looks again; returns the graph that is left, unless the looks may have changed it."""
        if self.vm.exhausted:
            return None
        # The looks have a bound of their own: one that gave up would pass for a run that does not block.
        self.vm.max_steps = max(self.vm.max_steps, self.last)
        for number in range(ROUNDS):
            self._round(number)
            if self.vm.steps > self.exact.last:
                break
        return self._view.graph if self._view is not None else None

    def _round(self, number: int) -> None:
        view = self._view = self._view or View(Graph(self.roots()), self.blocks)
        self.exact.murky, self.exact.sure, self.exact.known = view.murky(), view.sure(), view.known()
        for func, callers in self._doubted(view, number).items():
            failed, tries = 0, max(TRIES, len(callers) // PART)
            for node in callers:
                failed = -len(callers) if self._replace(node, func) else failed + 1
                if self.vm.steps > self.exact.last:
                    return
                if failed == tries:
                    break

    def _doubted(self, view: View, number: int) -> dict[FuncDef, list[Activation]]:
        """Whose calls of which functions are looked at in a round: first of those that most callers share,
        as one of its callers' branches is held against each of them."""
        found: dict[FuncDef, dict[Activation, None]] = {}
        for node in self._callers(view, number):
            for target, edge in node.edges.items():
                doubted = target in view.blocked and (target in view.questioned or target not in view.firm)
                if doubted and edge[1] != "possible" and target.func and target not in self.exact.runs:
                    found.setdefault(target.func, {})[node] = None
        return {func: [*found[func]] for func in sorted(found, key=lambda f: -len(found[f]))}

    def _callers(self, view: View, number: int) -> Iterator[Activation]:
        """Whose calls are looked at in a round: those of handlers and dependencies, then all others."""
        entered = {t for n in view.graph.nodes if n.func is None for t in n.edges}
        for node in view.graph.nodes:
            if view.is_doubtful(node) and node not in self.exact.runs:
                kind = 0 if node.func is not None and node in entered else 1
                if kind == number and not (kind and node in view.firm):
                    yield node

    def _replace(self, node: Activation, func: FuncDef) -> bool:
        """Lets what a caller calls of a function be runs of its own; tells whether that cleared anything."""
        self._view = None
        before = self.vm.steps
        cleared = False
        for target, calls in list(self._calls(node).items()):
            if target.func is func and target in node.edges and target not in self.exact.runs:
                cleared |= self._clears(node, target, calls)
        if cleared:
            self.cleared.add(func)
            self.exact.last = min(self.last, self.exact.last + REWARD * (self.vm.steps - before))
        return cleared

    def _clears(self, node: Activation, target: Activation, calls: list[Call]) -> bool:
        is_worth_all = target.func in self.cleared
        looks = list(takewhile(bool, (self.exact.look(call, is_worth_all) for call in calls)))
        if not calls or len(looks) < len(calls):
            return False
        edge = node.edges.pop(target)
        for look in filter(None, looks):
            node.edges.setdefault(look, edge)
            look.callers.add(node)
        return not all(map(self._blocks, looks))

    def _blocks(self, start: Activation | None) -> bool:
        """Whether a run, or one that it leads to, blocks."""
        queue = [start] if start is not None else []
        seen = set(queue)
        while queue:
            node = queue.pop()
            if self.blocks(node) is not None:
                return True
            fresh = [target for target in certain_edges(node) if target not in seen]
            seen.update(fresh)
            queue += fresh
        return False

    def _calls(self, node: Activation) -> dict[Activation, list[Call]]:
        """The calls behind the edges of a caller, with the arguments as they were given."""
        vm = self.vm
        if node.func is not None and node not in self.recorded:
            # Only once: a run leads all edges back to what calls share.
            self.recorded.add(node)
            kept = node.result, node.yields, node.runs
            outer, vm.heap.dirty = vm.heap.dirty, set()
            vm.entered.pop(node, None)
            vm.recorded = node
            vm.run(node)
            vm.recorded, vm.heap.dirty = None, outer
            node.result, node.yields, node.runs = kept
        return vm.entered.get(node, {})


class View:
    """What blocks, and what of it rests on merged arguments, as the runs stand now."""

    def __init__(self, graph: Graph, blocks: Callable[[Activation], Effect | None]) -> None:
        self.graph, self.blocks = graph, blocks
        self.blocked = graph.nearest(blocks)
        self.blurring: set[Activation] = set()
        self.doubts = self._doubts()
        self.questioned = self._questioned()
        self.firm = self._firm()

    def _doubts(self) -> dict[Activation, int]:
        """The line from which on what a run does rests on an open test or on a merged result."""
        doubts = {node: node.doubt for node in self.graph.nodes if node.doubt}
        queue = [node for node in self.graph.nodes if node.blurred and _gives_several(node)]
        self.blurring.update(queue)
        while queue:
            node = queue.pop()
            for caller in self.graph.callers.get(node, ()):
                line = caller.edges[node][0]
                doubts[caller] = min(line, doubts.get(caller, line))
                if caller not in self.blurring and _gives_several(caller):
                    self.blurring.add(caller)
                    queue.append(caller)
        return doubts

    def _questioned(self) -> set[Activation]:
        """Runs in which something is in doubt, and those shared by the calls of a function that blocks
        some callers and others not."""
        calm = {(n.func, n.context) for n in self.graph.nodes if n not in self.blocked}
        return {n for n in self.blocked if n in self.doubts or (n.blurred and (n.func, n.context) in calm)}

    def _firm(self) -> set[Activation]:
        """What blocks whatever it is called with."""
        firm = {n for n in self.graph.nodes if n in self.blocked and self._is_sure(n)}
        queue = list(firm)
        while queue:
            node = queue.pop()
            if node.blurred and node in self.questioned:
                continue
            for caller in self.graph.callers.get(node, ()):
                if caller not in firm and not 0 < self.doubts.get(caller, 0) <= caller.edges[node][0]:
                    firm.add(caller)
                    queue.append(caller)
        return firm

    def is_doubtful(self, node: Activation) -> bool:
        """Whether a run blocks by what is in question, or only seems to by the shortest way."""
        if node not in self.blocked or node not in self.firm:
            return node in self.blocked
        step = self.blocked[node][1]
        return isinstance(step, Activation) and (step not in self.firm or step in self.questioned)

    def _is_sure(self, node: Activation) -> bool:
        found = self.blocks(node)
        return found is not None and not 0 < self.doubts.get(node, 0) <= node.effects[found][0]

    def sure(self) -> set[tuple[FuncDef, str]]:
        """Functions of which every run in a context blocks whatever it is called with."""
        unsure = {(n.func, n.context) for n in self.graph.nodes if n not in self.firm or n in self.questioned}
        sure = {(n.func, n.context) for n in self.firm if n.func is not None}
        return sure - unsure

    def known(self) -> dict[tuple[FuncDef, str], Activation]:
        """A shared run of each function in each context, one that blocks if there is any."""
        found: dict[tuple[FuncDef, str], Activation] = {}
        for node in self.graph.nodes:
            if node.func is not None and ((node.func, node.context) not in found or node in self.blocked):
                found[node.func, node.context] = node
        return found

    def murky(self) -> set[FuncDef]:
        """Functions that may behave otherwise if their arguments, or those of what they call, are exact:
        what leads to something in question, and what blocks or returns something there."""
        seen = self.graph.leading_to(lambda node: node in self.questioned or node in self.blurring)
        queue = list(seen)
        while queue:
            fresh = [
                target
                for target, (_, via, _c) in queue.pop().edges.items()
                if target not in seen and (target in self.blocked or (via not in _APART and _returns(target)))
            ]
            seen.update(fresh)
            queue += fresh
        return {n.func for n in seen if n.func is not None}


def _returns(node: Activation) -> bool:
    """Whether a run gives its callers anything but None."""
    return any(not isinstance(a, Const) or a.value is not None for a in node.result | node.yields)


def _gives_several(node: Activation) -> bool:
    """Whether a run that several calls share may give one of them what others asked for."""
    if node.func is None:
        return False
    several = sum(a.interesting for a in node.result | node.yields) > 1
    return several or (node.blurred and node.func.name == "__init__" and len(node.bound) > 1)
