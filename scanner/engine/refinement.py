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

ROUNDS = 3
# Steps of all looks together: a few in proportion to those of the scan, and more for each look that
# clears something, up to a larger part.
MIN_STEPS, LEAST, MOST = 10_000, 0.03, 0.25
REWARD = 1_000
# Ways to enter a function of which nobody gets the result.
_APART = frozenset({"background", "hook", "stream"})


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

    def run(self) -> None:
        if self.vm.exhausted:
            return
        # The looks have a bound of their own: one that gave up would pass for a run that does not block.
        self.vm.max_steps = max(self.vm.max_steps, self.last)
        for number in range(ROUNDS):
            self._round(number)
            if self.vm.steps > self.exact.last:
                return

    def _round(self, number: int) -> None:
        view = View(Graph(self.roots()), self.blocks)
        self.exact.murky, self.exact.sure, self.exact.known = view.murky(), view.sure(), view.known()
        for node in self._callers(view, number):
            doubted = {
                target
                for target, edge in node.edges.items()
                if target in view.blocked
                and target.func is not None
                and target not in self.exact.runs
                and edge[1] != "possible"
                and (target in view.questioned or target not in view.firm)
            }
            if doubted:
                self._replace(node, doubted)
            if self.vm.steps > self.exact.last:
                return

    def _callers(self, view: View, number: int) -> Iterator[Activation]:
        """Whose calls are looked at in a round: those of handlers and dependencies, then of the stand-ins
        that enter these, then of all others."""
        entered = {t for n in view.graph.nodes if n.func is None for t in n.edges}
        for node in view.graph.nodes:
            if view.is_doubtful(node) and node not in self.exact.runs:
                kind = 1 if node.func is None else 0 if node in entered else 2
                if kind == number and not (kind and node in view.firm):
                    yield node

    def _replace(self, node: Activation, doubted: set[Activation]) -> None:
        """Lets the edges of a caller lead to runs of their own."""
        for target, calls in self._calls(node, doubted).items():
            looks = list(takewhile(bool, map(self.exact.look, calls)))
            if len(looks) < len(calls) or target not in node.edges or all(map(self._blocks, looks)):
                continue
            self.exact.last = min(self.last, self.exact.last + REWARD)
            edge = node.edges.pop(target)
            for look in filter(None, looks):
                node.edges.setdefault(look, edge)
                look.callers.add(node)

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

    def _calls(self, node: Activation, doubted: set[Activation]) -> dict[Activation, list[Call]]:
        """The calls behind the edges of a caller, with the arguments as they were given."""
        vm = self.vm
        if node.func is not None:
            kept = node.result, node.yields, node.runs
            outer, vm.heap.dirty = vm.heap.dirty, set()
            vm.entered.pop(node, None)
            vm.recorded = node
            vm.run(node)
            vm.recorded, vm.heap.dirty = None, outer
            node.result, node.yields, node.runs = kept
        calls = vm.entered.get(node, {})
        return {target: calls[target] for target in node.edges if target in doubted and target in calls}


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
    return any(not isinstance(a, Const) or a.value is not None for a in node.result)


def _gives_several(node: Activation) -> bool:
    """Whether a run that several calls share may give one of them what others asked for."""
    if node.func is None:
        return False
    several = sum(a.interesting for a in node.result) > 1
    return several or (node.blurred and node.func.name == "__init__" and len(node.bound) > 1)
