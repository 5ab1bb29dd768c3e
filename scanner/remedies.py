"""What fixing helpers would do: routes judged anew as if some functions no longer ran on the loop.

A fixed function is offloaded as a whole when it is a plain ``def``; an ``async def`` keeps awaiting on the
loop, and everything it does synchronously moves to a thread. What a moved function calls moves with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from scanner.model import LoopRecord

BLOCKS, ASYNC = 1, 2
Place = tuple[int, bool]  # a node, and whether it has moved off the loop


class Remedies:
    """Questions about one scan's loop graph."""

    def __init__(self, graph: LoopRecord) -> None:
        self.functions, self.routes = graph["functions"], graph["routes"]
        self.nodes = [(row[0], row[1], row[2:]) for row in graph["nodes"]]
        self._number = {symbol: index for index, symbol in enumerate(self.functions)}

    def cleared(self, symbols: Iterable[str]) -> set[str]:
        """The ids of the routes that stop blocking when these functions are fixed."""
        fixed = self._numbers(symbols)
        known: dict[Place, bool] = {}
        return {key for key, root in self.routes.items() if self._witness(root, fixed, known) is None}

    def singles(self) -> dict[str, list[str]]:
        """Functions that clear routes on their own, with the ids of those routes."""
        found: dict[str, list[str]] = {}
        memory: dict[int, dict[Place, bool]] = {}
        for key, root in self.routes.items():
            for function in self._witness(root, frozenset(), {}) or ():
                known = memory.setdefault(function, {})
                if self._witness(root, frozenset((function,)), known) is None:
                    found.setdefault(self.functions[function], []).append(key)
        return found

    def plan(self, most: int, allowed: Collection[str] | None = None) -> list[tuple[str, list[str]]]:
        """Up to ``most`` functions to fix in this order, each with the routes it clears beyond those before.

        Each step takes the function that clears most of what still blocks; where none clears anything
        on its own, the one most of the remaining routes run into. Only ``allowed`` functions are taken.
        """
        candidates = None if allowed is None else self._numbers(allowed)
        left, fixed = dict(self.routes), frozenset[int]()
        steps: list[tuple[str, list[str]]] = []
        while left and len(steps) < most:
            chosen = self._best(left, fixed, candidates)
            if chosen is None:
                break
            fixed |= {chosen}
            known: dict[Place, bool] = {}
            gone = [key for key, root in left.items() if self._witness(root, fixed, known) is None]
            left = {key: root for key, root in left.items() if key not in set(gone)}
            steps.append((self.functions[chosen], gone))
        while steps and not steps[-1][1]:
            steps.pop()
        return steps

    def _best(
        self, left: dict[str, int], fixed: frozenset[int], candidates: frozenset[int] | None
    ) -> int | None:
        clears: Counter[int] = Counter()
        meets: Counter[int] = Counter()
        memory: dict[int, dict[Place, bool]] = {}
        for root in left.values():
            for function in self._witness(root, fixed, {}) or ():
                if function in fixed or (candidates is not None and function not in candidates):
                    continue
                meets[function] += 1
                known = memory.setdefault(function, {})
                if self._witness(root, fixed | {function}, known) is None:
                    clears[function] += 1
        ranked = sorted(meets, key=lambda one: (-clears[one], -meets[one], self.functions[one]))
        return ranked[0] if ranked else None

    def _numbers(self, symbols: Iterable[str]) -> frozenset[int]:
        return frozenset(self._number[symbol] for symbol in symbols if symbol in self._number)

    def _witness(self, root: int, fixed: frozenset[int], known: dict[Place, bool]) -> set[int] | None:
        """The functions of one path from ``root`` to a call that still blocks the loop; None without one.

        ``known`` remembers places from which no such call was found, for the same ``fixed`` only.
        """
        start = self._placed(root, False, fixed)
        path: list[Place] = [start]
        pending = [self._next(start, fixed)]
        seen = {start}
        while path:
            place = path[-1]
            if self._blocks(place):
                return {self.nodes[node][0] for node, _ in path} - {-1}
            step = next((one for one in pending[-1] if one not in seen and known.get(one, True)), None)
            if step is None:
                path.pop()
                pending.pop()
            else:
                seen.add(step)
                path.append(step)
                pending.append(self._next(step, fixed))
        # Only now: while a search goes on, a place left behind may still lead on through one ahead of it.
        known.update(dict.fromkeys(seen, False))
        return None

    def _blocks(self, place: Place) -> bool:
        node, moved = place
        return not moved and bool(self.nodes[node][1] & BLOCKS)

    def _next(self, place: Place, fixed: frozenset[int]) -> list[Place]:
        node, moved = place
        return [self._placed(to, moved, fixed) for to in self.nodes[node][2]]

    def _placed(self, node: int, from_moved: bool, fixed: frozenset[int]) -> Place:
        function, flags, _ = self.nodes[node]
        inline = function >= 0 and not flags & ASYNC
        return node, function in fixed or (from_moved and inline)
