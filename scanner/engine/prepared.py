"""Takes out of what requests lead to what the application has done before the first of them.

Lifespans keep the whole: what they share with requests is copied for them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scanner.engine.bodies import IR, LEAVES, always, blocks, children, last, walk, walk_here
from scanner.engine.frames import Activation
from scanner.engine.graph import Effect, Graph
from scanner.engine.kept_entries import PRESENT
from scanner.engine.known import BUILDS, FALSE, NONE, Cell, known, line_of, lines, name_of, stores
from scanner.engine.program import FuncDef
from scanner.engine.startup import Startup

if TYPE_CHECKING:
    from scanner.engine.machine import Machine
    from scanner.engine.serve import Server
    from scanner.engine.values import Atom

_GOING_ON = frozenset({"background", "task", "thread"})
_CONDITIONS = frozenset({"if", "while", "BO", "IF"})


def prepared(vm: Machine, server: Server, graph: Graph) -> Graph | None:
    """The graph without what requests find done; None if that is nothing."""
    if vm.exhausted:
        # What was not followed may take away what was made.
        return None
    startup = Startup(vm, server)
    if not startup.calls and not any(startup.cells.values()):
        return None
    starts = [hook.activation for hook in server.hooks if hook.role == "lifespan"]
    roots = [route.activation for route in server.routes]
    roots += [hook.activation for hook in server.hooks if hook.role != "lifespan"]
    requests = Requests(startup, Graph(roots), _beside(starts))
    spared = {node: gone for node in requests.graph.nodes if any(gone := requests.spared(node))}
    if not spared:
        return None
    _copy_for(starts, graph, spared)
    for node, (edges, effects) in spared.items():
        for target in edges:
            del node.edges[target]
        for effect in effects:
            del node.effects[effect]
    return Graph(dict.fromkeys([*roots, *starts]))


class Requests:
    """What requests lead to, and what of it has been done before."""

    def __init__(self, startup: Startup, graph: Graph, beside: list[Activation]) -> None:
        """``beside``: what runs beside requests, such as tasks that a lifespan has started."""
        self.startup, self.places, self.graph = startup, startup.places, graph
        self._stored: dict[FuncDef, list[tuple[IR, IR | None]]] = {}
        functions = {node.func: node for node in graph.nodes if node.func is not None}
        # What runs again for requests, unless a cache keeps it, makes more than one thing.
        self.places.once -= {func.symbol for func in functions if not startup.caches(func)}
        nodes = list(dict.fromkeys([*graph.nodes, *beside]))
        functions |= {node.func: node for node in beside if node.func is not None}
        cleared = {name for func in functions for name in _cleared(func, startup.emptying)}
        self.calls = {call for call in startup.calls if call[0].name not in cleared}
        emptied = {place for node in nodes for place in self._emptied(node)}
        self.cells = {
            cell: held
            for cell, held in startup.cells.items()
            if held is not None and emptied.isdisjoint((cell, cell[1], cell[0]))
        }
        taken = self.places.entries.taken(nodes)
        self.entries = {
            cell: held
            for cell, held in startup.cells.items()
            if isinstance(cell[1], tuple) and taken.isdisjoint(cell[:1]) and cell not in taken
        }
        self.cells = {c: held for c, held in self.cells.items() if c in self.entries or isinstance(c[1], str)}
        self._names = {name for _, name in self.cells}
        self._asking: dict[FuncDef, bool] = {}

    def _emptied(self, node: Activation) -> Iterator[Cell | Atom | str]:
        """To what a run may assign nothing; only the name where nobody knows of what it is an attribute, and
        the dictionary where nobody knows the key."""
        for target, value in self._stores(node.func) if node.func is not None else ():
            if self.places.held(node, value) in (None, FALSE, NONE):
                if target[0] != "S":
                    yield self.places.cell(node, target) or last(target)
                    continue
                cells = self.places.cells(node, target)
                yield from cells or self.places.value(node, target[2])

    def _stores(self, func: FuncDef) -> list[tuple[IR, IR | None]]:
        """What a function assigns to names and attributes that others see."""
        known = self._stored.get(func)
        if known is None:
            parts = list(walk_here(*func.body))
            shared = {name for s in parts if s[0] == "global" for name in s[2]}
            found = [pair for s in parts for pair in stores(s)]
            is_new = func.name in BUILDS
            known = self._stored[func] = [
                (target, value)
                for target, value in found
                if (target[0] == "N" and target[1] in shared)
                or (target[0] == "A" and not is_new)
                or target[0] == "S"
            ]
        return known

    def spared(self, node: Activation) -> tuple[list[Activation], list[Effect]]:
        """What a run enters and does no more once the application has started."""
        edges = [t for t in node.edges if (t.func, t.bound) in self.calls and self.places.are_exact(t)]
        effects: list[Effect] = []
        func = node.func
        if func is None or not self._asks(func):
            return edges, effects
        done = list(self._done(node, func.body))
        if not done:
            return edges, effects
        past = _Past(func.body, done)
        edges = [t for t, edge in node.edges.items() if t in edges or past.holds(name_of(t), edge[0])]
        effects = [e for e, (line, *_) in node.effects.items() if past.holds(e[0].rpartition(".")[2], line)]
        return edges, effects

    def _asks(self, func: FuncDef) -> bool:
        """Whether a function has a condition on what was made before."""
        known = self._asking.get(func)
        if known is None:
            tests = [e for e in walk_here(*func.body) if e[0] in _CONDITIONS]
            names = {last(e) for test in tests for e in walk_here(_test(test))}
            known = self._asking[func] = bool(names & self._names) or bool(tests and self.entries)
        return known

    def _done(self, node: Activation, block: tuple[IR, ...]) -> Iterator[IR]:
        """The statements and expressions of a block that do not run again."""
        for number, statement in enumerate(block):
            inner = blocks(statement)
            holds = self._holds(node, statement[2]) if statement[0] in ("if", "while") else None
            if statement[0] == "if" and holds is not None:
                taken, other = inner if holds else inner[::-1]
                yield from other
                yield from self._done(node, taken)
                if always(taken, LEAVES):
                    yield from block[number + 1 :]
                    return
            elif statement[0] == "while" and holds is False:
                yield from inner[0]
            else:
                for each in inner:
                    yield from self._done(node, each)
            parts = [part for part in children(statement) if not any(part in each for each in inner)]
            yield from self._parts(node, parts)

    def _parts(self, node: Activation, expressions: Iterable[IR]) -> Iterator[IR]:
        for e in walk_here(*expressions):
            if e[0] == "BO" and self._holds(node, e[2]) is (e[1] == "or"):
                yield e[3]
            elif e[0] == "IF" and (holds := self._holds(node, e[1])) is not None:
                yield e[3] if holds else e[2]

    def _holds(self, node: Activation, test: IR) -> bool | None:
        return known(test, lambda e: self._read(node, e))

    def _read(self, node: Activation, e: IR) -> str | None:
        if not self.entries and last(e) not in self._names:
            return None
        cells = self.entries if e[0] == PRESENT else self.cells
        held = cells.get(self.places.cell(node, e) or (None, ""))
        return self.places.certain(node, e, held) if held is not None else None


class _Past:
    """What of a function's text is done, and what still runs."""

    def __init__(self, body: tuple[IR, ...], done: list[IR]) -> None:
        gone = {id(part) for part in done}
        alive: list[IR] = []
        stack = list(body)
        while stack:
            part = stack.pop()
            if id(part) not in gone:
                alive.append(part)
                stack += children(part)
        self._alive = {last(part) for part in alive}
        self._gone = {last(part) for part in walk(*done)}
        self._lines = lines(*done) - frozenset(n for part in alive for n in line_of(part))

    def holds(self, name: str, line: int) -> bool:
        """Whether only what is done calls something of that name, or names nothing on that line."""
        if name in self._alive:
            return False
        return name in self._gone or line in self._lines


def _test(e: IR) -> IR:
    """What a condition asks."""
    test: IR = e[1] if e[0] == "IF" else e[2]
    return test


def _cleared(func: FuncDef, emptying: set[str]) -> Iterator[str]:
    """Functions and properties of which a function takes away what is kept."""
    for e in walk_here(*func.body):
        if (e[0] == "A" and e[3] in emptying) or e[0] == "del":
            yield last(e[2])


def _beside(starts: list[Activation]) -> list[Activation]:
    """What goes on after a lifespan has begun: its tasks and threads, and what these call."""
    entries = [t for node in Graph(starts).nodes for t, edge in node.edges.items() if edge[1] in _GOING_ON]
    return Graph(dict.fromkeys(entries)).nodes


def _copy_for(starts: list[Activation], graph: Graph, spared: Iterable[Activation]) -> None:
    """Gives lifespans runs of their own of what is going to be taken out."""
    changed = graph.leading_to(set(spared).__contains__)
    own = {node for node in Graph(starts).nodes if node in changed}.difference(starts)
    copies = {node: copy.copy(node) for node in own}
    for node in own:
        made = copies[node]
        made.edges = {copies.get(target, target): edge for target, edge in node.edges.items()}
        made.effects, made.callers = dict(node.effects), set(node.callers)
    for start in starts:
        start.edges = {copies.get(target, target): edge for target, edge in start.edges.items()}
