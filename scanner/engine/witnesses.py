"""Gathers the evidence that rules need from recorded runs."""

from __future__ import annotations

import re
from collections import Counter, deque
from typing import TYPE_CHECKING

from scanner.engine import sharing, stack
from scanner.engine.evidence import Evidence, Function, Sighting, Witness
from scanner.engine.expiry import is_row
from scanner.engine.frames import Activation
from scanner.engine.lifecycle import Lifecycle
from scanner.engine.noted import Notebook
from scanner.engine.orm import LAZY_RELATIONSHIP, instances_within
from scanner.engine.program import ClassDef, FuncDef
from scanner.engine.scheduling import is_shadow
from scanner.engine.values import ExtInstance, Value
from scanner.model import ChainStep

if TYPE_CHECKING:
    from scanner.engine.graph import Effect
    from scanner.engine.verdicts import Judge

APART = frozenset({"dependency", "background", "stream", "hook", "listener"})
# More attributes than this at one place are no knowledge of which of them is read there.
_KNOWN = 4
_TEXTS = re.compile(rb"\"[^\"]*\"|'[^']*'")
_ENTRIES = frozenset({"dependency", "background", "stream", "hook", "handler", "task", "thread"})


class Witnesses:
    """Questions asked of one judge's graph."""

    def __init__(self, judge: Judge) -> None:
        self.judge, self.graph = judge, judge.graph
        self._handlers = {route.handler for route in judge.server.routes}

    def gather(self) -> Evidence:
        by_function = self._by_function()
        handlers = self._handlers
        evidence = Evidence(streams=self.entered("stream"), idle_routes=self._idle_routes())
        for route in self.judge.server.routes:
            found = self.witnesses([route.activation], route.handler)
            evidence.routes.setdefault(route.handler.symbol, found)
        for func, nodes in by_function.items():
            starts = [n for n in nodes if n.context == "loop" and n in self.judge.blocking]
            if starts and func not in handlers:
                evidence.helpers[func.symbol] = self.witnesses(starts, func)
        evidence.idle_functions = self._idle_functions(by_function, handlers)
        evidence.sightings = self._sightings() + self._blankets() + self._read()
        self._stack(evidence)
        return evidence

    def _stack(self, evidence: Evidence) -> None:
        vm = self.judge.vm
        evidence.made = stack.made(vm)
        evidence.providers = stack.providers(self.judge)
        evidence.threaded = stack.threaded(self.judge)
        evidence.words = stack.words(vm, evidence.made)
        evidence.sightings += [
            Sighting("global-session", symbol, symbol.partition(":")[0] + ":<module>", path, line)
            for symbol, path, line in stack.global_sessions(vm)
        ]

    def _by_function(self) -> dict[FuncDef, list[Activation]]:
        out: dict[FuncDef, list[Activation]] = {}
        for node in self.graph.nodes:
            if node.func is not None and not node.func.name.startswith("<"):
                out.setdefault(node.func, []).append(node)
        return out

    def entered(self, via: str) -> frozenset[str]:
        """Functions that are entered in a certain way, directly."""
        out = set()
        for node in self.graph.nodes:
            for target, edge in node.edges.items():
                if edge[1] == via:
                    inner = [target, *target.edges] if is_shadow(target) else [target]
                    out |= {n.func.symbol for n in inner if n.func is not None}
        return frozenset(out)

    # -- blocking calls of one unit

    def witnesses(self, starts: list[Activation], unit: FuncDef) -> list[Witness]:
        """The nearest call of each blocking symbol that a unit's own code and helpers run on the loop."""
        found: dict[Effect, tuple[Activation, int]] = {}
        before: dict[Activation, Activation | None] = dict.fromkeys(
            sorted((n for n in starts if n in self.judge.blocking), key=lambda n: n.serial)
        )
        queue = deque(before)
        late: deque[Activation] = deque()
        while queue or late:
            node = queue.popleft() if queue else late.popleft()
            for effect in self._own_effects(node):
                found.setdefault(effect, (node, node.effects[effect][0]))
            for target, edge in node.edges.items():
                known = target in before or target not in self.judge.blocking
                if not known and edge[1] not in APART and edge[1] != "possible":
                    before[target] = node
                    if target in self.judge.doubtful:
                        late.append(target)
                    else:
                        queue.appendleft(target) if is_shadow(target) else queue.append(target)
        return [self._witness(effect, *place, before, unit) for effect, place in sorted(found.items())]

    def _own_effects(self, node: Activation) -> list[Effect]:
        if node.context != "loop":
            return []
        return sorted(
            effect
            for effect, (_line, confidence, _row) in node.effects.items()
            if effect[2] == "blocks" and effect[1] not in self.judge.ignored and confidence != "possible"
        )

    def _witness(
        self,
        effect: Effect,
        last: Activation,
        line: int,
        before: dict[Activation, Activation | None],
        unit: FuncDef,
    ) -> Witness:
        path = [last]
        while (previous := before[path[-1]]) is not None:
            path.append(previous)
        steps: list[ChainStep] = [_step(unit.symbol, unit, unit.line)]
        place = unit
        for caller, node in zip(path[::-1], path[-2::-1], strict=False):
            if node.func is not None and (node.func is not unit or len(steps) > 1):
                steps.append(_step(node.func.symbol, place, caller.edges[node][0]))
            place = node.func or place
        steps.append(_step(effect[0], place, line))
        head = effect[0].rpartition(".")[0]
        role = next((r.role for r in self.judge.vm.catalog.mro(head) if r.role), "") or ""
        return Witness(effect[0], effect[1], last.effects[effect][1], role, steps)

    # -- functions that do nothing of the kind

    def _idle_routes(self) -> frozenset[str]:
        """Handlers that run in a thread though nothing their route does blocks, or may turn out to."""
        busy: set[str] = set()
        idle: set[str] = set()
        loud = self._reaching_loud()
        for route in self.judge.server.routes:
            quiet = route.activation not in loud
            edges = route.activation.edges.items()
            threaded = any(e[1] == "handler" and t.context == "thread" for t, e in edges)
            (idle if quiet and threaded else busy).add(route.handler.symbol)
        return frozenset(idle - busy)

    def _reaching_loud(self) -> set[Activation]:
        """Runs that lead, by any way, to a call that blocks or that nobody could resolve."""
        callers: dict[Activation, list[Activation]] = {}
        seen = {route.activation for route in self.judge.server.routes}
        stack = list(seen)
        while stack:
            node = stack.pop()
            for target in node.edges:
                callers.setdefault(target, []).append(node)
                if target not in seen:
                    seen.add(target)
                    stack.append(target)
        stack = [n for n in seen if n.unresolved or any(e[2] == "blocks" for e in n.effects)]
        loud = set(stack)
        while stack:
            fresh = [caller for caller in callers.get(stack.pop(), ()) if caller not in loud]
            loud.update(fresh)
            stack += fresh
        return loud

    def _idle_functions(
        self, by_function: dict[FuncDef, list[Activation]], handlers: set[FuncDef]
    ) -> list[Function]:
        """``async def`` functions that are simply awaited by others and await nothing themselves."""
        out = []
        for func, nodes in by_function.items():
            if not func.is_async or func in handlers or func in self.judge.server.roles:
                continue
            func.load()
            if func.awaits or func.is_generator or func.decorators or not self._is_plain(func):
                continue
            judge = self.judge
            blocks = any(n in judge.blocking for n in nodes)
            idle = not any(n.effects or n.unresolved or n in judge.io or n in judge.threaded for n in nodes)
            if (blocks or idle) and self._only_called(nodes):
                out.append(Function(func.symbol, func.module.path, func.line))
        return sorted(out, key=lambda f: (f.file, f.line, f.symbol))

    def _is_plain(self, func: FuncDef) -> bool:
        """Nothing that a base class, a subclass, Python itself or whoever is handed it may want so."""
        if func.name.startswith("__") or func.is_abstract or self._is_handed_on(func):
            return False
        cls = func.cls
        if cls is None:
            return True
        if self.judge.vm.program.subclass_candidates(cls.name):
            return False
        return not cls.bases and all(isinstance(c, ClassDef) for c in cls.mro)

    def _is_handed_on(self, func: FuncDef) -> bool:
        """Whether the function's own module mentions it other than to call it."""
        text = self.judge.vm.program.text(func.module.path)
        mention = re.compile(rb"(?<!def )\b" + re.escape(func.name.encode()) + rb"\b(?!\s*\()")
        self.judge.vm.program.look(mention, func.name.encode())
        lines = (_TEXTS.sub(b"", line).partition(b"#")[0] for line in text.split(b"\n"))
        return any(mention.search(line) for line in lines if b"import" not in line)

    def _only_called(self, nodes: list[Activation]) -> bool:
        ways = {caller.edges[n][1] for n in nodes for caller in self.graph.callers.get(n, ())}
        shadows = {
            edge[1]
            for n in nodes
            for caller in self.graph.callers.get(n, ())
            if is_shadow(caller)
            for edge in (c.edges[caller] for c in self.graph.callers.get(caller, ()))
        }
        return ways == {"call"} and not shadows & _ENTRIES

    # -- sightings

    def _read(self) -> list[Sighting]:
        """What shows in the bodies of functions rather than while they ran."""
        book = Notebook(self.judge)
        found = {*Lifecycle(book).sightings(), *sharing.all_sightings(book)}
        return sorted(found, key=lambda s: (s.file, s.line, s.what, s.subject, s.unit))

    def _sightings(self) -> list[Sighting]:
        from scanner.engine.verdicts import owning_function

        out = set()
        answers = self._answers()
        for node in self.graph.nodes:
            owner = (owning_function(node) or answers.get(node)) if node.loads else None
            if owner is None:
                continue
            for name, line in node.loads.items():
                what, _, subject = name.partition(":")
                if subject and (what != "lazy-load" or self._loads_alone(node, owner, subject)):
                    out.add(Sighting(what, subject, owner.symbol, owner.module.path, line))
        places = Counter((s.file, s.line) for s in out if s.what == "lazy-load")
        told = (s for s in out if s.what != "lazy-load" or places[s.file, s.line] <= _KNOWN)
        return sorted(told, key=lambda s: (s.file, s.line, s.what, s.subject, s.unit))

    def _answers(self) -> dict[Activation, FuncDef]:
        """What happens while an answer is built from what a handler returned, with that handler."""
        return {
            target: route.handler
            for route in self.judge.server.routes
            for target, edge in route.activation.edges.items()
            if edge[1] == "response"
        }

    def _loads_alone(self, node: Activation, owner: FuncDef, attribute: str) -> bool:
        """Whether nothing that a function runs, or that runs it, gets the attribute there in another way.

        Rows that a helper is given may have been loaded by anybody who shares the session.
        """
        if owner not in self._handlers and any(map(_brings_rows, node.bound)):
            return False
        row = self.judge.vm.catalog.function(LAZY_RELATIONSHIP)
        words = row.options.get("loaded_by") if row is not None else None
        if not isinstance(words, list) or _in_greenlet(node):
            return False
        name = re.escape(attribute.rpartition(".")[2])
        functions = {owner}.union(*map(_entered, {node, *(node.callers if is_shadow(node) else ())}))
        loads = re.compile(rf"(?:{'|'.join(words)})(?:\.|\([^()]*[.\"']){name}\b".encode())
        self.judge.vm.program.look(loads)
        return not any(loads.search(self._text(func)) for func in functions)

    def _text(self, func: FuncDef) -> bytes:
        lines = self.judge.vm.program.text(func.module.path).split(b"\n")
        return b"\n".join(lines[func.line - 1 : func.end_line])

    def _blankets(self) -> list[Sighting]:
        """Handlers that do nothing but offload a function of their own that holds the whole body."""
        out = []
        for handler in dict.fromkeys(route.handler for route in self.judge.server.routes):
            runs = [r for r in self.judge.vm.by_function.get(handler, ()) if r.context == "loop"]
            line = _only_hands_over(handler) if handler.is_async and runs else 0
            if line:
                moved = [t for r in runs for t, e in r.edges.items() if e[1] == "thread"]
                inner = [t.func for m in moved for t in m.edges if t.func is not None]
                if inner and all(stack.nested(handler, func) for func in inner):
                    place = handler.module.path, line
                    out.append(Sighting("blanket-offload", handler.symbol, handler.symbol, *place))
        return out


def _only_hands_over(func: FuncDef) -> int:
    """The line of the one awaited call in a body of definitions; 0 where there is more to it."""
    body = [s for s in func.body if not (s[0] == "expr" and s[2][0] == "K")]
    if len(body) > 1 and body[-2][0] == "=" and body[-2][2] == (body[-1][2],) and body[-1][0] == "ret":
        # ``result = await offload(body)``, ``return result``
        body[-2:] = [("ret", body[-2][1], body[-2][3])]
    if not body or any(s[0] != "def" for s in body[:-1]):
        return 0
    last = body[-1]
    awaited = last[0] in ("ret", "expr") and last[2] is not None and last[2][0] == "AW"
    return int(last[1]) if awaited else 0


def _step(symbol: str, place: FuncDef, line: int) -> ChainStep:
    return {"symbol": symbol, "file": place.module.path, "line": line}


def _brings_rows(value: Value) -> bool:
    return any(is_row(each) for each in instances_within(value))


def _entered(node: Activation, depth: int = 3) -> set[FuncDef]:
    """Functions of the project that a run enters, a few calls deep."""
    found = {target.func for target in node.edges if target.func is not None}
    if depth:
        found = found.union(*(_entered(target, depth - 1) for target in node.edges))
    return found


def _in_greenlet(node: Activation, depth: int = 4) -> bool:
    """Whether a run, or one that leads to it, was given a session that works in a greenlet."""
    if any(isinstance(a, ExtInstance) and a.param("greenlet") for value in node.bound for a in value):
        return True
    return depth > 0 and any(_in_greenlet(caller, depth - 1) for caller in node.callers)
