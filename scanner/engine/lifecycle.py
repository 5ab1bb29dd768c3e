"""Sessions that a function opens and does not close, and failed transactions that it leaves as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner.engine.bodies import IR, RAISES, Body, always, dotted, last, receiver, walk, walk_here
from scanner.engine.evidence import Sighting
from scanner.engine.inventory import SESSIONS, holds_session
from scanner.engine.noted import Notebook, Noted, parameter
from scanner.engine.program import FuncDef
from scanner.engine.reasons import text_of
from scanner.engine.stack import HELD, role_of
from scanner.engine.values import Ext

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_DEPTH = 3
_ANYTHING = frozenset({"builtins.Exception", "builtins.BaseException"})
_UNDONE = frozenset({"rollback", "invalidate"})


@dataclass(slots=True)
class _Uses:
    """What a function does with what a name holds."""

    gone: bool = False
    entered: bool = False
    closes: list[IR] = field(default_factory=list)


class Lifecycle:
    """Reads the bodies of functions that open sessions or send what sessions have gathered."""

    def __init__(self, book: Notebook) -> None:
        self.book, self.vm = book, book.judge.vm
        self.closing = _closing_names(self.vm)

    def sightings(self) -> Iterator[Sighting]:
        yield from self._leaks()
        for noted in self.book.having("sends"):
            yield from self._left_open(noted)

    # -- opened and not closed

    def _leaks(self) -> Iterator[Sighting]:
        queue = [(noted, e) for noted in self.book.having("opens") for e in noted.notes("opens")]
        seen: set[int] = set()
        while queue:
            noted, e = queue.pop()
            if id(e) in seen:
                continue
            seen.add(id(e))
            name = self._held_by(noted.body, e)
            if name is None:
                continue
            if name == "<returned>" or (name and self._returned(noted.body, name)):
                if not noted.func.is_generator:
                    queue += self._callers(noted.func)
                    if self._is_injected(noted.func):
                        place = noted.func.module.path, e[1]
                        yield Sighting("not-closed", text_of(e[2]), noted.func.symbol, *place)
            elif not name or not self._is_closed(noted, name):
                subject = name or text_of(e[2])
                place = noted.func.module.path, e[1]
                yield Sighting("not-closed", subject, noted.func.symbol, *place)

    def _is_injected(self, func: FuncDef) -> bool:
        """Whether the framework gets what a function returns, and nobody who is given a session closes it."""
        if self.book.judge.server.roles.get(func) != "dependency":
            return False
        return not any(self._closes_what_it_is_given(other) for other in self.book.nodes)

    def _closes_what_it_is_given(self, func: FuncDef) -> bool:
        for number, (name, *_) in enumerate(func.params):
            if any(holds_session(self.vm, node.bound[number]) for node in self.book.nodes[func]):
                uses = self._uses(self.book.read(func), name, _DEPTH)
                if uses.entered or uses.closes:
                    return True
        return False

    def _held_by(self, body: Body, e: IR) -> str | None:
        """The name a new session is bound to, empty for none at all, None for somebody else's care."""
        inner = e
        for outer in body.ancestors(e):
            op = outer[0]
            if op in ("AW", "NE", "IF", "BO"):
                if op == "NE" and outer[1][0] == "N":
                    return str(outer[1][1])
                inner = outer
                continue
            if op in ("=", "ann"):
                targets = outer[2] if op == "=" else (outer[2],)
                return str(targets[0][1]) if len(targets) == 1 and targets[0][0] == "N" else None
            if op == "ret":
                return "<returned>"
            if op == "A" and outer[2] is inner:
                called = next(body.ancestors(outer), None)
                return None if outer[3] in self.closing or not _is_call_of(called, outer) else ""
            return None
        return None

    def _returned(self, body: Body, name: str) -> bool:
        return any(node[0] == "ret" and node[2] == ("N", name) for node in body.nodes) and not any(
            receiver(call) == name and last(call[2]) in self.closing for call in body.calls()
        )

    def _callers(self, func: FuncDef) -> list[tuple[Noted, IR]]:
        out = []
        for node in self.book.nodes.get(func, ()):
            for caller in node.callers:
                if caller.func in self.book.nodes and node in caller.edges:
                    noted = self.book.read(caller.func)
                    line = caller.edges[node][0]
                    out += [(noted, call) for call in noted.body.calls(line) if last(call[2]) == func.name]
        return out

    def _is_closed(self, noted: Noted, name: str) -> bool:
        uses = self._uses(noted, name, _DEPTH)
        if uses.gone or uses.entered:
            return True
        places = [_place(noted.body, call) for call in uses.closes]
        return "finally" in places or {"except", ""} <= set(places)

    def _uses(self, noted: Noted, name: str, depth: int) -> _Uses:
        uses = _Uses()
        body = noted.body
        for node in body.nodes:
            if node[0] in ("global", "nonlocal") and name in node[2]:
                uses.gone = True
            elif node == ("N", name):
                self._use(noted, node, uses, depth)
        return uses

    def _use(self, noted: Noted, node: IR, uses: _Uses, depth: int) -> None:
        around = list(noted.body.ancestors(node))
        parent = around[0] if around else node
        if any(outer[0] in ("def", "LAM") for outer in around):
            uses.gone = True
        elif parent[0] == "A":
            called = around[1] if len(around) > 1 else None
            if parent[3] in self.closing:
                if _is_call_of(called, parent):
                    uses.closes.append(called or parent)
                else:
                    uses.gone = True
        elif parent[0] == "C":
            uses.gone |= parent[2] is not node and self._is_taken(noted, parent, node, depth)
        elif parent[0] == "with":
            uses.entered |= any(item[1] is node for item in parent[2])
        elif parent[0] in ("ret", "T", "L", "SET", "D", "YF", "*"):
            uses.gone = True
        elif parent[0] in ("=", "ann"):
            uses.gone |= parent[3 if parent[0] == "=" else 4] is node
        elif parent[0] in ("IF", "BO", "NE"):
            uses.gone |= noted.body.statement(parent)[0] not in ("if", "while", "assert", "expr")

    def _is_taken(self, noted: Noted, call: IR, argument: IR, depth: int) -> bool:
        """Whether whoever is called takes care of an argument; what cannot be seen may do so."""
        targets = noted.entered(call)
        for func in {target.func for target in targets if target.func is not None}:
            name = parameter(func, call, argument)
            if not name or depth == 0:
                return True
            uses = self._uses(self.book.read(func), name, depth - 1)
            if uses.gone or uses.entered or uses.closes:
                return True
        return not targets

    # -- failed and not rolled back

    def _left_open(self, noted: Noted) -> Iterator[Sighting]:
        for call in noted.notes("sends"):
            name = receiver(call)
            if name and self._is_swallowed(noted, call, name):
                subject = f"{name}.{last(call[2])}"
                yield Sighting("left-open", subject, noted.func.symbol, noted.func.module.path, call[1])

    def _is_swallowed(self, noted: Noted, call: IR, name: str) -> bool:
        """Whether an exception of a call may be caught and forgotten while the transaction stays open."""
        around = list(noted.body.ancestors(call))
        for number, outer in enumerate(around):
            if outer[0] in ("def", "LAM") or (outer[0] == "with" and _manages(outer, name)):
                return False
            inner = around[number - 1] if number else call
            if outer[0] == "with" and _holds(outer[3], inner) and self._suppresses(noted.func, outer):
                return not self._deals(noted, outer, (), name)
            if outer[0] != "try" or not _holds(outer[2], inner):
                continue
            if self._undoes(outer[5], name):
                return False
            caught = [h for h in outer[3] if self._catches(noted.func, h[0])]
            if any(not self._deals(noted, outer, h[2], name) for h in caught):
                return True
            if caught:
                return False
        return False

    def _deals(self, noted: Noted, attempt: IR, block: tuple[IR, ...], name: str) -> bool:
        body = noted.body
        if always(block, RAISES) or self._undoes(block, name) or self._undoes(body.after(attempt)[:1], name):
            return True
        if always(body.after(attempt), RAISES) or self._never_returns(noted, block):
            return True
        managed = any(outer[0] == "with" and _manages(outer, name) for outer in body.ancestors(attempt))
        return managed and bool(block) and block[-1][0] == "ret"

    def _never_returns(self, noted: Noted, block: tuple[IR, ...]) -> bool:
        """Whether a block ends with a call of functions of the project that only raise."""
        end = block[-1][2] if block and block[-1][0] in ("expr", "ret") else None
        if end is not None and end[0] == "AW":
            end = end[2]
        if end is None or end[0] != "C":
            return False
        targets = noted.entered(end)
        return bool(targets) and not any(target.result for target in targets)

    def _undoes(self, block: tuple[IR, ...], name: str) -> bool:
        """Rolls back, closes, or hands the session to somebody who may."""
        for node in walk_here(*block):
            if node[0] == "C":
                if receiver(node) == name and last(node[2]) in self.closing | _UNDONE:
                    return True
                if any(dotted(expression) == name for _, _, expression in node[3]):
                    return True
        return False

    def _suppresses(self, func: FuncDef, block: IR) -> bool:
        """``with suppress(IntegrityError):``, of what a database may raise, or of everything."""
        return any(
            self._is_database_error(func, given)
            for _, made, _ in block[2]
            if made[0] == "C" and "contextlib.suppress" in self._names(func, made[2])
            for _, _, given in made[3]
        )

    def _catches(self, func: FuncDef, kind: IR | None) -> bool:
        """Whether a handler is meant for what a database may raise, or for everything."""
        if kind is None:
            return True
        kinds = kind[2] if kind[0] == "T" else (kind,)
        return any(self._is_database_error(func, each) for each in kinds)

    def _is_database_error(self, func: FuncDef, kind: IR) -> bool:
        names = self._names(func, kind)
        libraries = {self.vm.catalog.library(name) for name in names}
        return bool(names & _ANYTHING or libraries & _session_libraries(self.vm))

    def _names(self, func: FuncDef, e: IR) -> set[str]:
        """What of libraries an expression means."""
        from scanner.engine.expressions import evaluate

        if not dotted(e):
            return set()
        return {a.name for a in evaluate(self.vm, self.vm.execute(func.module), e) if isinstance(a, Ext)}


def _closing_names(vm: Machine) -> frozenset[str]:
    """Methods that the catalog says close what is held."""
    return frozenset(
        name
        for row in vm.catalog.types.values()
        if row.role in HELD
        for name, method in row.methods.items()
        if method.role == "close"
    )


def _session_libraries(vm: Machine) -> set[str | None]:
    return {row.library for row in vm.catalog.types.values() if role_of(vm.catalog, row.name) in SESSIONS}


def _is_call_of(node: IR | None, callee: IR) -> bool:
    return node is not None and node[0] == "C" and node[2] is callee


def _holds(block: tuple[IR, ...], node: IR) -> bool:
    return any(each is node for each in block)


def _manages(block: IR, name: str) -> bool:
    """Whether a ``with`` statement binds the name or enters what it holds: leaving it rolls back."""
    for _, expression, target in block[2]:
        if target is not None and dotted(target) == name:
            return True
        if any(dotted(each) == name for each in walk(expression)):
            return True
    return False


def _place(body: Body, call: IR) -> str:
    """Where a call stands: ``finally``, ``except`` or the ordinary path."""
    inner = call
    place = ""
    for outer in body.ancestors(call):
        if outer[0] == "try":
            if _holds(outer[5], inner):
                return "finally"
            if any(_holds(handler[2], inner) for handler in outer[3]):
                place = "except"
        inner = outer
    return place
