"""One asynchronous session in the hands of several tasks, or of a task that nobody waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scanner.engine.bodies import IR, Body, blocks, bound, dotted, last, receiver, targets, walk
from scanner.engine.evidence import Sighting
from scanner.engine.inventory import holds_session
from scanner.engine.noted import Notebook, Noted, parameter
from scanner.engine.program import FuncDef
from scanner.engine.stack import role_of
from scanner.engine.values import NOTHING

_ASYNC = frozenset({"async-session"})
_KINDS_OF_STATEMENT = frozenset({"=", "ann", "aug", "expr", "ret", "for", "while", "with", "if"})


class TaskSharing:
    """One asynchronous session in the hands of several tasks."""

    def __init__(self, book: Notebook) -> None:
        self.book, self.vm = book, book.judge.vm

    def sightings(self) -> Iterator[Sighting]:
        for noted in self.book.having("schedules"):
            yield from self._shared(noted)
            yield from self._let_go(noted)
        for noted in self.book.having("offloads:"):
            yield from self._sent_off(noted)

    def _shared(self, noted: Noted) -> Iterator[Sighting]:
        """Sessions that a task holds while another one, or the function itself, uses them."""
        running: list[tuple[IR, Counter[str]]] = []
        told: set[str] = set()
        for call in self._in_order(noted):
            mine = self._sessions(noted, call)
            beside = Counter(mine)
            for other, held in running:
                if runs_beside(noted.body, other, call):
                    beside += Counter({name: held[name] for name in mine})
            if call[0] == "C":
                running.append((call, mine))
            for name, times in beside.items():
                first = name.partition(".")[0]
                again = call[0] == "C" and noted.body.repeated(call, first)
                again = again and not ends_in_turn(noted.body, call)
                if name not in told and (times > 1 or again):
                    told.add(name)
                    place = noted.func.module.path, call[1]
                    yield Sighting("shared-session", name, noted.func.symbol, *place)

    def _in_order(self, noted: Noted) -> list[IR]:
        """Calls that schedule something, and what is awaited after the first of them."""
        calls = noted.notes("schedules")
        known = {id(call) for call in calls}
        awaited = [
            node
            for node in noted.body.nodes
            if node[0] == "AW" and node[2][0] == "C" and id(node[2]) not in known and node[1] >= calls[0][1]
        ]
        return sorted([*calls, *awaited], key=lambda each: each[1])

    def _sessions(self, noted: Noted, call: IR) -> Counter[str]:
        """Sessions by name, with the number of awaitables of one call that hold each."""
        found: Counter[str] = Counter()
        if call[0] == "AW":
            return Counter(self._held(noted, call[2]))
        apart = _called_later(call)
        if apart is not None:
            return Counter(self._held(noted, apart))
        for star, _, expression in call[3]:
            for element, often in _awaitables(noted.body, expression, star == "*"):
                for name in self._held(noted, element):
                    free = name.partition(".")[0] not in often
                    found[name] += 2 if often and free else 1
        return found

    def _held(self, noted: Noted, call: IR) -> set[str]:
        """Names of asynchronous sessions that the coroutine of a call works with."""
        names = set()
        if any(
            effect[0].endswith(f".{last(call[2])}") and self._is_async_session(effect[0])
            for node in noted.nodes
            for effect in node.effects
        ):
            names.add(receiver(call))
        for target in noted.entered(call):
            func = target.func
            names |= self._own_sessions(func, receiver(call)) if func is not None else set()
            for _, _, expression in call[3]:
                name = parameter(func, call, expression) if func is not None else ""
                if name and func is not None and dotted(expression):
                    values = dict(zip((p[0] for p in func.params), target.bound, strict=True))
                    if holds_session(self.vm, values.get(name, NOTHING), _ASYNC):
                        names.add(dotted(expression))
        return names - {""}

    def _own_sessions(self, func: FuncDef, owner: str) -> set[str]:
        """Sessions that a method works with and its object keeps: to a caller ``self.db`` is ``repo.db``."""
        noted = self.book.read(func)
        methods = {
            symbol.rpartition(".")[2]
            for node in noted.nodes
            for symbol, _, _ in node.effects
            if self._is_async_session(symbol)
        }
        kept = {receiver(call) for call in noted.body.calls() if last(call[2]) in methods}
        return {f"{owner}.{name[5:]}" for name in kept if owner and name.startswith("self.")}

    def _is_async_session(self, symbol: str) -> bool:
        return role_of(self.vm.catalog, symbol.rpartition(".")[0]) in _ASYNC

    def _let_go(self, noted: Noted) -> Iterator[Sighting]:
        """A task that nobody keeps outlives the request whose session it was given."""
        for call in noted.notes("schedules"):
            if noted.body.statement(call)[2] is not call or last(call[2]) == "gather":
                continue
            for _, _, expression in call[3]:
                for name in self._held(noted, expression) if expression[0] == "C" else ():
                    if name in {p[0] for p in noted.func.params}:
                        subject = f"{noted.func.module.name}:{last(expression[2])}"
                        place = noted.func.module.path, call[1]
                        yield Sighting("session-to-task", subject, noted.func.symbol, *place)

    def _sent_off(self, noted: Noted) -> Iterator[Sighting]:
        """Work in a thread that nobody waits for, with a session that the function was given itself."""
        idle = {
            line for n in noted.nodes for word, line in n.loads.items() if word.startswith("never-awaited")
        }
        names = [p[0] for p in noted.func.params]
        own = {
            name
            for run in noted.nodes
            for name, value in zip(names, run.bound, strict=True)
            if holds_session(self.vm, value)
        }
        for word, call in noted.worded("offloads:"):
            given = {dotted(expression) for _, _, expression in call[3]}
            if given & own and noted.body.statement(call)[2] is call and call[1] not in idle:
                task = next((dotted(e) for _, _, e in call[3] if dotted(e) not in own), "") or word
                place = noted.func.module.path, call[1]
                yield Sighting("session-to-task", task, noted.func.symbol, *place)


def _called_later(call: IR) -> IR | None:
    """``group.start_soon(load, db)`` as the call ``load(db)``; None for what is given calls."""
    given = call[3]
    if not given or given[0][0] or given[0][1] or not dotted(given[0][2]):
        return None
    if any(part[0] == "C" for _, _, expression in given for part in walk(expression)):
        return None
    return ("C", call[1], given[0][2], given[1:])


def runs_beside(body: Body, first: IR, second: IR) -> bool:
    """Whether what ``first`` schedules may still run when ``second`` begins: it is on the way there, and
    nothing between them waits for it."""
    around = [first, *body.ancestors(first)]
    if any(node[0] == "AW" for node in around[: _until_statement(around)]):
        return False
    to_second = {id(node) for node in (second, *body.ancestors(second))}
    inner = first
    for outer in (*around[1:], None):
        if outer is None or id(outer) in to_second:
            return not _in_other_branch(outer, inner, to_second) and not _waited_for(body, first, second)
        if outer[0] == "with" and _is_group(outer, first):
            return False
        inner = outer
    return False


def ends_in_turn(body: Body, call: IR) -> bool:
    """Whether each turn of the loop around a call waits for what the call schedules."""
    for outer in body.ancestors(call):
        if outer[0] == "AW":
            return True
        if outer[0] == "with" and _is_group(outer, call):
            return True
        if outer[0] in ("for", "while"):
            return _waited_for(
                body, call, outer, {id(node) for block in blocks(outer) for node in walk(*block)}
            )
        if outer[0] == "COMP":
            return False
    return False


def _until_statement(around: list[IR]) -> int:
    return next((n for n, node in enumerate(around) if node[0] in _KINDS_OF_STATEMENT), len(around))


def _in_other_branch(outer: IR | None, inner: IR, to_second: set[int]) -> bool:
    """Whether two parts stand in different blocks of one statement, of which only one runs."""
    if outer is None or outer[0] not in ("if", "match"):
        return False
    mine = [block for block in blocks(outer) if any(each is inner for each in block)]
    theirs = [block for block in blocks(outer) if any(id(each) in to_second for each in block)]
    return bool(mine) and bool(theirs) and mine[0] is not theirs[0]


def _is_group(block: IR, call: IR) -> bool:
    """Whether leaving a ``with`` statement waits for what the call gives to the group that it binds."""
    return any(target is not None and dotted(target) == receiver(call) != "" for _, _, target in block[2])


def _waited_for(body: Body, first: IR, second: IR, within: set[int] | None = None) -> bool:
    """Whether the task's name is mentioned in something that is awaited between the two, or after the
    first one ``within`` a part of the body."""
    names = {
        name
        for node in body.ancestors(first)
        if node[0] in ("=", "ann")
        for target in targets(node)
        for name in (dotted(target),)
        if name
    }
    for call in body.calls(method="append"):
        if any(part is first for part in walk(call)) and receiver(call):
            names.add(receiver(call))
    upto = {id(node) for node in (second, *body.ancestors(second))}
    return any(
        node[0] == "AW"
        and first[1] < node[1]
        and (node[1] <= second[1] if within is None else id(node) in within)
        and id(node) not in upto
        and any(part[0] in ("N", "A") and dotted(part) in names for part in walk(node[2]))
        for node in body.nodes
    )


def _awaitables(body: Body, expression: IR, spread: bool) -> Iterator[tuple[IR, frozenset[str]]]:
    """``(call, names that change)`` of each awaitable an argument brings; the names only where it is
    made once for each turn of a loop (``"*"`` stands for a loop that changes none)."""
    if expression[0] == "C":
        yield expression, frozenset()
    elif expression[0] in ("T", "L", "SET"):
        for item in expression[2]:
            yield from _awaitables(body, item, spread)
    elif expression[0] == "*":
        yield from _awaitables(body, expression[1], True)
    elif expression[0] == "COMP" and expression[3][0] == "C":
        yield expression[3], bound(expression) | {"*"}
    elif expression[0] == "N":
        for value in body.values(expression[1]):
            if value[0] in ("L", "T", "COMP", "C"):
                yield from _awaitables(body, value, spread)
        for call in body.calls(method="append"):
            if receiver(call) == expression[1] and call[3] and call[3][0][2][0] == "C":
                loop = next((n for n in body.ancestors(call) if n[0] in ("for", "while")), None)
                yield call[3][0][2], bound(loop) | {"*"} if loop is not None else frozenset()
