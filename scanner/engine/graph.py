"""What recorded runs lead to: reachability and distances over the activations of one scan."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Any

from scanner.engine.frames import Activation
from scanner.engine.scheduling import is_shadow

Effect = tuple[str, str, str]
# Longer than any chain.
FAR = 1_000


class Graph:
    """All activations reached from the roots, with edges that may decide a class."""

    def __init__(self, roots: Iterable[Activation]) -> None:
        self.nodes: list[Activation] = []
        self.callers: dict[Activation, list[Activation]] = {}
        self.targets: dict[Activation, list[Activation]] = {}
        seen: set[Activation] = set()
        queue = deque(roots)
        seen.update(queue)
        while queue:
            node = queue.popleft()
            self.nodes.append(node)
            self.targets[node] = certain_edges(node)
            for target in self.targets[node]:
                self.callers.setdefault(target, []).append(node)
                if target not in seen:
                    seen.add(target)
                    queue.append(target)

    def nearest(
        self,
        wanted: Callable[[Activation], Effect | None],
        apart: frozenset[str] = frozenset(),
        avoided: Container[Activation] = (),
    ) -> dict[Activation, tuple[int, Any]]:
        """Distance of each activation to the nearest wanted effect and the step towards it, not ``apart``;
        any way round what is ``avoided`` is nearer than one through it."""
        found: dict[Activation, tuple[int, Any]] = {}
        queue: deque[Activation] = deque()
        for node in self.nodes:
            effect = wanted(node)
            if effect is not None:
                found[node] = (FAR if node in avoided else 0, effect)
                queue.append(node)
        while queue:
            node = queue.popleft()
            distance = found[node][0] + (0 if is_shadow(node) else 1)
            for caller in self.callers.get(node, ()):
                if apart and caller.edges[node][1] in apart:
                    continue
                known = found.get(caller)
                far = distance + FAR if caller in avoided else distance
                if known is None or far < known[0]:
                    found[caller] = (far, node)
                    queue.append(caller)
        return found

    def shared(self, found: Container[Activation]) -> set[Activation]:
        """Runs that stand for several calls, of functions of which other runs were not found."""
        others = {(n.func, n.context) for n in self.nodes if n not in found}
        return {n for n in self.nodes if n.blurred and n in found and (n.func, n.context) in others}

    def leading_to(self, wanted: Callable[[Activation], bool]) -> set[Activation]:
        """The wanted activations and all that lead to them."""
        found = set(filter(wanted, self.nodes))
        queue = list(found)
        while queue:
            fresh = [caller for caller in self.callers.get(queue.pop(), ()) if caller not in found]
            found.update(fresh)
            queue += fresh
        return found

    def reachable_bits(self, own: dict[Activation, int]) -> dict[Activation, int]:
        """For each activation the union of ``own`` bits over everything it reaches."""
        bits = dict.fromkeys(self.nodes, 0)
        bits.update({k: v for k, v in own.items() if k in bits})
        queue = deque(n for n in self.nodes if bits[n])
        queued = set(queue)
        while queue:
            node = queue.popleft()
            queued.discard(node)
            value = bits[node]
            for caller in self.callers.get(node, ()):
                merged = bits[caller] | value
                if merged != bits[caller]:
                    bits[caller] = merged
                    if caller not in queued:
                        queued.add(caller)
                        queue.append(caller)
        return bits

    def reaching_bits(self, roots: Sequence[Activation]) -> dict[Activation, int]:
        """For each activation one bit per root that leads to it, by the root's place in the sequence."""
        bits = dict.fromkeys(self.nodes, 0)
        for number, root in enumerate(roots):
            bits[root] |= 1 << number
        order = self._callers_first(roots)
        grows = True
        while grows:
            grows = False
            for node in order:
                value = bits[node]
                for target in self.targets[node]:
                    merged = bits[target] | value
                    if merged != bits[target]:
                        bits[target] = merged
                        grows = True
        return bits

    def _callers_first(self, roots: Sequence[Activation]) -> list[Activation]:
        """What the roots lead to, each before what it enters unless they enter each other."""
        out: list[Activation] = []
        seen: set[Activation] = set()
        for root in roots:
            stack = [] if root in seen else [(root, iter(self.targets[root]))]
            seen.add(root)
            while stack:
                node, rest = stack[-1]
                target = next((t for t in rest if t not in seen), None)
                if target is None:
                    out.append(node)
                    stack.pop()
                else:
                    seen.add(target)
                    stack.append((target, iter(self.targets[target])))
        return out[::-1]


def certain_edges(node: Activation) -> list[Activation]:
    return [target for target, (_, via, _c) in node.edges.items() if via != "possible"]


def places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
