"""What has been made before the first request: what modules and lifespans set, and what caches keep.

A route that asks for an engine ``if _engine is None: _engine = make()`` makes it, unless the application has
done so while it started. Only what certainly runs counts: what a module, the factory of an application or a
lifespan up to its ``yield`` does whatever the settings say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scanner.engine import kept_entries
from scanner.engine.bodies import IR, Body, children, last, walk_here
from scanner.engine.expressions import evaluate
from scanner.engine.frames import Activation
from scanner.engine.known import BUILDS, FALSE, NONE, Cell, Places, entered, known, name_of, stores
from scanner.engine.program import FuncDef, Module
from scanner.engine.statements import absolute
from scanner.engine.values import Ext, Value

if TYPE_CHECKING:
    from scanner.catalog.schema import CallRow
    from scanner.engine.machine import Machine
    from scanner.engine.serve import Server

Call = tuple[FuncDef, tuple[Value, ...]]
_PLAIN = frozenset({"expr", "=", "ann", "aug", "ret", "raise", "assert", "del"})
_LOOPS = frozenset({"for", "while", "COMP"})
GO, BROKEN, STOPPED = "goes on", "leaves the loop", "stops"


class Startup:
    """``cells``: attributes and names that hold something; ``calls``: those whose results a cache keeps."""

    def __init__(self, vm: Machine, server: Server) -> None:
        self.vm, self.places = vm, Places(vm)
        self.cells: dict[Cell, str | None] = {}
        self.calls: set[Call] = set()
        # Functions that certainly ran, each in the ways it was called.
        self._done: set[Activation] = set()
        self._modules: set[Module] = set()
        self._caches: dict[FuncDef, bool] = {}
        # Methods that empty the caches met.
        self.emptying: set[str] = set()
        several = len(server.applications) > 1
        found = []
        for registry in server.applications:
            self._clear()
            self._made_in(registry.module, registry.line)
            for hook in server.hooks:
                if hook.starts is not None and (hook.starts is registry or not several):
                    self._enter(self._only(self._first(hook.activation)))
            found.append((self.cells, self.calls))
        # Who answers a request may be any of the applications.
        cells, self.calls = found[0] if found else ({}, set())
        self.cells = {c: held for c, held in cells.items() if all(each.get(c) == held for each, _ in found)}
        self.calls = self.calls.intersection(*(calls for _, calls in found))

    def _clear(self) -> None:
        self.cells, self.calls, self._done, self._modules = {}, set(), set(), set()

    def _first(self, root: Activation) -> Iterator[Activation]:
        """The functions of the project that a hook runs."""
        for target in root.edges:
            if target.func is not None:
                yield target
            else:
                yield from self._first(target)

    def _only(self, found: Iterable[Activation]) -> Activation | None:
        several = list(dict.fromkeys(found))
        return several[0] if len(several) == 1 else None

    # -- modules

    def _made_in(self, name: str, line: int) -> None:
        """The module in which an application is made, or the function and those who call it."""
        module = self.vm.program.modules.get(name)
        if module is None:
            return
        self._import(module)
        for node in list(self.vm.activations.values()):
            func = node.func
            if func is not None and func.module is module and func.line <= line <= func.end_line:
                self._enter(node)
                for caller in node.callers:
                    if caller in self.vm.module_of:
                        self._import(self.vm.module_of[caller])

    def _import(self, module: Module) -> None:
        """What the top level of a module does, and of those that it imports."""
        if module in self._modules or not module.started or module.frame is None:
            return
        self._modules.add(module)
        body = self.vm.program.load(module).statements() if module.path else ()
        node = module.frame.activation
        for statement in body:
            for name in self._imported(module, statement):
                found = self.vm.program.find(name)
                if found is not None:
                    self._import(found)
        if node.edges:
            self._block(node, body)

    def _imported(self, module: Module, statement: IR) -> Iterator[str]:
        if statement[0] == "import":
            yield from (name for name, _ in statement[2])
        elif statement[0] == "from":
            level, target = statement[2], statement[3]
            base = absolute(module.frame, level, target) if level else target
            yield base
            yield from (f"{base}.{name}" for name, _ in statement[4] or ())
        elif statement[0] == "try":
            for inner in statement[2]:
                yield from self._imported(module, inner)

    # -- what certainly runs

    def _enter(self, node: Activation | None) -> None:
        """A function that is called; one with a ``yield`` is a lifespan or a manager, left there."""
        if node is None or node.func is None or node in self._done:
            return
        self._done.add(node)
        if _runs_once(node):
            self.places.once.add(node.func.symbol)
        if self.caches(node.func) and self.places.are_exact(node):
            self.calls.add((node.func, node.bound))
        self._block(node, node.func.body)

    def caches(self, func: FuncDef) -> bool:
        """Whether a decorator keeps for good what a function returned."""
        kept = self._caches.get(func)
        if kept is None:
            kept = self._caches[func] = any(self._keeps(func, e) for _, e in func.decorators)
        return kept

    def _keeps(self, func: FuncDef, decorator: IR) -> bool:
        """A cache of so many results (``bounded_by``) keeps none for good if the function takes arguments."""
        named, given = (decorator[2], decorator[3]) if decorator[0] == "C" else (decorator, ())
        for atom in evaluate(self.vm, self.vm.execute(func.module), named):
            row = self.vm.catalog.function(atom.name) if isinstance(atom, Ext) else None
            if row is None or not row.options.get("keeps_result"):
                continue
            self.emptying.update(names(row, "emptied_by"))
            bounds = [
                e for n, (_, word, e) in enumerate(given) if (word or n) in (0, row.options.get("bounded_by"))
            ]
            most = bounds[0] if bounds else ("K", None)
            return most == ("K", None) or (most[0] == "K" and bool(most[1]) and not func.params)
        return False

    def _block(self, node: Activation, block: tuple[IR, ...]) -> str:
        """Follows a block; tells how it ends: ``GO`` where what comes after it certainly runs, too."""
        ends = (self._statement(node, statement) for statement in block)
        return next((end for end in ends if end != GO), GO)

    def _statement(self, node: Activation, statement: IR) -> str:
        op = statement[0]
        if op in ("break", "continue"):
            return BROKEN
        if op == "if":
            return self._condition(node, statement)
        if op in ("for", "while"):
            return self._loop(node, statement)
        if op == "with":
            for _, item, _ in statement[2]:
                self._expression(node, item)
            return self._block(node, statement[3])
        if op == "try":
            ends = [self._block(node, statement[2])]
            ends += [self._block(node, block) for block in (statement[4], statement[5]) if ends == [GO]]
            return next((end for end in ends if end != GO), GO)
        if op in _PLAIN:
            return self._plain(node, statement)
        return STOPPED if op == "match" and _leaves(statement) else GO

    def _plain(self, node: Activation, statement: IR) -> str:
        self._expression(node, statement)
        if statement[0] in ("ret", "raise") or any(e[0] in ("Y", "YF") for e in walk_here(statement)):
            return STOPPED
        # What modules and constructors store may be anything at all; functions fill what was left empty.
        is_late = node.func is not None and node.func.name not in BUILDS
        for target, value in (*stores(statement), *kept_entries.filled(statement)):
            held = self.places.held(node, value)
            for cell in self.places.cells(node, target) if is_late or target[0] == "S" else ():
                # What is false at first may be set by any request.
                self.cells[cell] = None if held == FALSE else held
        return GO

    def _condition(self, node: Activation, statement: IR) -> str:
        """What is made at its first use is not there the first time; any other condition may be either."""
        _, _, test, body, orelse = statement
        self._expression(node, test)
        holds = known(test, lambda e: self._now(node, e))
        if holds is None:
            return STOPPED if _leaves(statement) else GO
        return self._block(node, body if holds else orelse)

    def _now(self, node: Activation, e: IR) -> str | None:
        cell = self.places.cell(node, e)
        if cell is None:
            return None
        held = self.cells.get(cell)
        if held is not None:
            return self.places.certain(node, e, held)
        body = node.func.body if node.func is not None else ()
        if isinstance(cell[1], tuple):
            found = (t for s in walk_here(*body) for t, _ in (*stores(s), *kept_entries.filled(s)))
            return NONE if any(cell in self.places.cells(node, t) for t in found) else None
        return NONE if any(last(t) == cell[1] for s in walk_here(*body) for t, _ in stores(s)) else None

    def _loop(self, node: Activation, statement: IR) -> str:
        """``for attempt in range(3):`` and ``while True:`` run at least once."""
        is_while = statement[0] == "while"
        source, body = (statement[2], statement[3]) if is_while else (statement[3], statement[4])
        self._expression(node, source)
        if _runs(source) and not (is_while and source[:1] != ("K",)):
            turns = kept_entries.turns(statement)
            if turns is not None:
                self.places.entries.turns[node, turns[0]] = turns[1]
            end = self._block(node, body)
            if turns is not None:
                del self.places.entries.turns[node, turns[0]]
            return STOPPED if end == STOPPED or (end == GO and _returns(statement)) else GO
        return STOPPED if _leaves(statement) else GO

    def _expression(self, node: Activation, expression: IR) -> None:
        """The calls that an expression certainly makes, where each is of one function in one way."""
        certain = {id(e): e for e in unconditional(expression)}
        named = {last(e) for e in certain.values()}
        open_names = {last(e) for e in walk_here(expression) if id(e) not in certain}
        found: dict[str, list[Activation]] = {}
        for target in entered(node, expression):
            found.setdefault(name_of(target), []).append(target)
        for name, targets in found.items():
            if len(targets) == 1 and name in named and name not in open_names:
                self._enter(targets[0])


def names(row: CallRow, option: str) -> list[str]:
    """The names that an option of a row lists."""
    listed = row.options.get(option)
    return [str(name) for name in listed] if isinstance(listed, list) else []


def unconditional(expression: IR) -> Iterator[IR]:
    """The parts of an expression or plain statement that are evaluated whenever it is."""
    stack = [expression]
    while stack:
        e = stack.pop()
        yield e
        if e[0] in ("LAM", "def", "class"):
            continue
        if e[0] == "BO":
            stack.append(e[2])
        elif e[0] == "IF":
            stack.append(e[1])
        elif e[0] == "COMP":
            stack.append(e[5][0][1])
        else:
            stack += children(e)


def _runs_once(node: Activation) -> bool:
    """Whether nothing calls a function but one call that no loop repeats."""
    callers = [caller for caller in node.callers if caller.func is not None]
    if len(callers) > 1 or node.func is None:
        return False
    for caller in callers:
        body = Body(caller.func.body)  # type: ignore[union-attr]  # of those that have one
        named = [e for e in body.nodes if e[0] in ("N", "A") and last(e) == name_of(node)]
        if len(named) != 1 or any(e[0] in _LOOPS for e in body.ancestors(named[0])):
            return False
    return True


def _runs(source: IR) -> bool:
    """Whether a loop over this has a first turn."""
    if source[0] == "C" and source[2] == ("N", "range"):
        return bool(source[3]) and all(e[0] == "K" and e[1] for _, _, e in source[3][:1])
    return (source[0] == "K" and bool(source[1])) or (source[0] in ("T", "L") and bool(source[2]))


def _leaves(statement: IR) -> bool:
    """Whether a statement may keep what comes after it from running."""
    return any(s[0] in ("ret", "break", "continue", "Y", "YF") for s in walk_here(statement))


def _returns(statement: IR) -> bool:
    return any(s[0] == "ret" for s in walk_here(statement))
